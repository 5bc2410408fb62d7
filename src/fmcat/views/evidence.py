"""Where a fact comes from: its value, its sources, and those that disagree."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text

from fmcat.catalog.evidence import Evidence
from fmcat.days import day
from fmcat.fields import Document, Field
from fmcat.messages import message
from fmcat.text import showable
from fmcat.views.table import labelled
from fmcat.views.theme import DIM, SEPARATOR, STRONG, name_of
from fmcat.wording import Wording


def evidence_page(
    document: Document,
    field: Field,
    found: Sequence[Evidence],
    layers: Sequence[str],
    overridden: bool,
    wording: Wording,
) -> RenderableType:
    """One fact of a model with everything that was read about it.

    `layers` are those of the registry that it comes from; if it is `overridden`, the sources were read for the value of
    the layer below.
    """
    language = wording.language
    label = field.inline(language)
    title = name_of(document).append(f"{SEPARATOR}{label}  ", "not bold")
    title.append(wording.fact(field, document, exact=True), STRONG)
    agreeing = [one for one in found if not one.says]
    rows = [(message("said_by", language) if one is agreeing[0] else "", _citation(one, language)) for one in agreeing]
    differing = [one for one in found if one.says]
    rows += [
        (message("otherwise", language) if one is differing[0] else "", _citation(one, language)) for one in differing
    ]
    if not agreeing:
        rows.insert(0, ("", Text(message(_unsourced(field), language), DIM)))
    if found and overridden:
        rows.insert(0, ("", Text(message("read_for_below", language, layer=layers[-1]), DIM)))
    rows.append((message("layer", language), Text(", ".join(layers), DIM)))
    return Group(title, labelled(rows))


def _unsourced(field: Field) -> str:
    """The key of the message for a fact without a source: whether it should have one, and what it is if not."""
    if field.sourced:
        return "not_said_where"
    return {"name": "as_maker_writes", "summary": "own_words"}.get(field.name, "needs_no_source")


def _citation(one: Evidence, language: str) -> Text:
    url = showable(one.url)
    text = Text(showable(one.title) or url, Style(link=url, underline=False))
    if one.says:
        text.append(SEPARATOR).append(message("source_says", language, value=showable(one.says)), STRONG)
    if one.tier:
        text.append(f"{SEPARATOR}{message(f'tier_{one.tier}', language)}", DIM)
    if one.read:
        key = "snapshot" if one.is_snapshot else "source_read"
        text.append(f"{SEPARATOR}{message(key, language, date=day(one.read, language))}", DIM)
    if one.reason:
        text.append(f"\n{showable(one.reason)}", DIM)
    return text
