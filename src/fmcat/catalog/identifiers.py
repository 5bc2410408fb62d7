"""All names of a model and its checkpoints, as rows of the compiled catalog's index of ids."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from fmcat.catalog.addresses import addressed
from fmcat.catalog.endings import without_endings
from fmcat.catalog.spellings import Reading, key, loose_key, pattern
from fmcat.checkpoints import checkpoint_id, full_name
from fmcat.fields import Document

#: How good a name is, the best first: if a key belongs to several models, the best one counts. SHORT is the name of a
#: checkpoint without its form (Instruct), BARE one that does not name its model (ViT-B/16).
OWN, ALIAS, FOREIGN, SHORT, BARE = 0, 2, 4, 6, 8
#: What a name may lose when it is written less carefully.
_LOOSE = 1
#: What tells nothing without the name of a model, even if only one has it.
_VERSION = r"v?\d+(?:\.\d+)*"
#: Access levels without downloadable weights.
_SERVED = ("api", "unreleased")
#: The links that identify a model.
_LINKED = ("paper", "weights", "code", "project", "model-card", "announcement", "docs")
#: The usual address of a paper, and what an address of any paper or repository has. Every other rule need not be tried.
_PAPER, _PERHAPS_ID = r"https://arxiv\.org/abs/(\d{4}\.\d{4,5})", r"github|\d\.\d|%"
_DEEPEST = 4
_WORD = r"[^\s_()\[\],-]+"
#: A name that ends in a form; the name without it means all of them.
_FORMED = r"(.+)[-_ ](?:instruct|chat|it|base|pt|thinking|reasoning)"
#: A vision transformer with its size and patches, as papers write it.
_TOWER = r"ViT-[\w+]+/\d+"


#: A row of the table `identifier`, what a key means in a space of names: space, key, rank, model, checkpoint (empty if
#: unknown), whether its weights can be downloaded, and whether the name is of the model as a whole. Plain tuples, since
#: a model has dozens.
Row = tuple[str, str, int, str, str, bool, bool]


def maker_rows(vendor_id: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every name of a vendor that may come before an id, as a key, with the vendor's id."""
    for name in names:
        if short := maker_key(name):
            yield short, vendor_id


#: Every ASCII character that is neither a letter nor a digit, to be removed.
_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}


@lru_cache(1024)
def maker_key(name: str) -> str:
    """The name of a maker or an account as names are compared: letters and digits only."""
    folded = name.casefold()
    return folded.translate(_LETTERS) if folded.isascii() else re.sub(r"[\W_]", "", folded)


def identifier_rows(document: Document) -> list[Row]:
    """The names of a document's model and its checkpoints, in every space of names."""
    found = _Names(document)
    found.add_names()
    found.add_hub()
    found.add_elsewhere()
    return list(found.rows)


