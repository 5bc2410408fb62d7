"""A query's SQL as text for any warehouse: with values as literals, in its dialect."""

import re

from fmcat.errors import BadUsage
from fmcat.extras import require
from fmcat.messages import say
from fmcat.query.sql import Parameters

#: sqlglot's names for the dialects that need a translation.
_OTHERS = {"trino": "trino", "postgres": "postgres"}


def printed(statement: str, parameters: Parameters, dialect: str) -> str:
    """The statement with its values as literals; raises FmcatError if sqlglot is needed and missing."""
    text = re.sub(r":(p\d+)\b", lambda found: literal(parameters[found[1]], dialect), statement)
    if dialect not in _OTHERS:
        return text
    sqlglot = require("sqlglot", "duckdb", say("the dialect {dialect}", dialect=dialect))
    [translated] = sqlglot.transpile(text, read="sqlite", write=_OTHERS[dialect])
    return str(translated)


def literal(value: str | float, dialect: str = "sqlite") -> str:
    """A value as an SQL literal, with quotes doubled. Spark also reads escapes and replaces ${name} in texts.

    Raises BadUsage for a text with a NUL character, which no engine accepts.
    """
    if isinstance(value, int | float):
        return str(value)
    if "\0" in value:
        raise BadUsage(say("a NUL character is not allowed in SQL"))
    if dialect == "spark":
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("$", "\\u0024") + "'"
    return "'" + value.replace("'", "''") + "'"
