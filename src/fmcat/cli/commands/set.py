"""fmcat set: sets facts of a model in place."""

from typing import Annotated

import typer

from fmcat.cli import complete
from fmcat.cli.editing import Assignments, DryRun, assignment, edit_own, is_hidden, layer_below
from fmcat.cli.session import Session
from fmcat.messages import message
from fmcat.registry import edit


def run(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="The id, name or alias of a model.", autocompletion=complete.model_names),
    ],
    facts: Assignments,
    dry_run: DryRun = False,
) -> None:
    """Set facts of a model in your own registry; comments, order and layout of the file stay as they are.

    Facts from a layer below yours (usually the bundled catalog) are overridden one by one. Your own registry is the
    last one named with --registry, else the project's, else the user's, which is created if needed. Values are
    text, or YAML in brackets: `training.pretraining=[causal-language-modeling]`.
    """
    session: Session = ctx.obj
    stated = [assignment(word, session) for word in facts]
    model_id = name if is_hidden(session, name) else session.model(name)["id"]
    below = layer_below(session, model_id)

    def change(text: str) -> str:
        if not edit.has(text, "models", model_id):
            text = edit.add(text, "models", {"id": model_id})
        for one in stated:
            text = one.put(text, model_id, over=bool(below))
        return edit.remove(text, "models", model_id) if below and edit.is_bare(text, "models", model_id) else text

    if edit_own(session, model_id, change, dry_run) and below and not dry_run:
        session.output.note(message("overrides", session.language, model=model_id, layer=below))
