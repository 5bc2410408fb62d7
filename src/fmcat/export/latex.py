"""A table for a paper."""

from collections.abc import Iterator
from shlex import quote

from fmcat.export import Choice
from fmcat.export.citations import key_of
from fmcat.export.kit.cells import readable
from fmcat.export.kit.latex import Command, table
from fmcat.export.kit.rights import credit
from fmcat.messages import message
from fmcat.text import showable


def to_latex(choice: Choice) -> Iterator[str]:
    """A table with a caption, for the package booktabs: facts in words, sizes with units and right-aligned."""
    columns, wording = choice.paper_columns(), choice.wording
    head = [field.label_in(choice.language) for field in columns]
    numbers = [n for n, field in enumerate(columns) if field.kind == "quantity"]
    rows = [
        [*(readable(field, document, chosen, wording) for field in columns), *_cited(choice, key_of(document))]
        for document, chosen in choice.chosen()
    ]
    notes = [credit(choice.catalog, choice.language)]
    if choice.cites:
        head = [*head, message("references_head", choice.language)]
        query = f"{quote(choice.asked)} " if choice.asked else ""
        notes = [message("references_from", choice.language, query=query), *notes]
    caption = choice.title or ": ".join(filter(None, (message("concepts", choice.language), showable(choice.asked))))
    yield table(head, rows, numbers, caption, notes)


def _cited(choice: Choice, key: str) -> list[str]:
    return [Command(rf"\cite{{{key}}}")] if choice.cites else []
