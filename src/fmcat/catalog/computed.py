"""What a compiled document says beside its entry's facts."""

from fmcat.fields import Document
from fmcat.registry.read import Registry


class Computed:
    """What a document has beside its entry's facts: its makers' countries, the layers that change it, and its days."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._countries = {vendor.id: vendor.country for vendor in registry.vendors}
        self._first = registry.layers[0].name
        self._days = {one.id: one for one in registry.history}

    def added(self, document: Document) -> Document:
        """The document with these."""
        countries = dict.fromkeys(one for vendor in document["vendor"] for one in self._countries.get(vendor, ()))
        origins = self._registry.origins(document["id"])
        spoken = {origins.get("", self._first), *origins.values()}
        if countries:
            document["country"] = list(countries)
        document["layer"] = [layer.name for layer in self._registry.layers if layer.name in spoken]
        if days := self._days.get(document["id"]):
            document["added"], document["changed"] = days.added, days.changed
        return document

    def origins(self, model: str) -> list[tuple[str, str]]:
        """The paths of what the layers above the first say of a model, each with its layer."""
        return [(path, layer) for path, layer in self._registry.origins(model).items() if layer != self._first]
