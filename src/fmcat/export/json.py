"""Documents as JSON: an array, or one per line. Keys are in schema order; unknown facts have none."""

from collections.abc import Iterable, Iterator, Sequence

from fmcat.export import Choice
from fmcat.fields import Document, Field
from fmcat.text import array, as_json


def to_json(choice: Choice) -> Iterator[bytes]:
    """A JSON array, one document per line."""
    return array(_texts(choice))


def to_jsonl(choice: Choice) -> Iterator[bytes]:
    """JSON Lines: one document per line."""
    return (text + b"\n" for text in _texts(choice))


def _texts(choice: Choice) -> Iterator[bytes]:
    if not choice.columns and not choice.checkpoints:
        return choice.catalog.texts(choice.query, choice.limit)  # stored as shown
    if not choice.columns:
        return (as_json(document).encode() for document in choice.documents())
    return (as_json(record(document, choice.columns, chosen)).encode() for document, chosen in choice.chosen())


def record(document: Document, columns: Iterable[Field], chosen: Sequence[Document] = ()) -> dict[str, object]:
    """The known ones of the requested columns of a model, by field name.

    Where a query chose some of its checkpoints, what they differ in is theirs.
    """
    facts = ((field.name, field.of_chosen(document, chosen)) for field in columns)
    return {name: fact for name, fact in facts if fact is not None and fact != []}
