"""The models that something uses: where each is named, and what there is to know of it before one relies on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fmcat.catalog.catalog import Catalog
from fmcat.catalog.evidence import disputed_keys
from fmcat.catalog.license import licensing
from fmcat.catalog.releases import data_version
from fmcat.catalog.resolution import Resolution
from fmcat.catalog.spellings import Match
from fmcat.checkpoints import checkpoints, model_of, shared
from fmcat.facts import has_weights
from fmcat.fields import FIELDS, UNDISCLOSED, Document
from fmcat.licensing import UNKNOWN, Bound, Licensing
from fmcat.messages import Sentence

#: The statuses of models that are not, or soon not, to be had, and so need another one in their place.
LEAVING = ("deprecated", "retired", "superseded")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a model is named. `line` and `column` count from 1; line 0 is the file as a whole, `cell` a notebook's.

    `text` is the name as written there, `rule` the model position it is in (empty for an id that is elsewhere), `match`
    how the name was resolved, `revision` the one that a cache of the Hub holds there.
    """

    file: str
    line: int
    column: int
    text: str
    rule: str = ""
    match: Match = "none"
    cell: int = 0
    revision: str = ""

    def __str__(self) -> str:
        cell = f"[{self.cell}]" if self.cell else ""
        return f"{self.file}{cell}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True)
class Used:
    """A checkpoint that is used, or a model of which nobody says which checkpoint.

    `days` is how long until the service ends, negative where it ended; None where no day is known. `replacement` is the
    id of the model that came after it. `bound` names the ancestors whose licenses bind it too. `is_served` tells that
    it ends with its service: it has no weights to download, or is named as a service names it.
    """

    id: str
    document: Document
    occurrences: Sequence[Occurrence]
    commercial: str = ""
    conditions: Sequence[str] = ()
    bound: Mapping[str, str] = field(default_factory=dict)
    retired: str = ""
    days: int | None = None
    replacement: str = ""
    countries: Sequence[str] = ()
    disputed: Sequence[str] = ()
    is_served: bool = False

    @property
    def model(self) -> str:
        """The id of the model."""
        return model_of(self.document)

    @property
    def license(self) -> str:
        """The license of the weights; empty where it is unknown."""
        found = self.document.get("license", {}).get("weights", "")
        return "" if found == UNDISCLOSED else found

    @property
    def status(self) -> str:
        """Where it is in its life; empty where nobody said."""
        found = self.document.get("status") if self.is_served else FIELDS["status"].read(self.document)
        return found if isinstance(found, str) else ""


@dataclass(frozen=True)
class Unknown:
    """A reference that no model of the catalog answers to, with the reason and near ids."""

    text: str
    note: Sentence
    near: Sequence[str]
    occurrences: Sequence[Occurrence]


@dataclass(frozen=True)
class Inventory:
    """What was found in a repository. `skipped` counts what could not be read, by reason; `data` is their version."""

    used: Sequence[Used]
    unknown: Sequence[Unknown]
    files: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    data: str = ""

    def __len__(self) -> int:
        return len(self.used) + len(self.unknown)

    @property
    def references(self) -> int:
        """How many places name a model."""
        return sum(len(one.occurrences) for one in self.used) + sum(len(one.occurrences) for one in self.unknown)


def inventory(
    catalog: Catalog,
    found: Iterable[tuple[Resolution, Occurrence]],
    today: date,
    files: int = 0,
    skipped: Mapping[str, int] | None = None,
) -> Inventory:
    """What the references of a repository come to, by checkpoint and by name, in the order of their ids."""
    known: dict[tuple[str, str], list[Occurrence]] = {}
    unknown: dict[str, tuple[Resolution, list[Occurrence]]] = {}
    for meant, occurrence in found:
        if meant.is_found:
            known.setdefault((meant.model or "", meant.checkpoint or ""), []).append(occurrence)
        else:
            unknown.setdefault(meant.query, (meant, []))[1].append(occurrence)
    computing = licensing(catalog)
    return Inventory(
        [_used(catalog, computing, *ids, places, today) for ids, places in sorted(known.items())],
        [Unknown(text, one.note, one.candidates, places) for text, (one, places) in sorted(unknown.items())],
        files,
        skipped or {},
        data_version(catalog),
    )


def _used(
    catalog: Catalog, computing: Licensing, model: str, checkpoint: str, places: Sequence[Occurrence], today: date
) -> Used:
    whole = catalog.document(model)
    document = next((one for one in checkpoints(whole) if one["id"] == checkpoint), shared(whole))
    is_served = not has_weights(document) or any(is_of_service(place.text, whole) for place in places)
    retired = whole.get("dates", {}).get("retired", "") if is_served else ""
    vendors = catalog.entries("vendor")
    makers = [vendors[vendor] for vendor in whole["vendor"] if vendor in vendors]
    countries = [country for maker in makers for country in maker.get("country", ())]
    terms = binding(computing.bound(model, computing.origin(whole)), checkpoint)
    return Used(
        document["id"],
        document,
        places,
        commercial=terms.commercial if terms and terms.commercial != UNKNOWN else "",
        conditions=terms.conditions if terms else (),
        bound={bond.target: bond.license for bond in terms.bonds if bond.license} if terms else {},
        retired=retired,
        days=(date.fromisoformat(retired) - today).days if len(retired) == len("YYYY-MM-DD") else None,
        replacement=replacement(catalog, model) if FIELDS["status"].read(document) in LEAVING or retired else "",
        countries=list(dict.fromkeys(countries)),
        disputed=sorted(disputed_keys(whole)),
        is_served=is_served,
    )


def is_of_service(name: str, whole: Document) -> bool:
    """Whether a name is one that services have for a model, rather than one of its weights."""
    served = whole.get("ids", {}).get("models.dev", ())
    return "/" not in name and name.casefold() in served


def binding(bound: Mapping[str, Bound], checkpoint: str) -> Bound | None:
    """What binds one of a model's checkpoints; where it is not known which, what binds all of them in the same way."""
    if checkpoint in bound:
        return bound[checkpoint]
    found = list(bound.values())
    return found[0] if found and all(one == found[0] for one in found) else None


def replacement(catalog: Catalog, model: str) -> str:
    """What replaces a model and is still to be had: what its maker names, else the first that came after it.

    If that is leaving too, what replaces it; `""` for none.
    """
    seen, waiting = {model}, [model]
    while waiting:
        one = waiting.pop(0)
        later = catalog.rows(
            "SELECT m.id FROM lineage l JOIN model m ON m.n = l.model"
            " WHERE l.target = :id AND l.relation = 'successor-of' ORDER BY m.released, m.id",
            {"id": one},
        )
        for found in [*catalog.document(one).get("replaced-by", ()), *(str(name) for (name,) in later)]:
            if FIELDS["status"].read(catalog.document(found)) not in LEAVING:
                return str(found)
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    return ""
