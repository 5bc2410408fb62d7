"""Entries validated into plain JSON values right away, which takes half as long as a model and then its document.

What is derived here from the classes of entries accepts only what needs no second look: neither keys that are written
out although they say nothing (null, an empty list), nor names of keys that stand for others, nor `x-` keys, which no
schema describes. Where it refuses an entry, its class decides.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NotRequired, Union, get_args, get_origin

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict

from fmcat.schema.parts import REPEATABLE, Entry


@cache
def plainly(cls: type[Entry]) -> TypeAdapter[Any]:
    """What validates entries of a class, each into what the class says is its `document`, without repeats in lists."""
    return TypeAdapter(_typed(cls))


def _typed(cls: type[Entry]) -> Any:
    fields: dict[str, Any] = {}
    for name, info in cls.model_fields.items():
        if not info.exclude:
            least = 1 if info.default in ([], {}) else 0
            said: Any = Annotated[(_plain(info.annotation, name in REPEATABLE, least), *info.metadata, Field())]
            fields[info.alias or name] = said if info.is_required() else NotRequired[said]
    made: Any = with_config(ConfigDict(extra="forbid"))(TypedDict(cls.__name__, fields))  # type: ignore[operator]
    refuse: Callable[[Mapping[str, object]], None] | None = getattr(cls, "refuse", None)
    return Annotated[made, AfterValidator(lambda said: refuse(said) or said)] if refuse else made


def _plain(said: Any, is_repeatable: bool = False, least: int = 0) -> Any:
    """The type with typed dictionaries in place of entries, without None, and lists of `least` items or more, unless
    they are repeatable with each text once.
    """
    origin, parts = get_origin(said), get_args(said)
    if origin is Annotated:
        return Annotated[(_plain(parts[0], is_repeatable, least), *parts[1:])]
    if origin in (Union, UnionType):
        return Union[tuple(_plain(part, is_repeatable, least) for part in parts if part is not NoneType)]  # noqa: UP007
    if origin in (list, dict):
        made = origin[tuple(map(_plain, parts))]
        made = Annotated[made, Field(min_length=least)] if least else made
        return made if origin is dict or is_repeatable else Annotated[made, AfterValidator(_once)]
    return _typed(said) if isinstance(said, type) and issubclass(said, Entry) else said


def _once(values: list[Any]) -> list[Any]:
    """Each of several texts once."""
    if len(values) < 2:
        return values
    try:
        return list(dict.fromkeys(values))
    except TypeError:  # a mapping among them, which is never the same as another
        return values
