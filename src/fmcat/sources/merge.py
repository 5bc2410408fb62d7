"""Which facts of a plan are written, and how they are written to a registry file."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from fmcat.errors import BadUsage
from fmcat.messages import say
from fmcat.registry import edit
from fmcat.schema.keys import KEYS
from fmcat.sources.entry import laid_out, nested, value_at
from fmcat.sources.newcomers import Newcomer
from fmcat.sources.plan import Plan
from fmcat.sources.statements import CONFLICT, MORE, RECORDED, UNCLEAR, Statement, cited, with_fact
from fmcat.text import did_you_mean, near

#: The statements to write, by model.
Facts = Mapping[str, Sequence[Statement]]


def taken(plan: Plan, takes: Iterable[str] = ()) -> Facts:
    """The facts that the catalog lacks, each once, and those named as `MODEL.FIELD`, for which the source is followed.

    Raises BadUsage if no such fact is in dispute, or if the source itself has several values for it.
    """
    facts: dict[str, list[Statement]] = {}
    written = set()
    for statement in [*plan.of(MORE), *(_disputed(plan, name) for name in takes)]:
        name = f"{statement.model}.{statement.key}"
        if name not in written or (statement.grows and statement not in facts[statement.model]):
            facts.setdefault(statement.model, []).append(statement)
        written.add(name)
    return facts


def _disputed(plan: Plan, name: str) -> Statement:
    disputed: dict[str, list[Statement]] = {}
    for verdict in (CONFLICT, RECORDED, UNCLEAR):
        for statement in plan.of(verdict):
            disputed.setdefault(f"{statement.model}.{statement.key}", []).append(statement)
    if name not in disputed:
        hint = did_you_mean(near(name, disputed)) or say("write MODEL.FIELD, as in the list of conflicts")
        raise BadUsage(say("--take {name}: no such conflict", name=name), [hint])
    first, *others = disputed[name]
    if any(other.theirs != first.theirs for other in others):
        said = ", ".join(dict.fromkeys(one.theirs for one in disputed[name]))
        raise BadUsage(
            say("--take {name}: the source has several values: {values}", name=name, values=said),
            [say("to set it yourself: fmcat set {model} {key}=VALUE", model=first.model, key=first.key)],
        )
    if first.value is None:
        raise BadUsage(say("--take {name}: an entry cannot hold {value!r}", name=name, value=first.theirs))
    return first


def merged(text: str, facts: Facts, newcomers: Sequence[Newcomer], over: Callable[[str], str]) -> str:
    """The registry file's text with these facts and new models; `over` returns the lower layer that a model comes from,
    which the file then overrides.
    """
    written = set(edit.ids(text, "models"))
    for model, statements in facts.items():
        if model in written:
            text = _stated(text, model, statements, bool(over(model)))
    entries = [_overriding(model, statements) for model, statements in facts.items() if model not in written]
    added = [newcomer for newcomer in newcomers if newcomer.entry["id"] not in written]  # a hidden model stays hidden
    vendors = {vendor: name for newcomer in added for vendor, name in newcomer.vendors.items()}
    text = edit.add(text, "models", *entries, *(laid_out(newcomer.entry) for newcomer in added))
    return edit.add(text, "vendors", *({"id": vendor, "label": {"en": name}} for vendor, name in vendors.items()))


def _stated(text: str, model: str, statements: Sequence[Statement], over: bool) -> str:
    """The text in which an existing entry has more facts."""
    for statement in statements:
        value = value_at(laid_out(nested(statement.key, statement.value)), statement.key)
        keys = tuple(statement.key.split(".", 1))
        if statement.grows:
            text = edit.append(text, "models", model, keys, value, over and bool(statement.ours), KEYS)
        else:
            text = edit.put(text, "models", model, keys, value, KEYS)
    sources = _sources(statements)
    return edit.append(text, "models", model, ("sources",), sources, over, KEYS) if sources else text


def _overriding(model: str, statements: Sequence[Statement]) -> dict[str, object]:
    """An entry that overrides the model of a lower layer."""
    entry: dict[str, object] = {"id": model}
    for statement in statements:
        key, value = statement.key, statement.value
        if statement.grows:
            first, dot, last = key.partition(".")
            key = (f"{first}.+{last}" if dot else f"+{first}") if statement.ours else key
            standing = value_at(entry, key) or []
            value = [*standing, *(one for one in value if one not in standing)]
        entry = with_fact(entry, key, value)
    sources = _sources(statements)
    return laid_out(entry | {"+sources": sources} if sources else entry)


def _sources(statements: Sequence[Statement]) -> Sequence[Mapping[str, object]]:
    return cited(citation for statement in statements for citation in statement.sources)
