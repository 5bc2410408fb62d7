"""A table as GitHub renders it."""

from collections.abc import Iterator

from fmcat.export import Choice
from fmcat.export.kit.cells import cell
from fmcat.export.kit.markdown import escaped


def to_markdown(choice: Choice) -> Iterator[str]:
    """A GitHub table with right-aligned numbers; cells are escaped."""
    columns = choice.table_columns()
    yield _row(field.label for field in columns)
    yield _row("---:" if field.kind == "quantity" else "---" for field in columns)
    for document, chosen in choice.chosen():
        yield _row(escaped(cell(field, document, chosen, choice.language).replace(";", "; ")) for field in columns)


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
