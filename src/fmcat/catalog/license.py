"""What may be done with a model: the licenses that bind its checkpoints, in words and as plain values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from fmcat.catalog.catalog import Catalog
from fmcat.fields import Document
from fmcat.licensing import UNKNOWN, Bond, Bound, Licensing, Origin
from fmcat.messages import message
from fmcat.schema.license_expression import License, parse
from fmcat.schema.quantities import say_quantity
from fmcat.text import showable
from fmcat.wording import Wording

if TYPE_CHECKING:
    from fmcat.schema.document import ConditionDocument

#: A label and the lines behind it.
Row = tuple[str, list[str]]


@dataclass(frozen=True)
class Statement:
    """What binds some checkpoints of a model, the same for all of them. `rest` counts the model's other checkpoints."""

    document: Document
    checkpoints: Sequence[str]
    rest: int
    bound: Bound


def licensing(catalog: Catalog) -> Licensing:
    """What computes the terms of a catalog's models, which it reads when they are asked for."""
    known: dict[str, Origin] = {}
    vendors = catalog.entries("vendor")

    def find(model: str) -> Origin | None:
        if model not in known and model in catalog:
            known[model] = computing.origin(catalog.document(model))
        return known.get(model)

    above = {name: vendor["part-of"] for name, vendor in vendors.items() if "part-of" in vendor}
    computing = Licensing(catalog.terms("license"), catalog.terms("relation"), above, find)
    return computing


def statements(
    catalog: Catalog, document: Document, asked_for: str, computing: Licensing | None = None
) -> list[Statement]:
    """What binds a checkpoint, or all of a model, asked for by id; checkpoints that the same binds are together.

    Whoever asks for many models passes the same `licensing`, which remembers their ancestors.
    """
    computing = computing or licensing(catalog)
    bound = computing.bound(document["id"], computing.origin(document))
    groups: dict[tuple[object, ...], list[str]] = {}
    for name, one in bound.items():
        if asked_for in (document["id"], name):
            groups.setdefault((one.license, one.bonds), []).append(name)
    return [Statement(document, names, len(bound) - len(names), bound[names[0]]) for names in groups.values()]


def license_ids(expression: str) -> list[str]:
    """The licenses an expression names, in its order; of alternatives that are not decided, all."""
    found: dict[str, None] = {}
    waiting = [parse(part, str, str) for part in expression.split(" | ") if part]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, License):
            found[part.id] = None
        else:
            waiting[:0] = part.parts
    return list(found)


def conditions(catalog: Catalog, expression: str) -> "Iterator[tuple[str, ConditionDocument]]":
    """Each license of an expression with each condition it has."""
    described = catalog.terms("license")
    for name in license_ids(expression):
        for condition in described[name].get("conditions", ()) if name in described else ():
            yield name, condition


def asked(catalog: Catalog, one: Statement) -> "list[tuple[str, ConditionDocument]]":
    """Every condition that binds these checkpoints, with its license: their own first, then those of ancestors."""
    found = list(conditions(catalog, one.bound.license))
    for bond in one.bound.bonds:
        for name, condition in conditions(catalog, bond.license):
            if condition["is"] in bond.terms.conditions and (name, condition) not in found:
                found.append((name, condition))
    return found


def rows(catalog: Catalog, one: Statement, wording: Wording) -> list[Row]:
    """The statement in words, one row per question."""
    language, bound = wording.language, one.bound
    told: list[Row] = []
    if one.rest:
        told.append((message("license_checkpoints", language), [", ".join(map(showable, one.checkpoints))]))
    own = _licensed(catalog, bound.license, wording) if bound.license else message("not_stated", language)
    told.append((message("license_own", language), [own]))
    told.append((message("commercial", language), [_answer(bound.commercial, wording)]))
    if terms := asked(catalog, one):
        told.append((message("license_asks", language), _conditions(terms, wording)))
    inherited = [_inherited(catalog, bond, wording) for bond in bound.bonds if bond.license]
    if inherited:
        told.append((message("license_inherited", language), inherited))
    if bound.conflicts:
        against = [_against(bond, bound, wording) for bond in bound.conflicts]
        told.append((message("license_conflict", language), against))
    if unknown := [_unknown(bond, wording) for bond in bound.bonds if bond.why]:
        told.append((message("unknown", language), unknown))
    if sources := list(_sources(catalog, one)):
        told.append((message("sources", language), sources))
    if disputed := [f"{at} · {message('source_says', language, value=said)}" for at, said in _disputed(catalog, one)]:
        told.append((message("otherwise", language), disputed))
    return told


def _answer(commercial: str, wording: Wording) -> str:
    return message("unknown", wording.language) if commercial == UNKNOWN else wording.term("commercial", commercial)


