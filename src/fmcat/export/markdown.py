"""A table as GitHub renders it."""

from collections.abc import Iterable, Iterator

from fmcat.export import Choice
from fmcat.export.citations import key_of
from fmcat.export.kit.cells import readable
from fmcat.export.kit.markdown import escaped
from fmcat.messages import message


def to_markdown(choice: Choice) -> Iterator[str]:
    """A GitHub table: facts in words, sizes with units and right-aligned; references as Pandoc writes them."""
    columns, wording = choice.paper_columns(), choice.wording
    reference = [message("references_head", choice.language)] if choice.cites else []
    yield _row([*(field.label_in(choice.language) for field in columns), *reference])
    yield _row([*("---:" if field.kind == "quantity" else "---" for field in columns), *("---" for _ in reference)])
    for document, chosen in choice.chosen():
        cells = (escaped(readable(field, document, chosen, wording)) for field in columns)
        yield _row([*cells, *(f"[@{key_of(document)}]" for _ in reference)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
