"""A table for a paper."""

from collections.abc import Iterator

from fmcat.export import Choice
from fmcat.export.kit.cells import cell
from fmcat.export.kit.latex import table


def to_latex(choice: Choice) -> Iterator[str]:
    """A table with right-aligned numbers, for the package booktabs."""
    columns = choice.table_columns()
    rows = [
        [cell(field, document, chosen, choice.language).replace(";", "; ") for field in columns]
        for document, chosen in choice.chosen()
    ]
    aligned = "".join("r" if field.kind == "quantity" else "l" for field in columns)
    yield table([field.label for field in columns], rows, aligned)
