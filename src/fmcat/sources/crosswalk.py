"""Models of the catalog by their ids in other catalogs."""

from collections import defaultdict
from collections.abc import Iterable

from fmcat.fields import Document
from fmcat.sources.agreement import repositories
from fmcat.text import name_key

HUB = "huggingface"


class Crosswalk:
    """Ids of models by their names elsewhere, including repositories of variants."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._models: dict[tuple[str, str], str] = {}
        self._organizations: set[str] = set()
        self._bare: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for document in documents:
            for name in repositories(document):
                self._note(HUB, name, document["id"])
            for place, names in document.get("ids", {}).items():
                for name in names if isinstance(names, list) else [names]:
                    self._note(place, name, document["id"])

    def _note(self, place: str, name: str, model: str) -> None:
        self._models[place, name_key(name)] = model
        if place == HUB:
            organization, _, bare = name.rpartition("/")
            self._organizations.add(organization.casefold())
            self._bare[name_key(bare)][name_key(name)] = name

    def model(self, place: str, name: str) -> str | None:
        """The id of the model with this name in a catalog."""
        return self._models.get((place, name_key(name)))

    def repository(self, bare: str) -> str:
        """The only known repository with this name, in any organization; None if there are several."""
        found = list(self._bare.get(name_key(bare), {}).values()) if "/" not in bare else []
        return found[0] if len(found) == 1 else ""

    def has_organization(self, repository: str) -> bool:
        """Whether the catalog has a repository of the same organization."""
        organization = repository.partition("/")[0].casefold()
        return bool(organization) and organization in self._organizations
