"""Models the catalog lacks, turned into entries if the source states everything that an entry needs."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, cast

from fmcat.catalog.catalog import Catalog
from fmcat.facts import Fact
from fmcat.fields import Document
from fmcat.messages import joined, say
from fmcat.sources.draft import Draft, LeftOut
from fmcat.sources.entry import read, value_at, vocabulary
from fmcat.sources.statements import MORE, SAME, Comparison, Statement, cited, citing, with_fact
from fmcat.text import name_key, slug

#: The highest similarity of an unknown vendor to a known one (difflib's ratio).
_DOUBT = 0.85
#: What a key of an entry is called if a source does not state it.
_CALLED = {
    "id": say("id"),
    "name": say("name"),
    "vendor": say("vendor"),
    "released": say("release date"),
    "modalities": say("modality"),
}


class Newcomer(NamedTuple):
    """A model the catalog lacks: what the source states about it, its entry, and its unknown vendors by id."""

    rows: Sequence[Draft]
    entry: Document
    vendors: Mapping[str, str]


def newcomers(catalog: Catalog, rows: Sequence[Draft], left_out: list[LeftOut]) -> list[Newcomer]:
    """The new models of the rows: a minimal entry, and every row about it.

    An incomplete row is assigned to the model it names, if there is one; else it is added to `left_out`. What is added
    here is found by the same names later, so that the same rows never add anything twice.
    """
    new_models = _NewModels(catalog)
    waiting = []
    for row in rows:
        if new_models.assigned(row):
            continue
        why = new_models.add(row)
        if why:
            waiting.append((row, why))
    left_out += [LeftOut(row.place, row.name, why) for row, why in waiting if not new_models.assigned(row)]
    return new_models.newcomers


class _NewModels:
    """The new models so far, by every name that will find them."""

    def __init__(self, catalog: Catalog) -> None:
        self.newcomers: list[Newcomer] = []
        self._catalog, self._words = catalog, vocabulary(catalog)
        self._named: dict[str, list[Draft]] = {}
        self._vendors: dict[str, str] = {}

    def assigned(self, row: Draft) -> bool:
        """Whether a row is about one of the new models; if so, it is assigned to it."""
        rows = next((self._named[key] for key in map(name_key, row.names) if key in self._named), None)
        if rows is None:
            return False
        rows.append(row)
        return True

    def add(self, row: Draft) -> str:
        """Create the model that a row is about, or record why it cannot be added."""
        entry, why = self._entry(row)
        vendors: dict[str, str] = {}
        if not why:
            entry["vendor"], vendors, why = self._makers(row.facts["vendor"])
        if why:
            return why
        for vendor, name in vendors.items():
            self._vendors |= {name_key(vendor): vendor, name_key(name): vendor}
        rows = [row]
        self.newcomers.append(Newcomer(rows, cast("Document", entry), vendors))
        for name in (entry["id"], entry["name"], *row.facts.get("aliases", ())):
            self._named[name_key(name)] = rows
        return ""

    def _entry(self, row: Draft) -> tuple[dict[str, object], str]:
        """The required facts of an entry besides its vendor, and their errors."""
        modalities = [modality for modality in row.modalities if self._words.find("modality", modality)]
        wanted: dict[str, Fact] = {
            "id": row.key if not row.ids_key else slug(row.name),
            "name": row.name,
            "vendor": row.facts.get("vendor"),
            "released": row.facts.get("released"),
            "modalities": modalities,
        }
        lacking = [key for key, fact in wanted.items() if not fact]
        if lacking == ["modalities"] and row.modalities:
            return wanted, say("it has no known modality: {modalities}", modalities=", ".join(row.modalities))
        if lacking:
            return wanted, say(
                "it has {keys}", keys=joined(", ", [say("no {key}", key=_CALLED[key]) for key in lacking])
            )
        for key in ("id", "name", "released", "modalities"):
            wanted[key], why = read(key, wanted[key], self._words)
            if why:
                return wanted, say("{key}: {problem}", key=_CALLED[key], problem=why)
        return wanted, self._taken(wanted, row)

    def _taken(self, entry: Mapping[str, str], row: Draft) -> str:
        for name in (entry["id"], entry["name"], *row.facts.get("aliases", ())):
            if owner := self._catalog.find("model", name):
                return say("{name!r} is already a name of {owner}", name=name, owner=owner)
            if name_key(name) in self._named:
                return say("{name!r} is already a name of another row's model", name=name)
        return ""

    def _makers(self, names: Sequence[str]) -> tuple[list[str], dict[str, str], str]:
        """The ids of vendors, with the names of new ones, or why one of them cannot be taken."""
        ids, new = [], {}
        for name in names:
            vendor = self._catalog.find("vendor", name) or self._vendors.get(name_key(name))
            if not vendor:
                vendor = slug(name)
                if not vendor:
                    return [], {}, say("no id can be made from its vendor {name!r}", name=name)
                doubts = self._near(name)
                if self._catalog.find("vendor", vendor) or name_key(vendor) in self._vendors or doubts:
                    return [], {}, say("its vendor {name!r} may be {known}", name=name, known=doubts or vendor)
                new[vendor] = name
            ids.append(vendor)
        return list(dict.fromkeys(ids)), new, ""

    def _near(self, name: str) -> str:
        """The known vendor with nearly this name, or None."""
        wanted = name_key(name)
        likely = [(SequenceMatcher(None, wanted, key), vendor) for key, vendor in self._words.words["vendor"].items()]
        return next((vendor for alike, vendor in likely if _is_near(alike)), "")


def _is_near(alike: SequenceMatcher[str]) -> bool:
    return alike.real_quick_ratio() >= _DOUBT and alike.quick_ratio() >= _DOUBT and alike.ratio() >= _DOUBT


def completed(newcomer: Newcomer, comparison: Comparison, left_out: list[LeftOut]) -> Newcomer:
    """A model with everything its rows agree on, and where that was read.

    What they do not agree on is added to `left_out`.
    """
    entry = _initial_entry(newcomer, comparison)
    citations = [one for key in ("vendor", "released") for one in citing(newcomer.rows[0].sources, key)]
    for statement in comparison.statements(entry, newcomer.rows, left_out):
        current = value_at(entry, statement.key)
        if statement.verdict == MORE and (current is None or statement.grows):
            entry = with_fact(entry, statement.key, _extended_fact(current, statement))
            citations += statement.sources
        elif statement.verdict not in (SAME, MORE) and not _names_makers(statement, entry):
            why = say(
                "its rows differ: {theirs}, not {ours}" if statement.ours else "its rows differ: {theirs}",
                theirs=statement.theirs,
                ours=statement.ours,
            )
            left_out.append(LeftOut(statement.place, f"{entry['id']}.{statement.key}", why))
    sources = comparison.readable([*cited(citations), *(one for one in newcomer.rows[0].sources if "says" in one)])
    return newcomer._replace(entry=with_fact(entry, "sources", sources) if sources else entry)


def _initial_entry(newcomer: Newcomer, comparison: Comparison) -> Document:
    """The entry with the release date of the earliest row, and the source's id of the model."""
    entry = newcomer.entry.copy()
    days = [row.facts["released"] for row in newcomer.rows if "released" in row.facts]
    entry["released"] = comparison.read("released", min(days))[0] or entry["released"]
    if place := newcomer.rows[0].ids_key:
        entry["ids"] = {place: list(dict.fromkeys(row.key for row in newcomer.rows))}
    return entry


def _names_makers(statement: Statement, entry: Document) -> bool:
    """Whether a statement names the entry's vendors, which are new to the catalog."""
    return statement.key == "vendor" and all(slug(name) in entry["vendor"] for name in statement.theirs.split(", "))


def _extended_fact(current: Fact, statement: Statement) -> object:
    """The fact that a statement adds: the whole of it, or a list with its new items."""
    if not statement.grows:
        return statement.value
    return [*(current or ()), *(one for one in statement.value if one not in (current or ()))]
