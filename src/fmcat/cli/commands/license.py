"""fmcat license: what may be done with a model, and under which terms."""

from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.answers.license import to_markdown, to_notice
from fmcat.catalog.license import record, rows, statements
from fmcat.checkpoints import model_of
from fmcat.cli import options
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.text import indented

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering("json", "markdown")
def run(
    ctx: typer.Context,
    name: options.ModelName,
    notice: Annotated[
        bool, typer.Option("--notice", help="Write the notices that whoever passes the model on has to ship.")
    ] = False,
) -> Answer:
    """What may be done with a model, and under which terms.

    Its own license, the licenses of what it was made from and the way to each, what they ask, where they contradict
    each other, and what is not known. NAME may be a checkpoint, such as `qwen2.5/3b`. This is not legal advice.
    """
    session: Session = ctx.obj
    card = session.model(" ".join(name))
    document = session.catalog.document(model_of(card))
    found = statements(session.catalog, document, card["id"])
    told = [rows(session.catalog, one, session.wording) for one in found]
    if notice:
        text = to_notice(session.catalog, document, found, session.language)
        return Answer(page=lambda *_: views.notice(text), plain=lambda: text, entries=lambda: len(found))

    def page(*_: int) -> "RenderableType":
        return views.license_page(document, told, session.language)

    return Answer(
        forms={
            "json": lambda: indented(record(session.catalog, document, found)),
            "markdown": lambda: to_markdown(document, told, session.language),
        },
        page=page,
        entries=lambda: len(found),
    )
