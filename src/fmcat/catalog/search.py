"""Ranked text search: exact names first, then names that begin with the text, then models with every word, then similar
names.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fmcat.errors import BadUsage
from fmcat.fields import FIELDS
from fmcat.messages import say
from fmcat.query.beginnings import spaced
from fmcat.query.sql import joined
from fmcat.text import fold, name_key, near

if TYPE_CHECKING:
    from fmcat.catalog.catalog import Catalog

#: How well a model matches, best first.
RANKS = ("name", "beginning", "part", "words", "likeness")
NAME, BEGINNING, PART, WORDS, LIKENESS = range(len(RANKS))
_MOST = 50
#: The longest search text; names are much shorter.
LONGEST = 1000
#: The shortest word that is tried as a typo of another one: shorter ones are similar to too many.
_LEAST_CORRECTED = 5
#: In catalogs with more names than this, only names with the same beginning are compared letter by letter.
_MOST_COMPARED = 20_000


class Hit(NamedTuple):
    """A model that matches a search: its rank in RANKS, and the matching text (searched texts are folded)."""

    id: str
    rank: int
    matched: str

    def record(self) -> dict[str, str]:
        """The hit as plain JSON values."""
        return {"id": self.id, "rank": RANKS[self.rank], "matched": self.matched}


def search(catalog: "Catalog", text: str, most: int = _MOST) -> list[Hit]:
    """The matching models, best first; similarity counts only if nothing else matches.

    Raises BadUsage for a text longer than LONGEST.
    """
    if len(text) > LONGEST:
        raise BadUsage(
            say("a search has at most {most:,} characters", most=LONGEST),
            [say("search for fewer words")],
        )
    found: dict[str, Hit] = {}
    ways: list[list[Callable[[Catalog, str], Iterator[Hit]]]] = [[_named, _with_words], [_alike], [_with_near_words]]
    for together in ways:
        for way in together:
            for hit in way(catalog, text):
                found.setdefault(hit.id, hit)
                if len(found) == most:
                    return list(found.values())
        if found:
            break
    return list(found.values())


def near_names(catalog: "Catalog", name: str, most: int = 3) -> list[str]:
    """The ids of models with a name that begins with this one, contains it, or is similar, best first."""
    if len(name) > LONGEST:
        return []
    hits = [*_named(catalog, name)] or [*_alike(catalog, name)]
    return list(dict.fromkeys(hit.id for hit in hits))[:most]


def near_words(catalog: "Catalog", vocabulary: str, word: str) -> list[str]:
    """The ids of a vocabulary that are most similar to a word, best first."""
    if vocabulary == "model":
        return near_names(catalog, word)
    known = used_spellings(catalog, vocabulary)
    wanted = name_key(word)
    begin = [found for found in known.values() if len(wanted) >= 3 and name_key(found).startswith(wanted)]
    return list(dict.fromkeys([*sorted(begin, key=len), *(known[key] for key in near(word, known, 5))]))[:3]


def used_spellings(catalog: "Catalog", vocabulary: str) -> dict[str, str]:
    """The id of every spelling of a vocabulary's terms that models use, also by narrower terms."""
    fields = [field.name for field in FIELDS.values() if field.kind == "term" and field.vocabulary == vocabulary]
    spellings = dict(catalog.rows("SELECT key, id FROM word WHERE vocabulary = :kind", {"kind": vocabulary}))
    if not fields:
        return spellings
    names = ", ".join(f":f{number}" for number in range(len(fields)))
    used = {
        term
        for (term,) in catalog.rows(
            f"SELECT term FROM model_term WHERE field IN ({names}) UNION SELECT c.broader FROM term_closure c"
            f" JOIN model_term t ON t.term = c.term WHERE c.vocabulary = :kind AND t.field IN ({names})",
            {"kind": vocabulary, **{f"f{number}": field for number, field in enumerate(fields)}},
        )
    }
    return {key: term for key, term in spellings.items() if term in used}