def _licensed(catalog: Catalog, expression: str, wording: Wording) -> str:
    """An expression with the name and the class of its license, where it is a single one."""
    plain = showable(expression.replace("LicenseRef-", ""))
    described = catalog.terms("license")
    if expression not in described:
        return plain
    kinds = wording.terms("license", described[expression].get("broader", ()))
    osi = " · OSI" if described[expression].get("osi") else ""
    return f"{plain} · {wording.term('license', expression)}" + (f" · {kinds}" if kinds else "") + osi


def _conditions(terms: "Sequence[tuple[str, ConditionDocument]]", wording: Wording) -> list[str]:
    lines = []
    for name, condition in terms:
        parts = [wording.term("condition", condition["is"])]
        if "limit" in condition:
            parts.append(say_quantity(condition["limit"]))
        if "note" in condition:
            parts.append(wording.bilingual(condition["note"]))
        if "text" in condition:
            parts.append(f"“{showable(condition['text'])}”")
        where = f" {condition['clause']}" if "clause" in condition else ""
        lines.append(f"{' · '.join(parts)}  [{showable(name.removeprefix('LicenseRef-') + where)}]")
    return lines


def _way(bond: Bond, wording: Wording) -> str:
    """The way to an ancestor: llava → vicuna → llama, with the relations."""
    steps = [f"{wording.relation(step.relation)} → {showable(step.target)}" for step in bond.path]
    return f"{bond.path[0].model}: " + " · ".join(steps)


def _inherited(catalog: Catalog, bond: Bond, wording: Wording) -> str:
    plain = showable(bond.license.replace("LicenseRef-", "").replace(" | ", ", "))
    answer = (
        message("license_teacher", wording.language) if bond.is_teacher else _answer(bond.terms.commercial, wording)
    )
    return f"{showable(bond.target)} · {plain} · {answer}  ({_way(bond, wording)})"


def _against(bond: Bond, bound: Bound, wording: Wording) -> str:
    return message(
        "license_against",
        wording.language,
        own=showable(bound.license.replace("LicenseRef-", "")),
        answer=_answer(bound.own.commercial, wording),
        target=showable(bond.target),
        license=showable(bond.license.replace("LicenseRef-", "")),
        other=_answer(bond.terms.commercial, wording),
    )


def _unknown(bond: Bond, wording: Wording) -> str:
    return f"{showable(bond.target)}: {message(f'license_why_{bond.why}', wording.language)}"


def _sources(catalog: Catalog, one: Statement) -> Iterator[str]:
    """Where the license was read, and where the text of the licenses is."""
    yield from (where for where, said in _read(catalog, one) if not said)
    described = catalog.terms("license")
    for expression in dict.fromkeys([one.bound.license, *(bond.license for bond in one.bound.bonds)]):
        for name in license_ids(expression):
            if "reference" in described.get(name, {}):
                yield showable(described[name]["reference"])


def _disputed(catalog: Catalog, one: Statement) -> Iterator[tuple[str, str]]:
    """Where another license was read, and which."""
    return ((where, said) for where, said in _read(catalog, one) if said)


def _read(catalog: Catalog, one: Statement) -> Iterator[tuple[str, str]]:
    """The address of each source of the license, and what it says if that is something else."""
    works = catalog.entries("source")
    for source in one.document.get("sources", ()):
        if "license" in source["for"] or "license.weights" in source["for"]:
            where = source["url"] if "url" in source else works[source["source"]]["url"]
            yield showable(where), showable(source.get("says", ""))


class Record(TypedDict):
    """A model's statements as plain JSON values."""

    id: str
    name: str
    checkpoints: list[dict[str, object]]
    note: str


def record(catalog: Catalog, document: Document, found: Sequence[Statement]) -> Record:
    """The statements as plain JSON values; commercial use that is unknown is the word `unknown`."""
    return {
        "id": document["id"],
        "name": document["name"],
        "checkpoints": [_record(catalog, one) for one in found],
        "note": message("not_legal_advice", "en"),
    }


def _record(catalog: Catalog, one: Statement) -> dict[str, object]:
    bound = one.bound
    told: dict[str, object] = {
        "ids": list(one.checkpoints),
        "license": bound.license or None,
        "commercial": bound.commercial,
        "own": bound.own.commercial,
        "conditions": [{"license": name, **condition} for name, condition in asked(catalog, one)],
        "inherited": [_bond(bond) for bond in bound.bonds if bond.license],
        "conflicts": [bond.target for bond in bound.conflicts],
        "unknown": [{"from": bond.target, "why": bond.why} for bond in bound.bonds if bond.why],
        "sources": list(dict.fromkeys(_sources(catalog, one))),
        "disputed": [{"source": where, "says": said} for where, said in _disputed(catalog, one)],
    }
    return {key: value for key, value in told.items() if value not in (None, [])}


def _bond(bond: Bond) -> dict[str, object]:
    kind = {"teacher": True} if bond.is_teacher else {"commercial": bond.terms.commercial}
    return {"from": bond.target, "license": bond.license, **kind, "path": [list(step) for step in bond.path]}
