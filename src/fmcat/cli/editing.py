"""What `add`, `set` and `remove` share: parsing values, choosing the file of an edit, and reporting it."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple

import typer
from pydantic import TypeAdapter, ValidationError

from fmcat.catalog.store import Check
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.fields import FIELD_NAMES
from fmcat.files.paths import display_path
from fmcat.messages import message, say
from fmcat.registry import edit
from fmcat.registry.overlay import HIDE
from fmcat.registry.parse import ParseError, read_yaml
from fmcat.registry.problems import explained
from fmcat.registry.revise import file_of, own_layer, revise
from fmcat.schema.keys import KEYS, holds_list
from fmcat.schema.model import Model
from fmcat.text import did_you_mean, near, showable
from fmcat.yaml_text import PLAIN, number

Assignments = Annotated[
    list[str],
    typer.Argument(
        metavar="FIELD=VALUE...",
        help="A fact, like license.weights=MIT or aliases+=Name; FIELD= removes it.",
        show_default=False,
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")]
#: The words for yes and no.
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


class Assignment(NamedTuple):
    """A fact a person states: its keys, its value (None removes it), and whether it is appended."""

    keys: tuple[str, ...]
    value: Any
    appends: bool = False

    def put(self, text: str, model_id: str, over: bool) -> str:
        """The text in which the entry has it; `over` means that the entry overrides one of another layer."""
        if not self.appends:
            added = (*self.keys[:-1], f"+{self.keys[-1]}")
            for keys in (added, self.keys) if self.value is None else (added,):
                text = edit.drop(text, "models", model_id, keys) if edit.has(text, "models", model_id, keys) else text
            return text if self.value is None else edit.put(text, "models", model_id, self.keys, self.value, KEYS)
        return edit.append(text, "models", model_id, self.keys, self.value, over, KEYS)


def assignment(word: str, session: Session) -> Assignment:
    """Parse `FIELD=VALUE` or `FIELD+=VALUE`.

    A value is text as written, unless it begins with a bracket: then it is YAML. Raises BadUsage.
    """
    name, equals, written = word.partition("=")
    if not equals or not name.strip("+"):
        raise BadUsage(
            say("{word!r} is not FIELD=VALUE", word=word), [say("write FIELD=VALUE, or FIELD+=VALUE to add to a list")]
        )
    keys = tuple(name.removesuffix("+").strip().split(".", 1))
    if keys[0] not in (*KEYS, HIDE) and not keys[0].startswith("x-"):
        near_keys = [*_key_of_field(keys[0]), *near(keys[0], KEYS)]
        hint = did_you_mean(near_keys) or say("the keys of an entry are {known}", known=", ".join(KEYS))
        raise BadUsage(say("{word}: unknown key {key!r}", word=word, key=keys[0]), [hint])
    if keys[0] == "id":
        raise BadUsage(say("an id cannot be changed"), [say("it is what people cite; add another name to aliases")])
    if keys[0] in ("training", "lineage") and len(keys) == 2:
        kind = "stage" if keys[0] == "training" else "relation"
        keys = (keys[0], session.catalog.find(kind, keys[1]) or keys[1])
    appends = name.endswith("+")
    if appends and not holds_list(keys):
        raise BadUsage(
            say("{word}: {key} is not a list", word=word, key=".".join(keys)), [say("write = instead of +=")]
        )
    value = _value(written.strip(), word)
    if isinstance(value, str) and len(keys) == 1 and (part := _key_of_field(keys[0])):
        raise BadUsage(say("{word}: {key} has several parts", word=word, key=keys[0]), [did_you_mean(part)])
    if value is not None and holds_list(keys) and not isinstance(value, list):
        value = [value]
    return Assignment(keys, canonical(session, keys, value), appends)


def _key_of_field(name: str) -> list[str]:
    """Where the entry has a field of queries, if that is not a key of the same name: `parameters` for `params`."""
    field = FIELD_NAMES.get(name.lower())
    return [field.path] if field and field.path != name and field.entry_key in KEYS else []


class _Words:
    """The catalog's words in the form that the schema needs."""

    def __init__(self, session: Session) -> None:
        self.find, self.near = session.catalog.find, session.catalog.near
        self.licenses: dict[str, str] = {}


