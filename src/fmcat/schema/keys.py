"""The keys of an entry, and what the schema expects at each."""

from collections.abc import Sequence
from typing import get_args, get_origin

from pydantic.fields import FieldInfo

from fmcat.schema.model import Model
from fmcat.schema.parts import Entry

#: The keys of an entry, in the order they are written in.
KEYS = tuple(info.alias or name for name, info in Model.model_fields.items() if name != "extra")


def holds_list(keys: Sequence[str], cls: type[Entry] = Model) -> bool:
    """Whether the schema expects a list at a path like `("training", "pretraining")`."""
    first, *rest = keys
    info = next((info for name, info in cls.model_fields.items() if first == (info.alias or name)), None)
    if info is None:
        return False
    kinds, inner = [info.annotation, *get_args(info.annotation)], _part(info)
    if rest and inner:
        return holds_list(rest, inner)
    return any(get_origin(kind) is list for kind in (kinds[1:] if rest else kinds[:1]))


def has_parts(key: str) -> bool:
    """Whether the parts of a key's mapping are separate facts, as those of `dates` and `training` are.

    That is so if each part may be absent: a citation has a title, but a model need not have every link.
    """
    info = next((info for name, info in Model.model_fields.items() if key == (info.alias or name)), None)
    if info is None or key == "extra":
        return False
    part = _part(info)
    return get_origin(info.annotation) is dict or (
        part is not None and not any(inner.is_required() for inner in part.model_fields.values())
    )


def _part(info: FieldInfo) -> type[Entry] | None:
    """The nested schema of a key, alone or among other forms."""
    kinds = [info.annotation, *get_args(info.annotation)]
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Entry)), None)
