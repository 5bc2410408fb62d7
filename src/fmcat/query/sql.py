"""Expressions into SQL: portable text with named parameters, never a value pasted into it."""

from collections.abc import Mapping

from fmcat.fields import FIELDS
from fmcat.query.expression import (
    All,
    Any,
    Between,
    Contains,
    During,
    Expression,
    Flag,
    HasTerm,
    Is,
    Not,
    Query,
    Sort,
    State,
    Under,
    Word,
)

Parameters = dict[str, str | int]
#: Columns that are never NULL need no `IS NULL` before them, which lets an index give the order.
_ALWAYS_KNOWN = ("id", "name", "vendor", "released")
DEFAULT_ORDER = (Sort("released"),)
#: What a statement can be printed for (printed.py).
DIALECTS = ("sqlite", "duckdb", "spark", "trino", "postgres")


def select(query: Query, columns: str, limit: int | None = None) -> tuple[str, Parameters]:
    """The statement that gives `columns` of the matching models, and its parameters.

    Tables are those of `catalog.build`; `m` is the model.
    """
    parameters: Parameters = {}
    text = f"SELECT {columns} FROM model m WHERE {_condition(query.where, parameters)} ORDER BY {_order(query.order)}"
    if limit is not None:
        text += f" LIMIT {_bind(limit, parameters)}"
    return text, parameters


def count(query: Query) -> tuple[str, Parameters]:
    """The statement that counts the matching models, and its parameters."""
    parameters: Parameters = {}
    return f"SELECT count(*) FROM model m WHERE {_condition(query.where, parameters)}", parameters


def _order(order: tuple[Sort, ...]) -> str:
    keys = []
    for sort in order or DEFAULT_ORDER:
        column = FIELDS[sort.field].column
        known_first = "" if column in _ALWAYS_KNOWN else f"m.{column} IS NULL, "
        keys.append(f"{known_first}m.{column}{' DESC' if sort.down else ''}")
    return ", ".join([*keys, "m.id"])


def _bind(value: str | int, parameters: Parameters) -> str:
    name = f"p{len(parameters)}"
    parameters[name] = value
    return f":{name}"


def _condition(expression: Expression, parameters: Parameters) -> str:
    def bind(value: str | int) -> str:
        return _bind(value, parameters)

    match expression:
        case All(()):
            return "1 = 1"
        case All(parts):
            return "(" + " AND ".join(_condition(part, parameters) for part in parts) + ")"
        case Any(parts):
            return "(" + " OR ".join(_condition(part, parameters) for part in parts) + ")"
        case Not(part):
            return f"NOT {_condition(part, parameters)}"
        case Word(text):
            return f"(instr(m.search, {bind(text)}) > 0)"
        case HasTerm(field, terms):
            return _exists("model_term", field, f"x.term IN ({', '.join(map(bind, terms))})", parameters)
        case Flag(field, value):
            return _exists("model_term", field, f"x.term = {bind('yes' if value else 'no')}", parameters)
        case Is(field, text):
            return _exists("model_text", field, f"x.folded = {bind(text)}", parameters)
        case Contains(field, text):
            return _exists("model_text", field, f"instr(x.folded, {bind(text)}) > 0", parameters)
        case During(field, first, last):
            bounds = {"x.latest >= ": first, "x.earliest <= ": last}
            return _exists("model_date", field, _within(bounds, parameters), parameters)
        case Between(field, low, high):
            bounds_ = {"x.value >= ": low, "x.value <= ": high}
            return _exists("model_quantity", field, _within(bounds_, parameters), parameters)
        case State(field, "unknown"):
            name = bind(f"|{field}|")
            return f"(instr(m.known, {name}) = 0 AND instr(m.undisclosed, {name}) = 0)"
        case State(field, state):
            return f"(instr(m.{state}, {bind(f'|{field}|')}) > 0)"
        case Under(model):
            return f"EXISTS (SELECT 1 FROM lineage_closure x WHERE x.model = m.n AND x.ancestor = {bind(model)})"


def _within(bounds: Mapping[str, str | int | None], parameters: Parameters) -> str:
    ends = [test + _bind(end, parameters) for test, end in bounds.items() if end is not None]
    return " AND ".join(ends) or "1 = 1"


def _exists(table: str, field: str, test: str, parameters: Parameters) -> str:
    return f"EXISTS (SELECT 1 FROM {table} x WHERE x.model = m.n AND x.field = {_bind(field, parameters)} AND {test})"