class _Names:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._model: str = document["id"]
        self._variants = {checkpoint_id(document, one): one for one in document.get("variants", ())}
        self._only = min(self._variants, default=self._model) if len(self._variants) < 2 else ""
        access = document.get("access")
        self._served = {name: one.get("access", access) in _SERVED for name, one in self._variants.items()}
        self._served[""] = access in _SERVED
        self.rows: dict[Row, None] = {}
        """Each once."""
        self._called: dict[str, set[str]] = {}

    def _add(self, space: str, name: str, rank: int, checkpoint: str) -> None:
        served = self._served[checkpoint]
        self.rows[space, name, rank, self._model, checkpoint or self._only, not served, not checkpoint] = None
        if space == "name" and checkpoint:
            self._called.setdefault(name, set()).add(checkpoint)

    def _add_name(self, text: str, rank: int, checkpoint: str = "") -> None:
        careful = key(text)
        self._add("name", careful, rank, checkpoint)
        if ("." in text or "/" in text) and (loose := loose_key(text)) != careful:
            self._add("name", loose, rank + _LOOSE, checkpoint)

    def add_names(self) -> None:
        """Add the ids and names of the model's checkpoints, also after the model's name, then its own."""
        document = self._document
        own: list[str] = [document["id"], document["name"]]
        aliases: list[str] = document.get("aliases", [])
        shorts = [maker_key(part) for part in (*own, *aliases)] if self._variants else []
        words = {tuple(re.findall(_WORD, name.casefold())): name for name in own} if self._variants else {}
        for checkpoint, variant in self._variants.items():
            self._add_name(checkpoint, OWN, checkpoint)
            self._add_name(full_name(document["name"], variant), FOREIGN, checkpoint)
            self._add_checkpoint(variant["name"], checkpoint, shorts, words)
        for name in own:
            self._add_name(name, OWN)
        for name in aliases:
            called = self._called.get(key(name), set())
            self._add_name(name, ALIAS, min(called) if len(called) == 1 else "")

    def _add_checkpoint(
        self, name: str, checkpoint: str, shorts: list[str], own: Mapping[tuple[str, ...], str]
    ) -> None:
        """Add a checkpoint's name. `shorts` are the names of the model as `maker_key` has them, `own` by words."""
        short = maker_key(name)
        names_model = any(one in short for one in shorts)
        if names_model or not pattern(_VERSION).fullmatch(name):
            self._add_name(name, FOREIGN if names_model else BARE, checkpoint)
        towers, parts = re.findall(_TOWER, name), re.findall(_WORD, name)
        for said, whole in own.items():
            rest = " ".join([word for word in parts if word.casefold() not in said])
            for following in (name, rest) if rest != name else (name,):
                if following:
                    self._add_name(f"{whole} {following}", FOREIGN, checkpoint)
            for image_tower in towers:
                self._add_name(f"{whole} {image_tower}", SHORT, checkpoint)
        if names_model:
            self._add_formless(name, checkpoint)

    def _add_formless(self, name: str, checkpoint: str) -> None:
        if found := pattern(_FORMED).fullmatch(name):
            self._add_name(found[1], SHORT, checkpoint)

    def add_hub(self) -> None:
        """Add the repositories on the Hugging Face Hub, with and without their account."""
        listed = dict.fromkeys(_listed(self._document.get("ids", {}).get("huggingface")), "")
        own = {one["huggingface"]: checkpoint for checkpoint, one in self._variants.items() if "huggingface" in one}
        for name, checkpoint in (listed | own).items():
            owner, _, repository = name.rpartition("/")
            meant = checkpoint or self._checkpoint_of(repository)
            self._add("hub", hub_key(owner, repository), OWN, meant)
            self._add_formless(repository, meant)
            self._add("owner", maker_key(owner), OWN, "")
            self._add_name(repository, FOREIGN, meant)

    def add_elsewhere(self) -> None:
        """Add ids of other catalogs, of papers, and pages."""
        ids = self._document.get("ids", {})
        for catalog in ("models.dev", "epoch"):
            for name in _listed(ids.get(catalog)):
                self._add_name(name, FOREIGN, self._checkpoint_of(name))
        for space in ("arxiv", "doi", "openalex"):
            for name in _listed(ids.get(space)):
                self._add(space, name.casefold(), OWN, "")
        for kind, link in self._document.get("links", {}).items():
            if kind in _LINKED:
                space, text = _linked(link)
                self._add(space, text, ALIAS, "")

    def _is_undated(self, checkpoint: str) -> bool:
        """Whether a checkpoint has its model's name, so that a dated id may be of a later one."""
        name = self._variants[checkpoint]["name"] if checkpoint in self._variants else ""
        return key(name) == key(self._document["name"])

    def _checkpoint_of(self, text: str) -> str:
        """The checkpoint that an id of this model means, if removing its ending leaves the name of exactly one."""
        written = key(text)
        if not any(map(written.startswith, self._called)):  # what is left of an id is its beginning
            return ""
        waiting = [Reading(text)]
        for _ in range(_DEEPEST):
            named = {name for one in waiting for name in self._called.get(key(one.text), ())}
            if named:
                dated = {one.day for one in waiting if one.day}
                return named.pop() if len(named) == 1 and not (dated and self._is_undated(min(named))) else ""
            waiting = [shorter for one in waiting for shorter in without_endings(one)]
        return ""


def hub_key(owner: str, repository: str) -> str:
    """The key of a Hub repository, with its account kept separate."""
    return f"{owner.casefold()}/{key(repository)}"


def _linked(link: str) -> tuple[str, str]:
    """The space and the key of a link: an id of a paper or a repository, or a page."""
    if found := re.fullmatch(_PAPER, link):
        return "arxiv", found[1]
    if re.search(_PERHAPS_ID, link.lower()):
        reading = addressed(link)
        if reading.space in ("arxiv", "doi", "github"):
            return reading.space, reading.text.casefold()
    return "page", page_key(link)


def page_key(address: str) -> str:
    """An address without the parts that do not change its target."""
    scheme, mark, rest = address.partition("://")
    place = rest.removeprefix("www.") if mark and scheme in ("http", "https") else address
    return place.partition("#")[0].partition("?")[0].rstrip("/").casefold()


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []
