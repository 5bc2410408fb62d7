"""fmcat remove: removes a model from your own registry."""

import typer

from fmcat.cli import options
from fmcat.cli.editing import DryRun, edit_own, layer_below
from fmcat.cli.session import Session
from fmcat.messages import message
from fmcat.registry import edit
from fmcat.registry.overlay import HIDE


def run(ctx: typer.Context, name: options.ModelName, dry_run: DryRun = False) -> None:
    """Remove a model from your own registry; everything else in the file stays as it is.

    If you overrode facts of a model from a layer below, the first time removes your changes, and the second time
    hides the model.
    """
    session: Session = ctx.obj
    model_id = session.model(" ".join(name))["id"]
    below = layer_below(session, model_id)
    was_there = False

    def change(text: str) -> str:
        nonlocal was_there
        was_there = edit.has(text, "models", model_id)
        if was_there:
            return edit.remove(text, "models", model_id)
        return edit.add(text, "models", {"id": model_id, HIDE: True})

    if edit_own(session, model_id, change, dry_run) and below and not dry_run:
        key = "shows_again" if was_there else "hidden"
        session.output.note(message(key, session.language, model=model_id, layer=below))
