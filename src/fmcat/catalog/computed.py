"""What a compiled document says beside its entry's facts."""

from collections.abc import Callable, Mapping, Sequence

from fmcat.catalog.context import Context
from fmcat.fields import Document


class Computed:
    """What a document has beside its entry's facts: its makers' countries, the layers that change it, and its days.

    `layers` are the names of all layers, `origins` tells of which one a model is, and by path its overridden values.
    """

    def __init__(self, context: Context, layers: Sequence[str], origins: Callable[[str], Mapping[str, str]]) -> None:
        self._context, self._layers, self._origins = context, layers, origins
        self._countries = {name: vendor.get("country", ()) for name, vendor in context.vendors.items()}

    def added(self, document: Document) -> Document:
        """The document with these."""
        countries = dict.fromkeys(one for vendor in document["vendor"] for one in self._countries.get(vendor, ()))
        origins = self._origins(document["id"])
        spoken = {origins.get("", self._layers[0]), *origins.values()}
        if countries:
            document["country"] = list(countries)
        document["layer"] = [layer for layer in self._layers if layer in spoken]
        if days := self._context.days.get(document["id"]):
            document["added"], document["changed"] = days
        return document

    def origins(self, model: str) -> list[tuple[str, str]]:
        """The paths of what the layers above the first say of a model, each with its layer."""
        return [(path, layer) for path, layer in self._origins(model).items() if layer != self._layers[0]]
