"""The fields of queries."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from fmcat.fields import Field
from fmcat.messages import Sentence, message, spoken
from fmcat.views.table import plain_table
from fmcat.views.theme import DIM, STRONG


def fields_table(fields: Iterable[Field], examples: dict[str, list[str]], language: str) -> Table:
    """Every field with its other names, its meaning, its syntax, and some of its values."""
    table = plain_table()
    for key in ("field", "meaning", "asks", "values"):
        table.add_column(message(key, language).upper(), overflow="fold", no_wrap=key == "field")
    for field in fields:
        name = Text(field.name, STRONG)
        if field.aliases:
            name.append("\n" + "\n".join(field.aliases), DIM)
        meaning = Text(spoken(Sentence(field.help, {}), language))
        if field.column:
            meaning.append(f"  ({message('sortable', language)})", DIM)
        asks = spoken(Sentence(field.asked, {}), language).replace("field", field.name)
        table.add_row(name, meaning, Text(asks), Text(", ".join(examples.get(field.name, [])), DIM))
    return table
