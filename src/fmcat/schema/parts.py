"""The small values entries are made of: lines, slugs, links, dates, quantities, two languages."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Annotated, TypeVar
from urllib.parse import quote, urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from fmcat.messages import say
from fmcat.schema.dates import read_date
from fmcat.schema.quantities import read_compute, read_quantity
from fmcat.text import LONGEST_LINE, LONGEST_TEXT, examined_text

UNDISCLOSED = "undisclosed"
#: Keys of lists in which a word may stand again: two authors may share a name.
REPEATABLE = ("authors",)
T = TypeVar("T")


class Entry(BaseModel):
    """Base of everything in a registry: immutable, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)

    def document(self) -> Mapping[str, object]:
        """The entry as plain JSON values in schema order; unknown facts have no key."""
        document: dict[str, object] = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return document


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(say("must be text, not {kind}", kind=_kind(value)))
    text = examined_text(value).strip()
    if not text:
        raise ValueError(say("must not be empty; leave the key out if the fact is unknown"))
    if len(text) > LONGEST_TEXT:
        raise ValueError(say("{count} characters are too many (at most {most})", count=len(text), most=LONGEST_TEXT))
    return text


def _kind(value: object) -> str:
    kinds = {dict: "a mapping", list: "a list", bool: "true or false", type(None): "nothing"}
    return next((said for kind, said in kinds.items() if isinstance(value, kind)), "a number")


def line(value: object) -> str:
    """The value as a text of one line; ValueError, with the reason, if it is not one."""
    if type(value) is str and value.isascii() and value.isprintable() and value == value.strip() and _fits(value):
        return value  # true of most, and there are tens of thousands
    text = _text(value)
    if "\n" in text or "\t" in text:
        raise ValueError(say("must be on one line"))
    if len(text) > LONGEST_LINE:
        raise ValueError(say("{count} characters are too many (at most {most})", count=len(text), most=LONGEST_LINE))
    return text


def _fits(text: str) -> bool:
    return 0 < len(text) <= LONGEST_LINE


def _kept(read: Callable[[object], T]) -> Callable[[object], T]:
    """The same validator, cached for texts: ids, dates and sizes repeat often in a registry."""
    known = lru_cache(8192)(read)
    return lambda value: known(value) if type(value) is str else read(value)


_SLUG = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


@_kept
def _slug(value: object) -> str:
    text = line(value)
    if not _SLUG.fullmatch(text) or len(text) > 100:
        raise ValueError(
            say("{text!r} is not an id; write lower-case letters and digits, joined by '-' or '.'", text=text)
        )
    return _free(text)


def _term_id(value: object) -> str:
    text = line(value)
    if not re.fullmatch(r"[A-Za-z0-9]+(?:[.+-][A-Za-z0-9]+)*\+?", text):
        raise ValueError(say("{text!r} is not an id; write letters and digits, joined by '-' or '.'", text=text))
    return _free(text)


def _name(value: object) -> str:
    return _free(line(value))


def _free(text: str) -> str:
    """A name or an id; ValueError if it is the word for undisclosed facts."""
    if text.lower() == UNDISCLOSED:
        raise ValueError(say("{text!r} means a fact that is not disclosed; choose another name", text=text))
    return text


#: Characters that are percent-encoded in an address (RFC 3986), so that no format reads them as markup.
_UNSAFE = re.compile(r"""[{}|\\^`<>"]""")
#: Ordinary addresses, which need no check part by part.
_PLAIN_URL = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w.~/?#&=%+:@,;!*()$'-]*)?", re.ASCII)


def _url(value: object) -> str:
    text = line(value)
    if _PLAIN_URL.fullmatch(text):
        return text
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and "." in (parts.hostname or "") and " " not in text
    except ValueError:
        good = False
    if not good:
        raise ValueError(say("{text!r} is not a web address; write https://…", text=text))
    return _UNSAFE.sub(lambda found: quote(found[0]), text)


_LOOSE_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")


@_kept
def _date(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    text = line(value)
    if loose := _LOOSE_DATE.fullmatch(text):  # 2023/4/14: accepted, and reported by the rule `normal-form`
        text = "-".join(part.zfill(2) for part in loose.groups() if part)
    return read_date(text).text


@_kept
def _quantity(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return read_quantity(line(value))


def _quantity_or_undisclosed(value: object) -> int | str:
    return UNDISCLOSED if value == UNDISCLOSED else _quantity(value)


def _flop(value: object) -> float:
    return read_compute(line(str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value))


def _country(value: object) -> str:
    text = line(value)
    if not re.fullmatch("[A-Z]{2}", text):
        raise ValueError(say("{text!r} is not a country code; write two capital letters (ISO 3166-1)", text=text))
    return text


def _year(value: object) -> int:
    return int(_date(value)[:4])


# The description for editors is added as an extra: pydantic's own annotation would cost an import at every compile.
Text = Annotated[str, BeforeValidator(_text)]
Line = Annotated[str, BeforeValidator(line)]
Name = Annotated[str, BeforeValidator(_name)]
Slug = Annotated[
    str, BeforeValidator(_slug), Field(json_schema_extra={"type": "string", "pattern": f"^{_SLUG.pattern}$"})
]
TermId = Annotated[str, BeforeValidator(_term_id)]
Url = Annotated[str, BeforeValidator(_url), Field(json_schema_extra={"type": "string", "format": "uri"})]
Date = Annotated[
    str,
    BeforeValidator(_date),
    Field(json_schema_extra={"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
Year = Annotated[int, BeforeValidator(_year), Field(json_schema_extra={"type": ["string", "integer"]})]
Quantity = Annotated[int, BeforeValidator(_quantity), Field(json_schema_extra={"type": ["integer", "string"]})]
QuantityOrUndisclosed = Annotated[
    int | str, BeforeValidator(_quantity_or_undisclosed), Field(json_schema_extra={"type": ["integer", "string"]})
]
Flop = Annotated[float, BeforeValidator(_flop), Field(json_schema_extra={"type": ["number", "string"]})]
CountryCode = Annotated[str, BeforeValidator(_country)]


class Bilingual(Entry):
    """A text in English and Korean; if one is missing, the other is shown."""

    en: Text | None = None
    ko: Text | None = None

    @staticmethod
    def refuse(said: Mapping[str, object]) -> None:
        """Raise ValueError if there is no text at all."""
        if said.get("en") is None and said.get("ko") is None:
            raise ValueError(say("needs a text in English (en), Korean (ko) or both"))

    @model_validator(mode="after")
    def _says_something(self) -> "Bilingual":
        self.refuse(self.__dict__)
        return self
