"""Korean has one word for each term: the table in data/README.md names it, and the words to avoid."""

import re
from collections.abc import Iterator
from pathlib import Path

from fmcat import Catalog
from fmcat.export.page.sentences import SENTENCES
from fmcat.fields import FIELDS
from fmcat.messages import MESSAGES, VOCABULARY_LABELS
from fmcat.schema.vocabulary import TAXONOMY

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| [^|]+ \| ([가-힣][가-힣 -]*) \| ([^|]+) \|$", re.MULTILINE)


def avoided() -> dict[str, str]:
    """Each word to avoid, with the term to write instead."""
    rows = ROW.findall((ROOT / "data" / "README.md").read_text("utf-8"))
    return {word: term for term, words in rows for word in words.split(", ")}


def korean_texts() -> Iterator[tuple[str, str]]:
    """Every Korean text of the README, the interface and the catalog, with its position."""
    yield "README.ko.md", (ROOT / "README.ko.md").read_text("utf-8")
    for name, (_, korean) in {**MESSAGES, **SENTENCES, **VOCABULARY_LABELS}.items():
        yield f"message {name}", korean
    for field in FIELDS.values():
        yield f"field {field.name}", field.label_ko
    catalog = Catalog.load(ROOT / "data", only=True)
    for kind in (*(f"term:{name}" for name in TAXONOMY), "concept", "timeline"):
        for entry in catalog.entries(kind).values():
            yield from ((f"{kind} {entry['id']}", text) for text in _korean_in(entry))
    for document in catalog.to_records():
        yield from ((f"model {document['id']}", text) for text in _korean_in(document))


def _korean_in(value: object) -> Iterator[str]:
    """The values of `ko` in an entry. Aliases are not among them: they are spellings that people may use."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "ko" and isinstance(inner, str):
                yield inner
            else:
                yield from _korean_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _korean_in(inner)


def test_korean_texts_use_the_terms_of_the_table() -> None:
    words = avoided()
    assert words["파라미터"] == "매개변수"
    texts = list(korean_texts())
    assert len(texts) > 1000
    found = [f"{place}: {term}, not {word}" for place, text in texts for word, term in words.items() if word in text]
    assert found == []
