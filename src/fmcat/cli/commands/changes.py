"""fmcat changes: what the releases of the data changed."""

from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.answers.changes import to_json, to_lines, to_markdown
from fmcat.catalog.releases import releases
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.export.kit.changes import head, parts, to_atom
from fmcat.messages import say, spoken

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering("json", "markdown", "atom")
def run(
    ctx: typer.Context,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="DATE|VERSION",
            help="Only releases of this date or later, or later than this version of the data or of fmcat.",
            show_default=False,
        ),
    ] = "",
) -> Answer:
    """Show what the releases of the data changed: models added, removed and renamed, and facts changed.

    Releases are those of the installed data; a newer one comes with a newer fmcat. `fmcat diff` compares any two
    registries.
    """
    session: Session = ctx.obj
    language = session.language
    found = releases(session.catalog, since)

    def page(*_: int) -> "RenderableType":
        return views.changes_page((one["id"], head(one, language), list(parts(one, language))) for one in found)

    return Answer(
        forms={
            "json": lambda: to_json(found),
            "markdown": lambda: to_markdown(found, language),
            "atom": lambda: to_atom(found, language),
        },
        page=page,
        plain=lambda: to_lines(found),
        nothing="" if found else spoken(_nothing(session), language),
        entries=lambda: len(found),
    )


def _nothing(session: Session) -> str:
    """Why there is no release to show: none is newer, or the registry has none."""
    newest = next(iter(releases(session.catalog)), None)
    if newest is None:
        return say("no release of the data")
    return say(
        "no release of the data since then; the newest is {version} of {day}, and fmcat changes lists all",
        version=newest["id"],
        day=newest["date"],
    )
