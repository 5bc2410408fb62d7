"""A simple evaluation of expressions over documents, to compare the SQL with."""

import re
from typing import Any as Anything
from typing import cast

from fmcat.fields import FIELDS, Document, Field
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
    State,
    Under,
    Word,
)
from fmcat.query.values import compared
from fmcat.schema.dates import read_date
from fmcat.text import fold, name_key

Documents = dict[str, Document]


def read_checkpoints(document: Document) -> list[Document]:
    """What is known of each checkpoint of a model, from its variants."""
    found = []
    for variant in document.get("variants", [{"name": ""}]):
        own: dict[str, Anything] = dict(document)
        own |= {key: variant[key] for key in ("released", "context", "access", "status") if key in variant}
        if "license" in variant:
            own["license"] = {**own.get("license", {}), "weights": variant["license"]}
        if "variants" in document:
            size = variant.get("parameters")
            own["parameters"] = {"total": size} if isinstance(size, int) else size
            whole = document.get("parameters")
            if isinstance(size, int) and "active" in variant:
                own["parameters"]["active"] = variant["active"]
            elif isinstance(whole, dict) and whole["total"] == size and "active" in whole:
                own["parameters"]["active"] = whole["active"]  # the model's count is that of the largest
        found.append(cast("Document", own))
    return found


def chosen(expression: Expression, document: Document, everything: Documents) -> list[int]:
    """The numbers of a model's checkpoints that match an expression."""
    each = enumerate(read_checkpoints(document))
    return [number for number, one in each if matches(expression, document, everything, one)]


def presented(expression: Expression, document: Document, everything: Documents) -> list[int]:
    """The numbers of a model's first checkpoints that match as of the day it was presented, if that was before them."""
    each = read_checkpoints(document)
    first, own = min(one["released"] for one in each), document["released"]
    if read_date(own).latest >= read_date(first).earliest:
        return []
    return [
        number
        for number, one in enumerate(each)
        if one["released"] == first
        and matches(expression, document, everything, cast("Document", {**one, "released": own}))
    ]


def matches(expression: Expression, document: Document, everything: Documents, one: Document) -> bool:
    """Whether the expression is true of a checkpoint and its model, as its docstring defines."""
    match expression:
        case AllOf(parts):
            return all(matches(part, document, everything, one) for part in parts)
        case AnyOf(parts):
            return any(matches(part, document, everything, one) for part in parts)
        case Not(part):
            return not matches(part, document, everything, one)
        case Under(ancestor):
            return ancestor in _ancestors(document, everything)
        case Word(text):
            names = [document["name"], *document.get("aliases", ())]
            return any(_has_words(said, text) for said in _said(document)) or any(
                name_key(fold(name)[start:]).startswith(name_key(text)) for name in names for start, _ in _words(name)
            )
        case _:
            field = FIELDS[expression.field]
            return _is_true(expression, field, one if field.scope == "checkpoint" else document)


def _is_true(expression: Expression, field: Field, document: Document) -> bool:
    """Whether a test of a field is true of a document."""
    values = field.values(document)
    match expression:
        case HasTerm(_, terms):
            return any(value in terms for value in values)
        case Is(_, text):
            return any(compared(field, value) == text for value in values)
        case Contains(_, text):
            return any(text in compared(field, value) for value in values)
        case During(_, first, last):
            return any(
                (first is None or read_date(value).latest >= first)
                and (last is None or read_date(value).earliest <= last)
                for value in values
            )
        case Between(_, low, high):
            return any((low is None or value >= low) and (high is None or value <= high) for value in values)
        case Flag(_, expected):
            return field.read(document) is expected
        case State(_, state):
            return (field.state(document) or "unknown") == state
    raise AssertionError(expression)


def _words(text: str) -> list[tuple[int, str]]:
    """The words and signs of a text, with their positions."""
    found = re.finditer(r"[a-zé0-9]+(?:\.[a-zé0-9]+)*|[가-힣]+|[^\s_-]", fold(text))
    return [(one.start(), one[0]) for one in found]


def _has_words(text: str, wanted: str) -> bool:
    """Whether the words occur together in the text, the last one perhaps only with its beginning."""
    words, (*first, last) = ([word for _, word in _words(one)] for one in (text, wanted))
    return any(
        words[at : at + len(first)] == first and words[at + len(first)].startswith(last)
        for at in range(len(words) - len(first))
    )


def _ancestors(document: Document, everything: Documents) -> set[str]:
    found: set[str] = set()
    waiting = list(FIELDS["lineage"].read(document))
    while waiting:
        ancestor = waiting.pop()
        if ancestor not in found:
            found.add(ancestor)
            waiting += FIELDS["lineage"].read(everything[ancestor])
    return found - {document["id"]}


def _said(document: Document) -> list[str]:
    """The texts of a document that a bare word is searched in, as far as the document has them."""
    return [
        document["id"],
        document["name"],
        *document.get("aliases", ()),
        *document.get("summary", {}).values(),
        document.get("family", ""),
    ]
