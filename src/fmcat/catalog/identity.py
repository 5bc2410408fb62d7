"""Resolves ids: which model and checkpoint an id means, and how closely.

A miss is better than a guess: a partly known id is `family` or `none`, and an id that could mean several models is
`none` with all of them in its note.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from fmcat.catalog.addresses import addressed
from fmcat.catalog.endings import CONTEXT, respelled, without_endings
from fmcat.catalog.identifiers import BARE, FOREIGN, SHORT, hub_key, maker_key, page_key
from fmcat.catalog.nothing import likely_meant
from fmcat.catalog.resolution import Resolution
from fmcat.catalog.snapshots import checkpoint_of_day, has_moved_on, has_window, is_of_time
from fmcat.catalog.spellings import LONGEST, MATCHES, Reading, key, weaker
from fmcat.errors import NotFound
from fmcat.messages import Sentence, joined, say
from fmcat.notices import notify
from fmcat.text import forbidden

if TYPE_CHECKING:
    from fmcat.catalog.catalog import Catalog

#: The most parts removed from one id, and the most readings looked up for it.
_DEEPEST, _MOST_READINGS = 7, 400
#: A name without digits must be at least this long if something was removed.
_SHORTEST = 5
#: A checkpoint's name without its model's counts after a maker, or if something was removed, when it is this long.
_LEAST_BARE = 12
#: How much of two names must be the same to be similar, and how much of a long one is compared.
_LEAST_ALIKE, _LONGEST_NAME = 3, 40
#: Accounts that convert, quantize or copy models of others under the same names.
COPIERS = frozenset(
    maker_key(name)
    for name in (
        *("bartowski", "casperhansen", "city96", "Comfy-Org", "ctranslate2-4you", "DevQuasar", "ggml-org", "gaianet"),
        *(
            "hugging-quants",
            "ISTA-DASLab",
            "lmstudio-community",
            "LoneStriker",
            "MaziyarPanahi",
            "mlc-ai",
            "mlx-community",
        ),
        *("mradermacher", "neuralmagic", "nm-testing", "NousResearch", "onnx-community", "OpenVINO", "QuantFactory"),
        *("RedHatAI", "second-state", "solidrust", "Systran", "TheBloke", "timm", "unsloth", "Xenova", "library"),
        *("AI-ModelScope", "LLM-Research", "AI-Research"),
    )
)
_NO_ID = say("this is not an id")
#: Spaces of names in which an id is looked up unchanged.
_ELSEWHERE = ("arxiv", "doi", "github", "openalex")
#: Characters of patterns or commands. Addresses have question marks, and names brackets: FLUX.1 [dev].
_WILD = r"[*{}<>|\"`$;^]|\?(?!\w+=)|\[(?![a-z]+\])"


class _Row(NamedTuple):
    rank: int
    model: str
    checkpoint: str
    weights: bool
    whole: bool


class Resolver:
    """Looks ids up in the index of a catalog."""

    def __init__(self, catalog: "Catalog") -> None:
        self._catalog = catalog
        self._known = lru_cache(4096)(self._looked_up)
        self._vendors = lru_cache(4096)(self._vendors_of_model)
        self._makers = lru_cache(4096)(self._vendors_named)

    def resolve(self, query: str) -> Resolution:
        """What an id means; never raises for unknown ids."""
        text = query.strip()
        if not text or len(text) > LONGEST or forbidden(text) or re.search(rf"[^\S ]|{_WILD}", text, re.IGNORECASE):
            return Resolution(query, "none", note=_NO_ID)
        if named := self._named(query, text):
            return named
        reading = addressed(text)
        if reading.space in _ELSEWHERE:
            rows = self._known(reading.space, reading.text.casefold())
            return self._chosen(query, [(row, reading) for row in rows]) or self._unknown(query, reading)
        if "://" in text and (rows := self._known("page", page_key(text))):
            found = self._chosen(query, [(row, reading) for row in rows])
            return found or self._unknown(query, reading)
        return self._taken_apart(query, reading) or self._of_family(query, reading) or self._unknown(query, reading)

    def read(self, name: str) -> Resolution:
        """What an id means; sends a notice for a snapshot or a repackaged copy.

        Raises NotFound, with suggestions, if it means nothing.
        """
        meant = self.resolve(name)
        if not meant.is_found:
            raise NotFound(say("unknown model {name!r}", name=name), self._hints(meant))
        if meant.match in ("snapshot", "repackaged"):
            shown = meant.checkpoint or meant.model
            notify(say("{query} is read as {shown} ({note})", query=name, shown=shown, note=meant.note))
        return meant

    def _hints(self, meant: Resolution) -> list[str]:
        if meant.match == "family":
            return [say("its family is {model} ({note})", model=meant.model, note=meant.note)]
        if meant.is_ambiguous:
            return [say("it could be {names}", names=", ".join(meant.candidates))]
        field, colon, _ = meant.query.partition(":")
        if colon and self._catalog.field(field):
            return [say("this is a query: fmcat list {query} finds its models", query=quote(meant.query))]
        hint = likely_meant(self._catalog, meant)
        return [hint] if hint else []

    # ── looking up ───────────────────────────────────────────────────────────────────────────

    def _looked_up(self, space: str, name: str) -> tuple[_Row, ...]:
        """The best rows of a key."""
        rows = [
            _Row(*row)
            for row in self._catalog.rows(
                "SELECT rank, model, checkpoint, weights, whole FROM identifier WHERE space = :space AND key = :key",
                {"space": space, "key": name},
            )
        ]
        best = min((row.rank for row in rows), default=0)
        # A checkpoint named like its model has no precedence over others with the same short name.
        return tuple(row for row in rows if row.rank == best or (best in (FOREIGN, SHORT) and row.rank >= BARE))

    def _vendors_of_model(self, model: str) -> frozenset[str]:
        """The vendors of a model, with those they are part of."""
        rows = self._catalog.rows(
            "SELECT t.term, c.broader FROM model m JOIN model_term t ON t.model = m.n AND t.field = 'vendor'"
            " LEFT JOIN term_closure c ON c.vocabulary = 'vendor' AND c.term = t.term WHERE m.id = :id",
            {"id": model},
        )
        return frozenset(vendor for row in rows for vendor in row if vendor)

    def _vendors_named(self, owner: str) -> frozenset[str]:
        """The vendors of an account or a word in front of an id, with those they are part of."""
        rows = self._catalog.rows(
            "SELECT k.vendor, c.broader FROM maker k LEFT JOIN term_closure c"
            " ON c.vocabulary = 'vendor' AND c.term = k.vendor WHERE k.key = :key",
            {"key": maker_key(owner)},
        )
        return frozenset(vendor for row in rows for vendor in row if vendor)

    def _is_of(self, owner: str, model: str) -> bool:
        """Whether an account belongs to the model's maker, or has one of its repositories."""
        if not owner or self._makers(owner) & self._vendors(model):
            return True
        return any(row.model == model for row in self._known("owner", maker_key(owner)))

    def _rows(self, reading: Reading) -> Iterator[tuple[_Row, Reading]]:
        """What a reading may mean, with the closest match that its owner and its models allow."""
        if reading.owner and (rows := self._known("hub", hub_key(reading.owner, reading.text))):
            yield from ((row, reading) for row in rows)
            return
        if _is_too_short(reading):
            return
        name = key(reading.text)
        for row in self._known("name", name):
            is_bare = row.rank >= BARE and (reading.owner or reading.removed) and len(name) < _LEAST_BARE
            if is_bare or (reading.needs_weights and not row.weights):
                continue
            if self._is_of(reading.owner, row.model):
                yield row, reading
            elif row.weights and (reading.is_repackaged or maker_key(reading.owner) in COPIERS):
                yield row, replace(reading, best=weaker(reading.best, "repackaged"))

    def _named(self, query: str, text: str) -> Resolution | None:
        """The unchanged id, if it is a name of the catalog or a repository."""
        for reading in (Reading(text), *respelled(Reading(text))):
            if found := list(self._rows(reading)):
                return self._chosen(query, found)
        return None

    def _taken_apart(self, query: str, reading: Reading) -> Resolution | None:
        """The first readings that mean something, with the fewest parts removed."""
        waiting, seen = [reading], {(reading.owner, reading.text)}
        for _ in range(_DEEPEST):
            found = [pair for one in waiting for pair in self._rows(one) if self._can_be(*pair)]
            if found:
                return self._chosen(query, found)
            following = [shorter for one in waiting for shorter in self._shorter(one)]
            waiting = []
            for one in following:
                if (one.owner, one.text) not in seen and len(seen) < _MOST_READINGS:
                    seen.add((one.owner, one.text))
                    waiting.append(one)
        return None

    def _shorter(self, reading: Reading) -> Iterator[Reading]:
        yield from without_endings(reading)
        yield from respelled(reading)
        if (hosted := re.fullmatch(r"[^/\s]+/([^/\s]+)/([^/\s]+)", reading.text)) and self._makers(hosted[1]):
            yield replace(reading, owner=hosted[1], text=hosted[2])
        if reading.owner and re.match(r"v?\d", reading.text) and self._makers(reading.owner):
            yield replace(reading, text=f"{reading.owner}-{reading.text}")  # deepseek.v3.2
        for separator in "-_. ":
            yield from self._without_maker(reading, *reading.text.partition(separator)[::2])

    def _without_maker(self, reading: Reading, maker: str, rest: str) -> Iterator[Reading]:
        """The reading without a maker's name in front: `google_gemma-3-4b-it`."""
        if not rest or not self._makers(maker):
            return
        if not reading.owner or self._makers(maker) & self._makers(reading.owner):
            yield replace(reading, owner=reading.owner or maker, text=rest)
        elif reading.is_repackaged or maker_key(reading.owner) in COPIERS:
            yield replace(reading, owner=maker, text=rest, best=weaker(reading.best, "repackaged"))

    def _can_be(self, row: _Row, reading: Reading) -> bool:
        """Whether the date and the context window that were removed can be the model's."""
        windows = [part.strip("-_.:@ ") for rule, part in reading.removed if rule is CONTEXT]
        in_time = not reading.day or is_of_time(self._catalog, row.model, reading.text, reading.day)
        is_here = in_time and not has_moved_on(self._catalog, row.model, reading)
        return is_here and all(has_window(self._catalog, row.model, window) for window in windows)

    # ── answering ────────────────────────────────────────────────────────────────────────────

    def _chosen(self, query: str, found: Sequence[tuple[_Row, Reading]]) -> Resolution | None:
        """The single model and checkpoint of the matches; several models are ambiguous."""
        if not found:
            return None
        models = list(dict.fromkeys(row.model for row, _ in found))
        if len(models) > 1:
            note = say("ambiguous: {names}", names=", ".join(models))
            return Resolution(query, "none", note=note, candidates=tuple(models), is_ambiguous=True)
        row, reading = min(found, key=lambda pair: (MATCHES.index(pair[1].best), pair[0].rank))
        checkpoint = self._checkpoint([one for one, _ in found], reading)
        match = weaker(reading.best, "checkpoint" if checkpoint and not row.whole else "exact")
        return Resolution(query, match, row.model, checkpoint or None, _taken_off(reading))

    def _checkpoint(self, rows: Sequence[_Row], reading: Reading) -> str:
        """The single checkpoint that rows of a model mean, or None."""
        found = {row.checkpoint for row in rows}
        if reading.day and (of_day := checkpoint_of_day(self._catalog, rows[0].model, reading)):
            return of_day
        if reading.day and rows[0].weights and not rows[0].whole:
            return ""  # a release of another day is another checkpoint
        return found.pop() if len(found) == 1 else ""

    def _of_family(self, query: str, reading: Reading) -> Resolution | None:
        """The model whose name the id begins with, if that name states a generation and the maker agrees."""
        text = reading.text
        for end in reversed([found.start() for found in re.finditer(r"[-_:. ]+(?!\d{1,2}(?![\dbmx]))", text)]):
            begin = text[:end]
            if not re.search(r"\d", begin):
                break
            rows = [
                row
                for row in self._known("name", key(begin))
                if row.rank < BARE and self._is_of(reading.owner, row.model)
            ]
            models = {row.model for row in rows}
            if len(models) == 1:
                model = models.pop()
                return Resolution(
                    query, "family", model, None, say("unknown part: {rest}", rest=text[end:].strip("-_:. ")), (model,)
                )
        return None

    def _unknown(self, query: str, reading: Reading) -> Resolution:
        near_ids = tuple(self._near(reading))
        note = say("near: {names}", names=", ".join(near_ids)) if near_ids else say("nothing is near")
        return Resolution(query, "none", note=note, candidates=near_ids)

    def _near(self, reading: Reading) -> list[str]:
        """The ids of models whose names share the longest beginning, shorter names first, read from the index."""
        wanted = key(reading.text)[:_LONGEST_NAME]
        for length in range(len(wanted), max(len(wanted) // 3, _LEAST_ALIKE) - 1, -1):
            start = wanted[:length]
            rows = self._catalog.rows(
                "SELECT model FROM identifier WHERE space = 'name' AND key >= :start AND key < :end AND rank < :bare"
                " GROUP BY model ORDER BY min(length(key)), model LIMIT 3",
                {"start": start, "end": f"{start}\U0010ffff", "bare": BARE},
            )
            if found := [model for (model,) in rows]:
                return found
        return []


def _is_too_short(reading: Reading) -> bool:
    """Whether the rest of an id is too short for a name: `gpt` of gpt-chat-latest."""
    return bool(reading.removed) and len(reading.text) < _SHORTEST and not re.search(r"\d", reading.text)


def _taken_off(reading: Reading) -> Sentence:
    """The parts that were removed from an id."""
    parts = [say("{label}: {text}", label=rule.label, text=text) for rule, text in reading.removed if rule.label]
    return joined(" · ", parts)
