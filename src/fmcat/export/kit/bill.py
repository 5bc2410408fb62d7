"""What the formats of bills of materials share: which parts an export has, addresses, and the time."""

import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import quote

from fmcat.catalog.bill import HUB, Bill, Bills, Part, Source
from fmcat.catalog.catalog import Catalog
from fmcat.catalog.license import license_ids
from fmcat.checkpoints import checkpoint, numbers_of
from fmcat.errors import BadUsage
from fmcat.export import Choice
from fmcat.facts import own_texts
from fmcat.fields import FIELDS
from fmcat.licensing import UNKNOWN
from fmcat.messages import say
from fmcat.text import one_line, showable

#: Facts that bills have no place of their own for.
_FACTS = ("released", "parameters", "context", "cutoff", "access", "status", "country", "method")


class LicenseName(NamedTuple):
    """A license that an expression names, with its label, and the address of its text if one is known."""

    id: str
    label: str
    url: str


def bill_of(choice: Choice) -> Bill:
    """The bill of an export: the checkpoints that match, of each model in the order of the query."""
    matched = {} if choice.checkpoints else choice.catalog.matched(choice.query, choice.limit)
    names = [
        document["id"] if choice.checkpoints else checkpoint(document, number)["id"]
        for document in choice.documents()
        for number in ([0] if choice.checkpoints else matched.get(document["id"], numbers_of(document)))
    ]
    return Bills(choice.catalog).of_checkpoints(names)


def moment() -> str:
    """The time that SOURCE_DATE_EPOCH sets, in UTC; empty if it is not set, so that a bill is the same every time.

    Raises BadUsage if it is not a number of seconds.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return ""
    try:
        return datetime.fromtimestamp(int(value), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        raise BadUsage(say("SOURCE_DATE_EPOCH: {value!r} is not a number of seconds since 1970", value=value)) from None


def address(url: str) -> str:
    """The address as an IRI that strict validators accept, or empty if it is not http or https."""
    scheme, _, rest = showable(url).partition("://")
    rest, _, fragment = rest.partition("#")
    host, slash, path = rest.partition("/")
    if scheme not in ("http", "https") or re.search(r"[^\w.:-]", host):
        return ""
    return f"{scheme}://{host}{slash}{_quoted(path)}" + (f"#{_quoted(fragment)}" if fragment else "")


def _quoted(part: str) -> str:
    """A path, query or fragment with everything encoded except percent signs before two hexadecimal digits."""
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part), safe="%/?:@!$&'()*+,;=~-._")


def license_names(catalog: Catalog, expression: str) -> list[LicenseName]:
    """The licenses that an expression names."""
    described = catalog.terms("license")
    found = []
    for name in license_ids(expression):
        term = described.get(name)
        label = showable(term["label"].get("en", "")) if term else ""
        found.append(LicenseName(name, label, address(term.get("reference", "")) if term else ""))
    return found


def pages(part: Part, kinds: Mapping[str, str], repository: str) -> list[tuple[str, str, str]]:
    """The pages of a part as a format names their kinds: its repositories, then its links with ours as a comment."""
    found = [(repository, f"{HUB}{one}", "") for one in part.repositories]
    return found + [(kinds.get(kind, "other"), url, kind) for kind, url in part.links.items()]


def properties(catalog: Catalog, part: Part) -> Iterator[tuple[str, str]]:
    """The facts that bills have no place of their own for, by name, as the registry states them."""
    for name in _FACTS:
        if values := FIELDS[name].values(part.document):
            yield name, showable(", ".join(map(str, values)))
    if part.retired:
        yield "retired", part.retired
    if part.replacement:
        yield "replacement", part.replacement
    if part.bound and part.bound.commercial != UNKNOWN:
        yield "commercial", part.bound.commercial
    for kind in ("code", "data"):
        if license := part.document.get("license", {}).get(kind):
            yield f"license.{kind}", showable(license)
    if part.licenses:
        yield "license-of-checkpoints", showable(" | ".join(part.licenses))
    for key in catalog.own_keys():
        yield from ((key, showable(one_line(text))) for text in own_texts(part.document, key))


def reading(source: Source) -> str:
    """What a source was read for, in words."""
    keys, day = ", ".join(source.keys), f", read {source.read}" if source.read else ""
    title = f"{source.title}: " if source.title else ""
    tier = f"{source.tier} " if source.tier in ("primary", "secondary") else ""
    said = f"disagrees on {keys}: {source.says}" if source.says else f"{tier}source of {keys}"
    return showable(one_line(f"{title}{said}{day}"))
