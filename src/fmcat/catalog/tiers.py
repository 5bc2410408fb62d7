"""Tiers of sources: how close a source is to the maker of a model, by its address and the entry."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from urllib.parse import urlsplit

from fmcat.facts import Document
from fmcat.schema.document import SourceDocument, SourceKindDocument, VendorDocument

#: From the closest to the farthest; refused pages are never sources.
TIERS = ("primary", "reference", "secondary", "other")
REFUSED = "refused"
#: Hosts where everybody can have an account: the account tells whose page it is.
_SHARED = ("github.com", "huggingface.co", "raw.githubusercontent.com", "modelscope.cn")


@dataclass(frozen=True)
class Tiers:
    """Determines tiers from the vendors of a registry, by id, and from the kinds of pages in its sources.yaml."""

    vendors: Mapping[str, VendorDocument]
    kinds: Sequence[SourceKindDocument]

    def of(self, document: Document, source: SourceDocument) -> str:
        """The tier of a source of an entry: one of TIERS, or REFUSED.

        A work of sources.yaml is a reference; a page of a vendor of the entry, or of an account its own links and
        ids name, is primary.
        """
        if "source" in source:
            return "reference"
        kind = kind_of(source["url"], self.kinds)
        if kind and kind["tier"] == REFUSED:
            return REFUSED
        address = _account_first(_address(source["url"]))
        if any(covers(place, address) for place in self._owned(document)):
            return "primary"
        return kind["tier"] if kind else "other"

    def stranger(self, document: Document, url: str) -> str | None:
        """The account an address stands under, where everybody can have one and it is nobody's we know.

        That is neither the makers' own, nor one the entry links to, nor another vendor's, nor a kind of page of
        sources.yaml.
        """
        host, _, path = _account_first(_address(url)).partition("/")
        account = f"{host}/{path.partition('/')[0]}"
        if host not in _SHARED or account in self._accounts or kind_of(url, self.kinds):
            return None
        return None if account in map(str.lower, linked_accounts(document)) else account

    @cached_property
    def _accounts(self) -> set[str]:
        """The accounts of all vendors."""
        return {account.lower() for account in _owned_accounts(list(self.vendors.values()))}

    def _owned(self, document: Document) -> set[str]:
        made_by = [self.vendors[one] for one in document.get("vendor", ()) if one in self.vendors]
        return {*_owned_hosts(made_by), *_owned_accounts(made_by), *linked_accounts(document)}


def kind_of(url: str, kinds: Iterable[SourceKindDocument]) -> SourceKindDocument | None:
    """The first kind of page that an address matches: by a host, and by a path (`*`: anything) if it has any."""
    address = _address(url)
    path = urlsplit(url).path
    for kind in kinds:
        hosts, paths = kind.get("hosts", ()), kind.get("paths", ())
        on_host = not hosts or any(covers(host, address) for host in hosts)
        if on_host and (not paths or any(fnmatchcase(f"{path}/", f"*{part}*") for part in paths)):
            return kind
    return None


def covers(place: str, address: str) -> bool:
    """Whether a host (with its subdomains), or a host with the beginning of a path, covers an address.

    >>> covers("workers.dev", "hf.someone.workers.dev/a"), covers("github.com/openai", "github.com/openai-fan/x")
    (True, False)
    """
    host, _, path = place.lower().partition("/")
    at, _, rest = address.partition("/")
    return (at == host or at.endswith(f".{host}")) and f"{rest}/".startswith(f"{path}/" if path else "")


def _address(url: str) -> str:
    parts = urlsplit(url.lower())
    return (parts.hostname or "").removeprefix("www.").rstrip(".") + parts.path.rstrip("/")


def _account_first(address: str) -> str:
    """The address without the part of Hugging Face that comes before an account, so that the account tells its owner.

    >>> _account_first("huggingface.co/collections/lab-ai/one")
    'huggingface.co/lab-ai/one'
    """
    return re.sub(r"^(huggingface\.co)/(?:collections|datasets|posts|spaces)/", r"\1/", address)


def _owned_hosts(vendors: Sequence[VendorDocument]) -> Iterator[str]:
    for vendor in vendors:
        yield from vendor.get("hosts", ())
        if "url" in vendor:
            yield _address(vendor["url"]).partition("/")[0]


def _owned_accounts(vendors: Sequence[VendorDocument]) -> Iterator[str]:
    for vendor in vendors:
        for account in vendor.get("organizations", ()):
            yield from (f"{host}/{account}" for host in _SHARED)


def holder(url: str, vendors: Iterable[VendorDocument]) -> VendorDocument | None:
    """The first vendor on whose host, or in whose account, an address is."""
    address = _account_first(_address(url))
    for vendor in vendors:
        if any(covers(place, address) for place in (*_owned_hosts([vendor]), *_owned_accounts([vendor]))):
            return vendor
    return None


def linked_accounts(document: Document) -> Iterator[str]:
    """The accounts and hosts of the entry's own code, weights and ids."""
    links = document.get("links", {})
    for link in filter(None, (links.get(name) for name in ("code", "weights", "model-card", "project"))):
        host, _, path = _address(link).partition("/")
        if host in _SHARED:
            yield f"{host}/{path.partition('/')[0]}"
        elif host not in _ANYBODYS:
            yield host
    for name in document.get("ids", {}).get("huggingface", ()):
        yield f"huggingface.co/{name.partition('/')[0]}"


#: Hosts where a link of an entry does not tell who owns the rest of the host.
_ANYBODYS = (
    "drive.google.com",
    "dropbox.com",
    "sites.google.com",
    "storage.googleapis.com",
    "doi.org",
    "techcrunch.com",
)