def _named(catalog: "Catalog", text: str) -> Iterator[Hit]:
    """Models with a name that is the text, begins with it, or contains it; shorter names first."""
    key = name_key(text)
    if not key:
        return
    rows = catalog.rows(
        "SELECT w.id, w.key, instr(w.key, :key) FROM word w JOIN model m ON m.id = w.id"
        " WHERE w.vocabulary = 'model' AND instr(w.key, :key) > 0"
        " ORDER BY instr(w.key, :key) > 1, length(w.key), m.released DESC, w.id LIMIT :most",
        {"key": key, "most": 4 * _MOST},
    )
    for model, name, place in rows:
        rank = NAME if name == key else BEGINNING if place == 1 else PART
        if rank != PART or len(key) > 1:
            yield Hit(model, rank, _spelled(catalog, model, name))


def _spelled(catalog: "Catalog", model: str, key: str) -> str:
    """The model's name with this key, as written."""
    document = catalog.document(model)
    names: list[str] = [document["name"], *document.get("aliases", ()), document["id"]]
    return next(name for name in names if name_key(name) == key)


def _with_words(catalog: "Catalog", text: str) -> Iterator[Hit]:
    """Models that have every word somewhere: first those with the words together, then the newest."""
    words = [word for part in dict.fromkeys(text.split()) if (word := spaced(part))]
    if not words:
        return
    tests = joined("AND", [f"instr(words, :w{number}) > 0" for number in range(len(words))])
    rows = catalog.rows(
        f"SELECT id, search, words FROM model WHERE {tests}"
        " ORDER BY instr(words, :whole) = 0, released DESC, id LIMIT :most",
        {
            "whole": spaced(text),
            "most": _MOST,
            **{f"w{number}": word for number, word in enumerate(words)},
        },
    )
    for model, searched, spaced_out in rows:
        yield Hit(model, WORDS, _where(searched.split("\n"), spaced_out.split("\n"), words))


def _where(shown: Sequence[str], lines: Sequence[str], words: Sequence[str]) -> str:
    """The lines with the words, as shown: one that has them all, else one for each."""
    by_line = list(zip(shown, lines, strict=True))
    together = next((show for show, line in by_line if all(word in line for word in words)), "")
    apart = dict.fromkeys(next((show for show, line in by_line if word in line), "") for word in words)
    return together or " · ".join(filter(None, apart))


def _alike(catalog: "Catalog", text: str) -> Iterator[Hit]:
    """Models with a name similar to the text, the most similar first, then those whose names continue it."""
    key = name_key(text)
    rows = catalog.rows(
        "SELECT key, id FROM word WHERE vocabulary = 'model'"
        " AND ((SELECT count(*) FROM word) < :most OR substr(key, 1, 2) = :start)",
        {"most": _MOST_COMPARED, "start": key[:2]},
    )
    names = dict(rows)
    alike = near(key, names, _MOST)
    longest = 3 * len(key) // 2
    going_on = [name for name in names if alike and name.startswith(alike[0]) and len(name) <= longest]
    for name in dict.fromkeys([*alike, *sorted(going_on, key=len)]):
        yield Hit(names[name], LIKENESS, _spelled(catalog, names[name], name))


def _with_near_words(catalog: "Catalog", text: str) -> Iterator[Hit]:
    """Models that have words similar to those of the text."""
    words = text.split()
    known = {
        part
        for (searched,) in catalog.rows("SELECT words FROM model LIMIT :most", {"most": _MOST_COMPARED})
        for part in searched.split()
    }
    corrected = " ".join(_corrected(fold(word), known) for word in words)
    if corrected != " ".join(map(fold, words)):
        for hit in _with_words(catalog, corrected):
            yield Hit(hit.id, LIKENESS, hit.matched)


def _corrected(word: str, known: set[str]) -> str:
    """The word, or the most similar known one of about the same length and with the same first letter."""
    if word in known or len(word) < _LEAST_CORRECTED:
        return word
    candidates = (other for other in known if other[0] == word[0] and abs(len(other) - len(word)) <= 2)
    return next(iter(near(word, candidates, 1)), word)
