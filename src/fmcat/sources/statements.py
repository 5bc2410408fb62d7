"""Compares what a source states about a model with the catalog, fact by fact."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar, cast

from fmcat.catalog.catalog import Catalog
from fmcat.facts import Fact
from fmcat.fields import Document
from fmcat.messages import say
from fmcat.schema.hub import OWN_LICENSE
from fmcat.schema.quantities import write_number
from fmcat.schema.vocabulary import Vocabulary
from fmcat.sources.agreement import agrees, as_variant, elsewhere
from fmcat.sources.ancestry import Ancestry
from fmcat.sources.crosswalk import HUB
from fmcat.sources.draft import Draft, LeftOut
from fmcat.sources.entry import read, value_at

SAME, MORE, UNCLEAR, RECORDED, CONFLICT = "same", "more", "unclear", "recorded", "conflict"
#: The verdicts of an import about a fact, best first.
VERDICTS: Mapping[str, str] = {
    SAME: "the catalog has the same value",
    MORE: "the catalog has no value",
    UNCLEAR: "the catalog has no value, and the rows of the source differ",
    RECORDED: "the catalog has another value, and records that this source differs",
    CONFLICT: "the catalog has another value",
}
#: Lists whose terms can be compared even if some are unknown.
_WORDS = ("vendor", "inputs", "outputs")
#: Lists that are never complete: what a source adds contradicts nothing.
_GROWING = ("aliases", "capabilities", "ids.huggingface", "ids.epoch", "ids.models.dev")
D = TypeVar("D", bound=Mapping[str, object])
#: How much of a fact is shown, in characters.
_LONGEST = 200


class Statement(NamedTuple):
    """What a source states about one fact of a model, and the catalog's value; `ours` and `theirs` are texts.

    `value` is the fact in the form of an entry: the whole, or the new items of a list that `grows`. None if it has
    none.
    """

    model: str
    row: str
    place: str
    key: str
    ours: str
    theirs: str
    verdict: str
    value: Fact = None
    grows: bool = False
    sources: Sequence[Mapping[str, object]] = ()


class Comparison:
    """Compares drafts with the entries of a catalog."""

    def __init__(self, catalog: Catalog, ancestry: Ancestry, words: Vocabulary) -> None:
        self._catalog, self._ancestry, self._words = catalog, ancestry, words
        self._facts: dict[tuple[str, str], tuple[object, str]] = {}

    def read(self, key: str, fact: object) -> tuple[Fact, str]:
        """A fact in the form of an entry, or None and the error."""
        asked = key, repr(fact)  # rows repeat the same values
        if asked not in self._facts:
            self._facts[asked] = read(key, self._license(key, fact), self._words)
        return self._facts[asked]

    def statements(self, document: Document, rows: Sequence[Draft], left_out: list[LeftOut]) -> list[Statement]:
        """The statements of the rows about one model; unreadable facts that the entry lacks are added to `left_out`."""
        found = []
        for row in _first_released(rows):
            spoken_of = as_variant(document, row.key) if row.ids_key == HUB else document
            for key, theirs in {**row.facts, **row.loose}.items():
                if key.startswith("lineage."):
                    theirs = self._lineage(document["id"], row, key, theirs, left_out)
                if theirs is not None and (one := self._statement(spoken_of, row, key, theirs, left_out)):
                    found.append(one)
        return list(self._with_disagreements(document, found))

    def _lineage(self, model: str, row: Draft, key: str, theirs: object, left_out: list[LeftOut]) -> object:
        """The targets that can be a model's ancestors; the others are added to `left_out`."""
        if theirs is None:
            return None
        taken = []
        for target, why in self._ancestry.targets(model, row.ids_key, theirs):
            if why:
                left_out.append(LeftOut(row.where(key), f"{model}.{key}", why))
            else:
                taken.append(target)
        return taken or None

    def _statement(
        self, document: Document, row: Draft, key: str, theirs: object, left_out: list[LeftOut]
    ) -> Statement | None:
        value, why = self.read(key, theirs)
        if value is None and not why:
            return None  # it states nothing
        model, ours, grows = document["id"], value_at(document, key), key in _GROWING
        verdict = self._verdict(document, row, key, theirs, (value, why))
        if verdict == MORE:
            if key in row.loose:
                return None  # it is not precise enough to be written
            if why := why or self._taken(document, key, value):
                left_out.append(LeftOut(row.where(key), f"{model}.{key}", why))
                return None
            if key.startswith("lineage."):
                self._ancestry.add(model, value)
        if grows and value:
            value = [one for one in value if one not in (ours or ())]
        sources = self.readable(citing(row.sources, key)) if verdict != SAME else ()
        return Statement(
            model, row.key, row.where(key), key, _fact_text(ours), _fact_text(theirs), verdict, value, grows, sources
        )

    def _verdict(self, document: Document, row: Draft, key: str, theirs: object, read: tuple[object, str]) -> str:
        if self._agree(document, key, theirs, *read):
            return SAME
        if value_at(document, key) is None or key in _GROWING:
            return MORE
        return RECORDED if _records(document, key, row) else CONFLICT

    def readable(self, sources: Iterable[Mapping[str, object]]) -> list[Mapping[str, object]]:
        """The sources that an entry of this catalog can name: pages, and known works."""
        return [source for source in sources if not self.read("sources", [source])[1]]

    def _agree(self, document: Document, key: str, theirs: object, value: object, why: str) -> bool:
        """Whether a fact agrees; of lists of terms, only known terms are compared."""
        if value_at(document, key) is None:
            return not why and elsewhere(document, key, value)
        if not why:
            return agrees(self._catalog, document, key, value) or elsewhere(document, key, value)
        words = [word for word in theirs if isinstance(word, str)] if isinstance(theirs, list) else []
        return key in _WORDS and bool(words) and agrees(self._catalog, document, key, words)

    def _license(self, key: str, fact: object) -> object:
        """A license by its id, also if a card's own name (`LicenseRef-NAME`) is an alias or label of it."""
        if not key.startswith("license.") or not isinstance(fact, str):
            return fact
        return self._words.find("license", fact) or self._words.find("license", fact.removeprefix(OWN_LICENSE)) or fact

    def _taken(self, document: Document, key: str, value: Fact) -> str:
        """The error for names that another model already has, or None."""
        for name in value if key == "aliases" else ():
            owner = self._catalog.find("model", name)
            if owner and owner != document["id"]:
                return say("{name!r} is already a name of {owner}", name=name, owner=owner)
        return ""

    def _with_disagreements(self, document: Document, statements: Sequence[Statement]) -> Iterator[Statement]:
        """The statements; of several that add the same fact, only the first if the others agree with it."""
        adding: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            if statement.verdict == MORE and not statement.grows:
                adding[statement.key].append(statement)
        unclear = set()
        for key, (first, *others) in adding.items():
            supposed = with_fact(document, key, first.value)
            if not all(agrees(self._catalog, supposed, key, other.value) for other in others):
                unclear.add(key)
        for statement in statements:
            if statement.verdict == MORE and statement.key in unclear:
                yield statement._replace(verdict=UNCLEAR)
            else:
                yield statement


