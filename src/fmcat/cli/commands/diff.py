"""fmcat diff: what changed between two registries."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.answers.difference import change_text, to_json, to_markdown
from fmcat.catalog.catalog import Catalog
from fmcat.catalog.difference import difference
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.errors import NO, BadRegistry, BadUsage
from fmcat.fields import Document
from fmcat.messages import message, say
from fmcat.registry.git import write_revision
from fmcat.registry.locate import PROJECT_FILE, layers_of

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering("json", "markdown")
def run(
    ctx: typer.Context,
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A registry file or folder, exported JSON, or a git revision.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Same kinds as OLD.")],
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with code 1 if they differ.")] = False,
) -> Answer:
    """Show what changed between two registries: models added, removed and renamed, and facts changed.

    A git revision means the registry of this folder at that revision: `fmcat diff HEAD~1 .`
    """
    session: Session = ctx.obj
    if session.registries or session.only or session.attached:
        raise BadUsage(say("diff reads OLD and NEW only"), [say("leave out --registry, --only and --catalog")])
    found = difference(_documents(old), _documents(new))

    def page(*_: int) -> "RenderableType":
        changes = {
            model: [change_text(change, session.language) for change in found_]
            for model, found_ in found.changed.items()
        }
        return views.difference_page(found, changes, session.language)

    return Answer(
        forms={"json": lambda: to_json(found), "markdown": lambda: to_markdown(found, session.language)},
        page=page,
        nothing="" if found else message("no_difference", session.language),
        exit_code=NO if found and exit_code else 0,
    )


def _documents(where: str) -> list[Document]:
    """The models of a registry at a path, or of this folder's registry at a git revision."""
    path = Path(where)
    if path.exists():
        return _read(next((one for one in (path / PROJECT_FILE, path / "data") if one.exists()), path))
    with tempfile.TemporaryDirectory() as folder:
        write_revision(where, Path(folder))
        try:
            return _read(Path(folder))
        except BadRegistry as bad:
            named = [
                problem.replace(f"{folder}{os.sep}", f"{where}:").replace(folder, where) for problem in bad.problems
            ]
            raise BadRegistry(named) from None


def _read(registry: Path) -> list[Document]:
    return Catalog(layers_of(registry)).select("sort:id").to_records()