def canonical(session: Session, keys: Sequence[str], value: object) -> object:
    """A value with its terms, dates and addresses as the schema spells them: `Apache` is Apache-2.0.

    Numbers become those of a file: 131072 rather than text, 7B rather than 7000000000. A value that the schema refuses
    stays as written: that is reported, with its line, when the registry is validated.
    """
    if tuple(keys) == (HIDE,):
        return _FLAGS.get(str(value).lower(), value)
    with contextlib.suppress(BadUsage):
        return _spelled(value, validated(session, keys, value), keys[-1])
    return value


def validated(session: Session, keys: Sequence[str], value: object) -> object:
    """A value at these keys of an entry, validated by the schema; raises BadUsage if it is invalid."""
    key, *inner = keys
    info = next((info for name, info in Model.model_fields.items() if key == (info.alias or name)), None)
    if info is None or value is None:
        return value
    for part in reversed(inner):
        value = {part: value}
    adapter: TypeAdapter[object] = TypeAdapter(_kind(info))
    try:
        read = adapter.validate_python(value, context=_Words(session))
    except ValidationError as error:
        raise BadUsage(explained(error.errors()[0])) from None
    read = adapter.dump_python(read, mode="json", by_alias=True, exclude_defaults=True)
    for part in inner:
        read = read.get(part) if isinstance(read, dict) else None
    return read


def _kind(info: Any) -> Any:
    """The type of a field of the schema, with its constraints."""
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _spelled(written: object, read: object, key: str) -> object:
    """A value written at a key, with its texts replaced by how they were read."""
    if isinstance(written, str):
        if isinstance(read, dict) and list(read) == ["total"]:  # `parameters: 7B`
            read = read["total"]
        if isinstance(read, int | float):
            return number(read, key in PLAIN)
        return read if isinstance(read, str) else written
    if isinstance(written, list) and isinstance(read, list) and len(written) == len(read):
        return [_spelled(*values, key) for values in zip(written, read, strict=True)]
    if isinstance(written, dict) and isinstance(read, dict) and len(written) == len(read):
        return {_spelled(*names, ""): _spelled(*values, names[1]) for names, values in _paired(written, read)}
    return written


def _paired(
    written: Mapping[str, object], read: Mapping[str, object]
) -> Iterator[tuple[tuple[str, str], tuple[object, object]]]:
    """The keys and values of two mappings, paired by key if both have it, else by position."""
    others = iter([key for key in read if key not in written])
    for key, value in written.items():
        name = key if key in read else next(others, key)
        yield (key, name), (value, read.get(name, value))


def _value(written: str, word: str) -> object:
    if written[:1] not in ("[", "{"):
        return written or None
    try:
        return read_yaml(written, word, placed=False)
    except ParseError as error:
        raise BadUsage(
            say("{word}: {problem}", word=word, problem=error.message),
            [say("a value in brackets is YAML, like [a, b] or {key: value}")],
        ) from None


def edit_own(session: Session, model_id: str, change: Callable[[str], str], dry_run: bool) -> bool:
    """Change the file of your own layer that has the model, or would have it, and report that; returns whether it
    changed.

    With `dry_run`, the change is printed and nothing is written.
    """
    layer = own_layer(session.all_layers)  # also a broken one: an edit that fixes it is written, any other is refused
    path = file_of(layer, model_id)
    with contextlib.closing(Check()) as check:
        revision = revise(session.layers, layer, path, change, not dry_run, check.is_valid)
        if revision.after == revision.before:
            session.output.note(message("unchanged", session.language))
            return False
        if dry_run:
            session.output.data([revision.diff()])
        else:
            session.output.note(message("written", session.language, path=showable(display_path(path))))
            check.refresh(session.layers)
    return True


def is_hidden(session: Session, model_id: str) -> bool:
    """Whether your own layer hides the model with this id."""
    if session.catalog.find("model", model_id):  # an unreadable file is reported here
        return False
    path = file_of(own_layer(session.layers), model_id)
    return path.exists() and edit.has(path.read_text("utf-8"), "models", model_id, (HIDE,))


def layer_below(session: Session, model_id: str) -> str:
    """The layer below your own that a model comes from, or None if it is from your own."""
    own = own_layer(session.layers)
    below = [layer for layer in session.layers if layer is not own]
    origin = session.catalog.origins(model_id).get("", session.layers[0].name)
    return origin if origin in [layer.name for layer in below] and origin != own.name else ""
