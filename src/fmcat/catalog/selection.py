"""The models that match a query, for users of the Python API."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fmcat.checkpoints import narrowed
from fmcat.facts import stated
from fmcat.fields import Document
from fmcat.query.expression import Query
from fmcat.query.sql import asks_checkpoints, select, select_checkpoints

if TYPE_CHECKING:
    from fmcat.catalog.catalog import Catalog
    from fmcat.schema.model import Model


class Selection:
    """The models that match a query, in its order, read lazily.

    >>> vision = Catalog.load().select("modality:vision year:2023")
    >>> len(vision), vision.to_records(), [model.name for model in vision]  # doctest: +SKIP
    """

    def __init__(self, catalog: "Catalog", query: Query) -> None:
        self._catalog, self._query = catalog, query

    def __len__(self) -> int:
        return self._catalog.count(self._query)

    def __iter__(self) -> "Iterator[Model]":
        return map(typed, self._catalog.documents(self._query))

    def __repr__(self) -> str:
        return f"<fmcat selection of {len(self)} models>"

    def ids(self) -> list[str]:
        """The models' ids."""
        return [model for (model,) in self._catalog.rows(*select(self._query, "m.id"))]

    def to_records(self) -> list[Document]:
        """The models as plain JSON values, one mapping each, as pandas and polars read them."""
        return list(self._catalog.documents(self._query))

    def checkpoints(self) -> list[Document]:
        """The matching checkpoints as such values, each with what it inherits from its model (`qwen2.5/72b`)."""
        return list(self._catalog.checkpoints(self._query))


def as_asked(catalog: "Catalog", query: Query) -> Iterator[Document]:
    """The documents of the matching models, each restricted to the checkpoints that match, if the query names any fact
    of checkpoints.
    """
    positions: dict[str, list[int]] = {}
    if asks_checkpoints(query.where):
        for model, position in catalog.rows(*select_checkpoints(query, "m.id, c.position", presented=True)):
            positions.setdefault(model, []).append(position)
    for document in catalog.documents(query):
        yield narrowed(document, positions[document["id"]]) if positions else document


def typed(document: Document) -> "Model":
    """A document as a validated model."""
    from fmcat.schema.model import Model  # pydantic, for the users of the Python API only

    return Model.model_validate(stated(document))
