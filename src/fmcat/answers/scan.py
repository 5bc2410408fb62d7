"""What a scan found, as JSON, as lines for other programs and as Markdown for a pull request."""

from collections.abc import Iterator, Sequence

from fmcat.catalog.inventory import Inventory, Occurrence, Unknown, Used
from fmcat.catalog.policy import UNKNOWN, Breach, Verdict
from fmcat.export.kit.markdown import escaped
from fmcat.messages import joined, say, spoken
from fmcat.text import disarmed, indented, one_line
from fmcat.version import __version__
from fmcat.wording import Wording

_MOST_PLACES = 5


def to_json(made: Inventory, said: Verdict) -> str:
    """The scan as data (docs/scan.md); what is unknown has no key."""
    return indented(
        {
            "fmcat": __version__,
            **({"data": made.data} if made.data else {}),
            "files": made.files,
            "references": made.references,
            "models": [_used(one, said) for one in made.used],
            "unknown": [_unknown(one, said) for one in made.unknown],
            "allowed": [_waived(one) for one in said.waived],
            "skipped": dict(made.skipped),
        }
    )


def _used(one: Used, said: Verdict) -> dict[str, object]:
    document = one.document
    told: dict[str, object] = {
        "id": one.id,
        "model": one.model,
        "name": document["name"],
        "vendor": document["vendor"],
        "country": list(one.countries),
        "license": one.license,
        "commercial": one.commercial,
        "conditions": list(one.conditions),
        "bound": [{"from": target, "license": license} for target, license in one.bound.items()],
        "status": one.status,
        "retired": one.retired,
        "replacement": one.replacement,
        "disputed": list(one.disputed),
        "occurrences": [_place(place) for place in one.occurrences],
        "denied": [denial._asdict() for denial in said.of(one)],
    }
    told = {key: value for key, value in told.items() if value not in ("", [])}
    return told if one.days is None else told | {"days": one.days}


def _unknown(one: Unknown, said: Verdict) -> dict[str, object]:
    return {
        "text": one.text,
        "note": one.note,
        "near": list(one.near),
        "occurrences": [_place(place) for place in one.occurrences],
        **({"denied": True} if said.of(one) else {}),
    }


def _waived(one: Breach) -> dict[str, object]:
    waiver = one.waiver
    assert waiver is not None
    until = {"until": waiver.until.isoformat()} if waiver.until else {}
    return {"reference": waiver.reference, "rule": one.denial.query, "reason": waiver.reason, **until}


def _place(place: Occurrence) -> dict[str, object]:
    told: dict[str, object] = {"file": place.file, "line": place.line, "column": place.column, "text": place.text}
    told |= {"position": place.rule, "match": place.match, "cell": place.cell, "revision": place.revision}
    return {key: value for key, value in told.items() if value not in ("", 0)}


# ── lines ────────────────────────────────────────────────────────────────────────────────────

HEAD = ("place", "text", "match", "id", "license", "commercial", "status", "retired", "replacement", "denied")


def rows(made: Inventory, said: Verdict) -> Iterator[tuple[str, ...]]:
    """One row per place that names a model, in the columns of HEAD."""
    for used in made.used:
        denials = "; ".join(denial.query for denial in said.of(used))
        facts = (used.id, used.license, used.commercial, used.status, used.retired, used.replacement, denials)
        yield from ((str(place), place.text, place.match, *facts) for place in used.occurrences)
    for unknown in made.unknown:
        denials = UNKNOWN if said.of(unknown) else ""
        yield from ((str(place), place.text, "none", *[""] * 6, denials) for place in unknown.occurrences)


# ── sentences ────────────────────────────────────────────────────────────────────────────────


def life(one: Used) -> str:
    """What is to be said of the days a model has left, or nothing."""
    if not one.retired:
        return ""
    if one.days is None:
        return say("retires {day}", day=one.retired)
    if one.days < 0:
        return say("retired on {day}", day=one.retired)
    return say("retires on {day}, in {days} days", day=one.retired, days=one.days)


def ending(one: Used, wording: Wording) -> str:
    """Where a model is in its life, until when, and what followed it, in words."""
    status = wording.term("status", one.status) if one.status and one.days is None else ""
    followed = say("followed by {model}", model=one.replacement) if one.replacement else ""
    return ", ".join(spoken(part, wording.language) for part in (status, life(one), followed) if part)


def counted(made: Inventory) -> str:
    """How much was found, in a sentence."""
    models = say("1 model" if len(made.used) == 1 else "{count} models", count=len(made.used))
    places = say("1 place" if made.references == 1 else "{count} places", count=made.references)
    files = say("1 file read" if made.files == 1 else "{count} files read", count=made.files)
    parts = [models, say("{count} unknown", count=len(made.unknown))] if made.unknown else [models]
    return joined(", ", [*parts, places, files])


def breach_line(one: Breach) -> str:
    """Which reference broke which rule."""
    name = one.found.text if isinstance(one.found, Unknown) else one.found.id
    place = one.found.occurrences[0]
    if one.denial.query == UNKNOWN and isinstance(one.found, Unknown):
        return say("{place}: {text} is not a known model", place=place, text=one_line(name))
    return say(
        "{place}: {text} is {model}, denied by {query} ({reason})"
        if one.denial.reason
        else "{place}: {text} is {model}, denied by {query}",
        place=place,
        text=one_line(place.text),
        model=name,
        query=one.denial.query,
        reason=one.denial.reason,
    )


# ── Markdown ─────────────────────────────────────────────────────────────────────────────────


def to_markdown(made: Inventory, said: Verdict, wording: Wording) -> str:
    """Tables for a pull request: what is denied, what is used, which names are unknown."""
    language = wording.language
    lines = [f"### {spoken(say('Models in use'), language)}", "", escaped(spoken(counted(made), language)), ""]
    if said.breaches:
        lines += [f"#### {spoken(say('Denied'), language)}", ""]
        lines += [f"- {escaped(spoken(breach_line(one), language))}" for one in said.breaches] + [""]
    if made.used:
        heads = (say("model"), say("license"), say("commercial use"), say("status"), say("maker"), say("places"))
        lines += _table([spoken(head, language) for head in heads], [_cells(one, wording) for one in made.used])
    if made.unknown:
        lines += [f"#### {spoken(say('No known model'), language)}", ""]
        lines += _table(
            [spoken(say("name"), language), spoken(say("places"), language)],
            [(_code(one.text), _places(one.occurrences)) for one in made.unknown],
        )
    return "\n".join(lines)


def _table(heads: Sequence[str], found: Sequence[Sequence[str]]) -> list[str]:
    head = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    return [*head, *(f"| {' | '.join(cells)} |" for cells in found), ""]


def _cells(one: Used, wording: Wording) -> tuple[str, ...]:
    commercial = wording.term("commercial", one.commercial) if one.commercial else ""
    makers = wording.vendors(one.document)
    where = f" ({', '.join(one.countries)})" if one.countries else ""
    texts = (one.document["name"], one.license, commercial, ending(one, wording), makers + where)
    return (*map(escaped, texts), _places(one.occurrences))


def _places(found: Sequence[Occurrence]) -> str:
    rest = f" +{len(found) - _MOST_PLACES}" if len(found) > _MOST_PLACES else ""
    return ", ".join(_code(str(place)) for place in found[:_MOST_PLACES]) + rest


def _code(text: str) -> str:
    return f"`{disarmed(one_line(text)).replace('`', chr(39)).replace('|', chr(92) + '|')}`"
