"""What a source says of one of our models, fact by fact, beside what we say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fmcat.catalog.collection import Catalog
from fmcat.fields import Document
from fmcat.schema.quantities import write_quantity
from fmcat.schema.vocabulary import Vocabulary
from fmcat.sources.agreement import agrees, elsewhere
from fmcat.sources.draft import Draft, LeftOut
from fmcat.sources.entry import read, value_at
from fmcat.text import name_key

SAME, MORE, UNCLEAR, RECORDED, CONFLICT = "same", "more", "unclear", "recorded", "conflict"
#: What an import may find of a fact, best first.
VERDICTS: Mapping[str, str] = {
    SAME: "the catalog says so too",
    MORE: "the catalog says nothing yet",
    UNCLEAR: "the catalog says nothing yet, and what the source says differs from row to row",
    RECORDED: "the catalog says otherwise, and names this source as one that does",
    CONFLICT: "the catalog says otherwise",
}
#: Lists whose words can be compared where not all of them are known.
_WORDS = ("vendor", "inputs", "outputs")
#: Lists that are never whole: what a source adds contradicts nothing.
_GROWING = ("aliases", "capabilities", "ids.huggingface", "ids.epoch", "ids.models.dev")
#: How much of a fact is shown, in characters.
_LONGEST = 200


class Statement(NamedTuple):
    """What a source says of one fact of one of our models, beside what we say; `ours` and `theirs` are texts.

    `value` is what an entry would say: the whole fact, or what a list lacks if that `grows`. None where it cannot.
    """

    model: str
    row: str
    place: str
    key: str
    ours: str
    theirs: str
    verdict: str
    value: Any = None
    grows: bool = False
    sources: Sequence[Mapping[str, Any]] = ()


class Beside:
    """The catalog, for what drafts say to be held beside it."""

    def __init__(self, catalog: Catalog, crosswalk: Mapping[tuple[str, str], str], words: Vocabulary) -> None:
        self._catalog, self._crosswalk, self._words = catalog, crosswalk, words
        self._facts: dict[tuple[str, str], tuple[Any, str]] = {}

    def read(self, key: str, fact: Any) -> tuple[Any, str]:
        """A fact as an entry has it, or None and what is wrong with it."""
        asked = key, repr(fact)  # rows say the same over and over
        if asked not in self._facts:
            self._facts[asked] = read(key, self._targets(key, fact), self._words)
        return self._facts[asked]

    def statements(self, document: Document, rows: Sequence[Draft], left_out: list[LeftOut]) -> list[Statement]:
        """What the rows say of one model; what is missing in the entry and cannot be read is added to `left_out`."""
        found = []
        for row in _first_released(rows):
            for key, theirs in {**row.facts, **row.loose}.items():
                statement = self._statement(document, row, key, theirs, left_out)
                if statement:
                    found.append(statement)
        return list(self._settled(document, found))

    def _statement(
        self, document: Document, row: Draft, key: str, theirs: Any, left_out: list[LeftOut]
    ) -> Statement | None:
        value, why = self.read(key, theirs)
        ours = value_at(document, key)
        grows = key in _GROWING
        if (value is None and not why) or (ours is None and key in row.loose):
            return None  # it says nothing, or too little
        if self._agree(document, key, theirs, value, why):
            verdict = SAME
        elif ours is None or grows:
            verdict = MORE
        else:
            verdict = RECORDED if _records(document, key, row) else CONFLICT
        if verdict == MORE:
            why = why or self._taken(document, key, value)
            if why:
                left_out.append(LeftOut(row.where(key), f"{document['id']}.{key}", why))
                return None
        if grows and value:
            value = [one for one in value if one not in (ours or ())]
        said = _said(ours), _said(theirs)
        sources = self.readable(citing(row.sources, key)) if verdict != SAME else ()
        return Statement(document["id"], row.key, row.where(key), key, *said, verdict, value, grows, sources)

    def readable(self, sources: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """The sources an entry of this catalog can name: pages, and works it knows."""
        return [source for source in sources if not self.read("sources", [source])[1]]

    def _agree(self, document: Document, key: str, theirs: Any, value: Any, why: str) -> bool:
        """Whether a fact agrees; of lists of words those are held beside ours that the vocabulary knows."""
        if value_at(document, key) is None:
            return not why and elsewhere(document, key, value)
        if not why:
            return agrees(self._catalog, document, key, value) or elsewhere(document, key, value)
        words = [word for word in theirs if isinstance(word, str)] if isinstance(theirs, list) else []
        return key in _WORDS and bool(words) and agrees(self._catalog, document, key, words)

    def _targets(self, key: str, fact: Any) -> Any:
        """A fact whose lineage targets are ours where we have the repository they name."""
        if not key.startswith("lineage.") or not isinstance(fact, list):
            return fact
        names = [name_key(str(one.get("external"))) if isinstance(one, dict) else "" for one in fact]
        return [self._crosswalk.get(("huggingface", name), one) for name, one in zip(names, fact, strict=True)]

    def _taken(self, document: Document, key: str, value: Any) -> str:
        """What is wrong with names that another model has already, or nothing."""
        for name in value if key == "aliases" else ():
            owner = self._catalog.find("model", name)
            if owner and owner != document["id"]:
                return f"{name!r} is already a name of {owner}"
        return ""

    def _settled(self, document: Document, statements: Sequence[Statement]) -> Iterator[Statement]:
        """The statements; of those that add one fact, the first speaks where the others agree with it."""
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
    """The rows of one model; those that are dated later are its later versions, and say nothing of its release."""
    first = min((row.facts["released"] for row in rows if "released" in row.facts), default="")
    return [
        row
        if row.facts.get("released") == first
        else row._replace(facts={key: fact for key, fact in row.facts.items() if key != "released"})
        for row in rows
    ]


def _records(document: Document, key: str, row: Draft) -> bool:
    """Whether the entry notes that one of the works a row cites says otherwise."""
    works = [source.get("source") or source.get("url") for source in row.sources]
    noted = [source for source in document.get("sources", ()) if key in source["for"] and "says" in source]
    return any((source.get("source") or source.get("url")) in works for source in noted)


def citing(sources: Sequence[Mapping[str, Any]], key: str) -> list[Mapping[str, Any]]:
    """The sources of one fact, as far as a draft's are for it; what they say of others is left out."""
    first = key.partition(".")[0]
    return [
        {name: said for name, said in source.items() if name not in ("for", "says", "reason")} | {"for": [first]}
        for source in sources
        if first in source.get("for", [first]) and "says" not in source
    ]


def with_fact(document: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """The document with one more fact."""
    first, _, rest = key.partition(".")
    return {**document, first: {**document.get(first, {}), rest: value} if rest else value}


def _said(fact: Any) -> str:
    if isinstance(fact, dict):
        fact = fact.get("total") or fact.get("external") or fact.get("name") or ""
    if isinstance(fact, list):
        return ", ".join(map(_said, fact))
    said = write_quantity(fact) if isinstance(fact, int) and not isinstance(fact, bool) else str(fact or "")
    return said[:_LONGEST]


def cited(citations: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Citations of single facts, as few sources: one that was read for several facts stands there once."""
    gathered: dict[str, dict[str, Any]] = {}
    for citation in citations:
        who = {name: said for name, said in citation.items() if name != "for"}
        source = gathered.setdefault(repr(who), who | {"for": []})
        source["for"] += [key for key in citation["for"] if key not in source["for"]]
    return list(gathered.values())
