"""Translates expressions into portable SQL with named parameters; values are never part of its text."""

from collections.abc import Collection, Mapping, Sequence

from fmcat.fields import FIELDS, field_of
from fmcat.query.beginnings import spaced
from fmcat.query.expression import (
    AllOf,
    AnyOf,
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
from fmcat.text import name_key

Parameters = dict[str, str | float]
_REQUIRED = {field.column for field in FIELDS.values() if field.required}
DEFAULT_ORDER = (Sort("released"),)
NEWEST_FIRST = (Sort("released", down=True),)
_CHECKPOINTS = "FROM checkpoint c JOIN model m ON m.n = c.model"
#: That a checkpoint is as of the day it came out, not of the day its model was presented.
_OUT = "c.position >= 0"
#: The dialects a statement can be printed in (printed.py).
DIALECTS = ("sqlite", "duckdb", "spark", "trino", "postgres")
#: How many tests AND or OR joins in a row. SQLite nests at most 1,000 deep, and a chain of ANDs counts as nested, so
#: longer chains become groups of groups. Its parser stacks 100 symbols, so the most nested part comes first.
_ABREAST = 8
#: The largest number that an engine's LIMIT accepts; no catalog has more models.
_LARGEST = 2**63 - 1


def select(query: Query, columns: str, limit: int | None = None, nested: bool = False) -> tuple[str, Parameters]:
    """The statement that selects `columns` of at most `limit` matching models, and its parameters.

    Tables are those of `catalog.tables`; `m` is the model. A query that names a fact of checkpoints is evaluated for
    each checkpoint, and a model matches if one of its checkpoints does. It is sorted by the largest of those. With
    `nested`, for SQLite, only the checkpoints of models up to the last one selected are read.
    """
    made = _Statement()
    return _limited(_of_models(made, query, columns, nested), limit, made)


def select_checkpoints(
    query: Query,
    columns: str,
    limit: int | None = None,
    models: int | None = None,
    nested: bool = False,
    presented: bool = False,
) -> tuple[str, Parameters]:
    """The statement that selects `columns` of the matching checkpoints, `c`, and of their models, `m`.

    At most `limit` checkpoints, or those of the first `models` matching models. With `presented`, those too that match
    as of the day their model was presented (`fmcat.checkpoints`), at negative positions.
    """
    made = _Statement()
    of_its_own = {field.column for field in FIELDS.values() if field.scope == "checkpoint"}
    order = f"{_order(query.order or DEFAULT_ORDER, c=of_its_own)}, c.position"
    condition = made.condition(query.where)
    condition = condition if presented else f"{condition} AND {_OUT}"
    if models is not None:
        first, _ = _limited(_of_models(made, query, "m.n", nested), models, made)
        condition += f" AND c.model IN (SELECT n FROM ({first}) first_models)"
    return _limited(f"SELECT {columns} {_CHECKPOINTS} WHERE {condition} ORDER BY {order}", limit, made)


def _of_models(made: "_Statement", query: Query, columns: str, nested: bool) -> str:
    condition, order = made.condition(query.where), query.order or DEFAULT_ORDER
    if not asks_checkpoints(query.where):
        return f"SELECT {columns} FROM model m WHERE {condition} ORDER BY {_order(order)}"
    largest = {FIELDS[sort.field].column: None for sort in order if FIELDS[sort.field].kind == "quantity"}
    if nested and not largest:
        found = f"EXISTS (SELECT 1 FROM checkpoint c WHERE c.model = m.n AND {condition})"
        return f"SELECT {columns} FROM model m WHERE {found} ORDER BY {_order(order)}"
    kept = "".join(f", max(c.{column}) AS {column}" for column in largest)
    found = f"SELECT c.model AS n{kept} {_CHECKPOINTS} WHERE {condition} GROUP BY c.model"
    return f"SELECT {columns} FROM model m JOIN ({found}) k ON k.n = m.n ORDER BY {_order(order, k=largest)}"


def newest_first(query: Query) -> Query:
    """The query, in the order of the latest releases if it names no order: what to show where not all are shown."""
    return query if query.order else Query(query.where, NEWEST_FIRST)


def count(query: Query, checkpoints: bool = False) -> tuple[str, Parameters]:
    """The statement that counts the matching models, or their matching checkpoints, and its parameters."""
    made = _Statement()
    condition = made.condition(query.where)
    if checkpoints:
        return f"SELECT count(*) {_CHECKPOINTS} WHERE {condition} AND {_OUT}", made.parameters
    if asks_checkpoints(query.where):
        return f"SELECT count(DISTINCT c.model) {_CHECKPOINTS} WHERE {condition}", made.parameters
    return f"SELECT count(*) FROM model m WHERE {condition}", made.parameters


def asks_checkpoints(expression: Expression) -> bool:
    """Whether an expression names a fact of checkpoints."""
    match expression:
        case AllOf(parts) | AnyOf(parts):
            return any(map(asks_checkpoints, parts))
        case Not(part):
            return asks_checkpoints(part)
        case Word() | Under():
            return False
    return field_of(expression.field).scope == "checkpoint"


def _limited(text: str, limit: int | None, made: "_Statement") -> tuple[str, Parameters]:
    if limit is not None:
        text += f" LIMIT {made.bind(min(limit, _LARGEST))}"
    return text, made.parameters


def joined(operator: str, tests: Sequence[str]) -> str:
    """Tests joined by AND or OR, in parentheses; long chains are grouped."""
    while len(tests) > _ABREAST:
        groups = [tests[start : start + _ABREAST] for start in range(1, len(tests), _ABREAST)]
        tests = [tests[0], *(f"({f' {operator} '.join(group)})" for group in groups)]
    return f"({f' {operator} '.join(tests)})"


def _order(order: tuple[Sort, ...], **columns: Collection[str]) -> str:
    """The ORDER BY terms; `columns` maps columns of another table than the model's to their names."""
    keys = []
    for sort in order:
        column = FIELDS[sort.field].column
        at = next((table for table, names in columns.items() if column in names), "m")
        # A column that is never NULL needs no such test, and without it an index gives the order.
        known_first = "" if column in _REQUIRED else f"{at}.{column} IS NULL, "
        keys.append(f"{known_first}{at}.{column}{' DESC' if sort.down else ''}")
    return ", ".join([*dict.fromkeys(keys), "m.id"])


def _depth(expression: Expression) -> int:
    match expression:
        case AllOf(parts) | AnyOf(parts):
            return 1 + max(map(_depth, parts), default=0)
        case Not(part):
            return 1 + _depth(part)
    return 0


class _Statement:
    """The conditions of one statement, and its parameters: a repeated value is bound once."""

    def __init__(self) -> None:
        self.parameters: Parameters = {}
        self._names: dict[str | float, str] = {}

    def bind(self, value: str | float) -> str:
        if value not in self._names:
            self._names[value] = name = f"p{len(self._names)}"
            self.parameters[name] = value
        return f":{self._names[value]}"

    def condition(self, expression: Expression) -> str:
        """The SQL of an expression."""
        match expression:
            case AllOf(()):
                return "1 = 1"
            case AllOf(parts):
                return self._joined("AND", parts)
            case AnyOf(parts):
                return self._joined("OR", parts)
            case Not(part):
                return f"NOT {self.condition(part)}"
            case Word(text):
                return self._word(text)
            case Under(model):
                ancestor = self.bind(model)
                return f"EXISTS (SELECT 1 FROM lineage_closure x WHERE x.model = m.n AND x.ancestor = {ancestor})"
            case State(field, "unknown"):
                name, at = self.bind(f"|{field}|"), _owner(field)[0]
                return f"(instr({at}.known, {name}) = 0 AND instr({at}.undisclosed, {name}) = 0)"
            case State(field, state):
                return f"(instr({_owner(field)[0]}.{state}, {self.bind(f'|{field}|')}) > 0)"
            case _:
                return self._value(expression)

    def _value(self, expression: HasTerm | Flag | Is | Contains | During | Between) -> str:
        """The SQL of a test of a field's values, in the child table for its kind."""
        match expression:
            case HasTerm(field, terms):
                return self._exists("term", field, f"x.term IN ({', '.join(map(self.bind, terms))})")
            case Flag(field, value):
                return self._exists("term", field, f"x.term = {self.bind('yes' if value else 'no')}")
            case Is(field, text):
                return self._exists("text", field, f"x.folded = {self.bind(text)}")
            case Contains(field, text):
                return self._exists("text", field, f"instr(x.folded, {self.bind(text)}) > 0")
            case During(field, first, last):
                return self._exists("date", field, self._within({"x.latest >= ": first, "x.earliest <= ": last}))
            case Between(field, low, high):
                return self._exists("quantity", field, self._within({"x.value >= ": low, "x.value <= ": high}))

    def _joined(self, operator: str, parts: Sequence[Expression]) -> str:
        tests = []
        for part in sorted(parts, key=_depth, reverse=True):
            test = self.condition(part)
            # AND binds more tightly than OR, so it needs no parentheses here.
            tests.append(test[1:-1] if operator == "OR" and isinstance(part, AllOf) and part.parts else test)
        return joined(operator, tests)

    def _word(self, text: str) -> str:
        words, name = self.bind(spaced(text)), self.bind(f" {name_key(text)}")
        return f"(instr(m.words, {words}) > 0 OR instr(m.names, {name}) > 0)"

    def _within(self, bounds: Mapping[str, str | float | None]) -> str:
        ends = [test + self.bind(end) for test, end in bounds.items() if end is not None]
        return " AND ".join(ends) or "1 = 1"

    def _exists(self, kind: str, field: str, test: str) -> str:
        at, owner = _owner(field)
        found = f"SELECT 1 FROM {owner}_{kind} x WHERE x.{owner} = {at}.n AND x.field = {self.bind(field)} AND {test}"
        return f"EXISTS ({found})"


def _owner(field: str) -> tuple[str, str]:
    """What a field describes: its name in statements, and the beginning of the names of its child tables."""
    return ("c", "checkpoint") if field_of(field).scope == "checkpoint" else ("m", "model")
