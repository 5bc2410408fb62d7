"""fmcat why: where a fact comes from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.catalog.comparison import mentioned
from fmcat.catalog.evidence import evidence, record
from fmcat.checkpoints import model_of
from fmcat.cli import complete, options
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.errors import NotFound
from fmcat.facts import COMPUTED
from fmcat.fields import FIELDS, Document, Field
from fmcat.messages import say
from fmcat.text import indented

if TYPE_CHECKING:
    from rich.console import RenderableType

#: Fields that are read from the same key as another, or that only identify a model.
_REPEATED = {"year", "open", "active", "stage", "code-license", "arxiv", "huggingface", "id", "memory", "sources"}
_REPEATED |= {"paper", "announced", "weights", "api", "deprecated", "retired"}


@delivering("json")
def run(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="NAME [FIELD]", help="A model, and a field.", autocompletion=complete.model_names),
    ],
) -> Answer:
    """Show where a fact was read, and which sources disagree; without FIELD, every fact with its sources.

    `fmcat explain fields` lists the fields. The exit code is 1 if the fact is unknown.
    """
    session: Session = ctx.obj
    document, field = _asked(session, words)
    facts = (one for one in FIELDS.values() if one.name not in _REPEATED and one.path not in COMPUTED)
    asked = [field] if field else [*facts]
    found = [one for one in asked if one.state(document) or evidence(session.catalog, document, one)]
    if not found:
        raise NotFound(
            say(
                "{field} of {model} is unknown" if field else "nothing is known about {model}",
                field=field.name if field else "",
                model=document["name"],
            ),
            [say("fmcat show {model} shows what is known", model=document["id"])],
        )
    records = [record(session.catalog, document, one) for one in found]
    return Answer(
        forms={"json": lambda: indented(records[0] if field else records)},
        page=lambda *_: _page(session, document, found),
        pages=not field,
        entries=lambda: len(found),
    )


def _asked(session: Session, words: Sequence[str]) -> tuple[Document, Field | None]:
    """The model and the field of the words: the last if it names a field, else the first if the rest is a model."""
    (*name, last), (first, *rest) = words, words
    catalog = session.catalog
    if name and (field := catalog.field(last)):
        return session.model(" ".join(name)), field
    if name and not catalog.named(" ".join(words)):
        if catalog.named(" ".join(rest)) and (field := catalog.field(first)):
            return session.model(" ".join(rest)), field
        if catalog.named(" ".join(name)):
            options.field_named(catalog, last)  # raises: the model is there, the field is not
    return session.model(" ".join(words)), None


def _page(session: Session, document: Document, fields: Sequence[Field]) -> "RenderableType":
    pages = []
    wording = session.wording.naming(mentioned(session.catalog, document))
    for field in fields:
        found = evidence(session.catalog, document, field)
        layers = session.catalog.layers_of(model_of(document), field.entry_key)
        is_over = _is_overridden(session, model_of(document), layers)
        pages.append(views.evidence_page(document, field, found, layers, is_over, wording))
    return views.Group(*pages)


def _is_overridden(session: Session, model_id: str, layers: list[str]) -> bool:
    """Whether a fact of these layers comes from a higher one than every source of the model."""
    order = [layer.name for layer in session.catalog.layers]
    sources = session.catalog.layers_of(model_id, "sources")
    return order.index(layers[-1]) > order.index(sources[-1])