def _first_released(rows: Sequence[Draft]) -> list[Draft]:
    """The rows of one model; later ones are later versions, whose release dates do not count."""
    first = min((row.facts["released"] for row in rows if "released" in row.facts), default="")
    return [
        row
        if row.facts.get("released") == first
        else row._replace(facts={key: fact for key, fact in row.facts.items() if key != "released"})
        for row in rows
    ]


def _records(document: Document, key: str, row: Draft) -> bool:
    """Whether the entry records that one of the works a row cites disagrees."""
    works = [source.get("source") or source.get("url") for source in row.sources]
    noted = [source for source in document.get("sources", ()) if key in source["for"] and "says" in source]
    return any((source.get("source") or source.get("url")) in works for source in noted)


def citing(sources: Sequence[Mapping[str, Fact]], key: str) -> list[Mapping[str, object]]:
    """The sources of a draft for one fact, without other facts."""
    first = key.partition(".")[0]
    return [
        {name: value for name, value in source.items() if name not in ("for", "says", "reason")} | {"for": [first]}
        for source in sources
        if first in source.get("for", [first]) and "says" not in source
    ]


def with_fact(document: D, key: str, value: object) -> D:
    """The document, or an entry that overrides one, with one more fact."""
    first, _, rest = key.partition(".")
    parts: Fact = document.get(first, {})
    return cast("D", {**document, first: {**parts, rest: value} if rest else value})


def _fact_text(fact: object) -> str:
    if isinstance(fact, dict):
        fact = next(filter(None, map(fact.get, ("total", "flop", "external", "name", "title"))), "")
    if isinstance(fact, list):
        return ", ".join(map(_fact_text, fact))
    if isinstance(fact, int | float) and not isinstance(fact, bool):
        return write_number(fact)
    return str(fact or "")[:_LONGEST]


def cited(citations: Iterable[Mapping[str, Fact]]) -> list[Mapping[str, object]]:
    """Citations of single facts joined into sources: one that was read for several facts is listed once."""
    gathered: dict[str, dict[str, Fact]] = {}
    for citation in citations:
        who = {name: value for name, value in citation.items() if name != "for"}
        source = gathered.setdefault(repr(who), who | {"for": []})
        source["for"] += [key for key in citation["for"] if key not in source["for"]]
    return list(gathered.values())
