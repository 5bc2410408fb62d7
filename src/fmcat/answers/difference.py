"""What changed between two catalogs, as Markdown for a pull request and as JSON."""

from fmcat.catalog.difference import Change, Difference
from fmcat.export.kit.markdown import escaped
from fmcat.fields import FIELDS
from fmcat.messages import message
from fmcat.schema.quantities import write_number
from fmcat.text import indented, one_line

#: Where entries have quantities: of fields, and of a size if it is a mapping.
_COUNTED = {"parameters.total"} | {
    field.path for field in FIELDS.values() if field.kind == "quantity" and field.unit in ("", "tokens")
}
_LONGEST = 160


def to_markdown(found: Difference, language: str = "en") -> str:
    """Headings with one line per model, and one line per changed fact below it."""
    lines: list[str] = []
    for heading, documents in (("added", found.added), ("removed", found.removed)):
        if documents:
            lines += [f"### {message(heading, language, count=len(documents))}", ""]
            lines += [f"- {escaped(one['name'])} (`{one['id']}`), {one['released']}" for one in documents] + [""]
    if found.renamed:
        lines += [f"### {message('renamed', language, count=len(found.renamed))}", ""]
        lines += [
            f"- {message('is_now', language, old=_code(old['id']), new=_code(new['id']))}" for old, new in found.renamed
        ] + [""]
    if found.changed:
        lines += [f"### {message('changed', language, count=len(found.changed))}", ""]
        for model, changes in found.changed.items():
            lines.append(f"- {escaped(found.names[model])} (`{model}`)")
            lines += [f"  - {escaped(change_text(change, language))}" for change in changes]
        lines.append("")
    return "\n".join(lines)


def to_json(found: Difference) -> str:
    """The same as JSON; absent values have no key."""
    record = {
        "added": [document["id"] for document in found.added],
        "removed": [document["id"] for document in found.removed],
        "renamed": [{"old": old["id"], "new": new["id"]} for old, new in found.renamed],
        "changed": {model: [_record(change) for change in changes] for model, changes in found.changed.items()},
    }
    return indented(record)


def _record(change: Change) -> dict[str, object]:
    values = {"key": change.key, "before": change.before, "after": change.after}
    return {key: value for key, value in values.items() if value is not None}


def _code(text: str) -> str:
    return f"`{text}`"


def change_text(change: Change, language: str = "en") -> str:
    """A change in words: `parameters: 1B → 1.1B`."""
    key, before, after = one_line(change.key), plain(change.before, change.key), plain(change.after, change.key)
    if change.before is None:
        return f"{key}: {message('fact_came', language, value=after)}"
    if change.after is None:
        return f"{key}: {message('fact_went', language, value=before)}"
    if isinstance(change.before, list) and isinstance(change.after, list):
        gone = [f"-{plain(value)}" for value in change.before if value not in change.after]
        come = [f"+{plain(value)}" for value in change.after if value not in change.before]
        return f"{key}: {', '.join([*come, *gone]) or message('fact_reordered', language)}"
    return f"{key}: {before} → {after}"


def plain(value: object, key: str = "") -> str:
    """A value as a short text on one line; `key` says whether a number is a quantity."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return write_number(value) if key in _COUNTED or isinstance(value, float) else str(value)
    if isinstance(value, list):
        text = ", ".join(map(plain, value))
    elif isinstance(value, dict):
        text = ", ".join(f"{name} {plain(part, f'{key}.{name}')}" for name, part in value.items())
    else:
        text = str(value)
    text = one_line(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
