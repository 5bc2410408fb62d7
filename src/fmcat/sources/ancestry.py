"""Lineage that a source states: which models of the catalog its targets are, and whether they can be ancestors."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from fmcat.catalog.catalog import Catalog
from fmcat.fields import Document
from fmcat.messages import say
from fmcat.schema.hub import SITE
from fmcat.sources.crosswalk import HUB, Crosswalk


class Ancestry:
    """Who descends from whom, including what an import is about to add."""

    def __init__(self, catalog: Catalog, crosswalk: Crosswalk, documents: Iterable[Document]) -> None:
        self._catalog, self._crosswalk = catalog, crosswalk
        self._parents: defaultdict[str, set[str]] = defaultdict(set)
        for document in documents:
            for targets in document.get("lineage", {}).values():
                self.add(document["id"], targets)

    def add(self, model: str, targets: Iterable[object]) -> None:
        """Record that a model descends from these."""
        self._parents[model].update(target for target in targets if isinstance(target, str))

    def targets(self, model: str, place: str, fact: object) -> Iterator[tuple[object, str]]:
        """Each target as an entry would name it, with the reason if it cannot be one.

        `place` is the catalog of the names. A descendant or checkpoint of the model itself is not an ancestor; a Hub
        name is taken with its page only if its organization is known, since it may be a folder.
        """
        for one in fact if isinstance(fact, list) else [fact]:
            name = str(one.get("external", "")) if isinstance(one, dict) else str(one)
            ours = self._ours(one, name)
            if ours is None and place == HUB and isinstance(one, dict) and "url" not in one:
                known = "/" in name and self._crosswalk.has_organization(name)
                yield (one | {"url": f"{SITE}/{name}"}, "") if known else (one, _doubt(name))
            elif ours == model:
                yield ours, say("{name!r} is a checkpoint of the same entry", name=name)
            elif ours and self._descends(ours, model):
                yield ours, say("{name!r} is {ours}, which descends from {model}", name=name, ours=ours, model=model)
            else:
                yield ours if ours and isinstance(one, dict) else one, ""

    def _ours(self, one: object, name: str) -> str | None:
        if isinstance(one, dict):
            return self._crosswalk.model(HUB, name) or self._crosswalk.model(HUB, self._crosswalk.repository(name))
        return self._catalog.find("model", name) if isinstance(one, str) else None

    def _descends(self, model: str, ancestor: str) -> bool:
        seen, waiting = {model}, [model]
        while waiting:
            above = self._parents.get(waiting.pop(), set())
            if ancestor in above:
                return True
            waiting += above - seen
            seen |= above
        return False


def _doubt(name: str) -> str:
    return say(
        "base_model: {name!r} may be a folder: the catalog has no repository of its organization; "
        "write its address ({site}/ORG/NAME)",
        name=name,
        site=SITE,
    )
