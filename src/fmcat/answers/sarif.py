"""What a scan found as SARIF 2.1.0, which code-scanning services show at the lines of a change."""

import hashlib
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from fmcat.answers.scan import life
from fmcat.catalog.inventory import LEAVING, Inventory, Occurrence, Used
from fmcat.catalog.policy import Denial, Verdict
from fmcat.text import indented, one_line
from fmcat.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_PAGE = "https://github.com/fmcat/fmcat/blob/main/docs/scan.md"
#: The rules, by id: their level, what they are about, and how to help.
_RULES: Mapping[str, tuple[str, str, str]] = {
    "denied-model": (
        "error",
        "A model that the rules of this repository deny.",
        "Use another model, or write an exception with a reason and an end date into the scan section of fmcat.yaml.",
    ),
    "denied-name": (
        "error",
        "A name of an unknown model, which the rules of this repository deny.",
        "Correct the name, or add the model to a registry of your own: fmcat add.",
    ),
    "leaving-model": (
        "warning",
        "A model that is retired, deprecated or about to be retired.",
        "Move to the model that followed it: fmcat show tells which and when.",
    ),
    "unknown-model": (
        "note",
        "A name of an unknown model in a model position.",
        "Correct the name, or add the model to a registry of your own: fmcat add.",
    ),
    "model-in-use": (
        "none",
        "A model that this repository uses.",
        "fmcat show tells everything about it, fmcat license what may be done with it.",
    ),
}


def to_sarif(made: Inventory, said: Verdict) -> str:
    """A log of one run with a result for each place, the gravest rule that is about it."""
    results = [*_of_models(made, said), *_of_names(made, said)]
    data = {"properties": {"dataVersion": made.data}} if made.data else {}
    driver = {"name": "fmcat", "version": __version__, "informationUri": _PAGE, **data, "rules": [*map(_rule, _RULES)]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return indented({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(name: str) -> dict[str, object]:
    level, about, cure = _RULES[name]
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": about},
        "fullDescription": {"text": about},
        "help": {"text": cure, "markdown": cure},
        "helpUri": _PAGE,
        "defaultConfiguration": {"level": level},
    }


def _of_models(made: Inventory, said: Verdict) -> Iterator[dict[str, object]]:
    for one in made.used:
        denials = said.of(one)
        ends = life(one)
        rule = "denied-model" if denials else "leaving-model" if ends or one.status in LEAVING else "model-in-use"
        for place in one.occurrences:
            yield _result(rule, place, _told(one, place, denials, ends))


def _told(one: Used, place: Occurrence, denials: list[Denial], ends: str) -> str:
    facts = [f"license {one.license}" if one.license else "license unknown"]
    facts += [f"commercial use: {one.commercial}"] if one.commercial else []
    facts += [one.status] if one.status else []
    facts += [ends] if ends else []
    facts += [f"followed by {one.replacement}"] if one.replacement else []
    denied = [f"denied by {one.query}" + (f" ({one.reason})" if one.reason else "") for one in denials]
    return f"{place.text} is {one.document['name']} ({one.id}): {'; '.join([*denied, *facts])}"


def _of_names(made: Inventory, said: Verdict) -> Iterator[dict[str, object]]:
    for one in made.unknown:
        rule = "denied-name" if said.of(one) else "unknown-model"
        for place in one.occurrences:
            yield _result(rule, place, f"{place.text} is not a known model ({one.note})")


def _result(rule: str, place: Occurrence, message: str) -> dict[str, object]:
    level = _RULES[rule][0]
    place_of = {"artifactLocation": {"uri": _uri(place.file)}}
    location: dict[str, object] = {"physicalLocation": place_of}
    if place.cell:  # lines of a notebook's file are others than those of its cells
        location["logicalLocations"] = [{"name": f"cell {place.cell}", "kind": "module"}]
        message += f", in cell {place.cell}, line {place.line}"
    elif place.line:
        region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + len(place.text)}
        location["physicalLocation"] = {**place_of, "region": region}
    return {
        "ruleId": rule,
        "ruleIndex": list(_RULES).index(rule),
        **({"kind": "informational"} if level == "none" else {}),
        "level": level,
        "message": {"text": one_line(message)},
        "locations": [location],
        "partialFingerprints": {"modelReference/v1": _print_of(rule, place)},
    }


def _uri(path: str) -> str:
    """A path as a relative reference, or as a file's address where it is absolute."""
    return f"file://{quote(path)}" if path.startswith("/") else quote(path)


def _print_of(rule: str, place: Occurrence) -> str:
    """What stays the same where lines move."""
    return hashlib.sha256("\0".join((rule, place.file, place.text)).encode("utf-8", "surrogatepass")).hexdigest()[:32]
