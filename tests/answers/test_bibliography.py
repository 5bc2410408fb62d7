"""References added to a bibliography that exists already."""

import json

import pytest

from fmcat.answers.bibliography import MERGED, keys, merged
from fmcat.errors import BadUsage
from fmcat.export.citations import STYLES, Reference

CLIP = Reference("clip", "preprint", "CLIP", ("Radford, Alec",), "2021")
DINO = Reference("dino", "preprint", "DINO", ("Caron, Mathilde",), "2021")


@pytest.mark.parametrize("style", MERGED)
def test_only_entries_whose_keys_are_missing_are_added(style: str) -> None:
    write = STYLES[style]
    before = merged(style, "", [CLIP], write)
    assert before == "".join(write([CLIP]))
    after = merged(style, before, [CLIP, DINO], write)
    assert keys(style, after) == {"clip", "dino"}
    assert merged(style, after, [DINO, CLIP], write) == after


@pytest.mark.parametrize(
    ("style", "own"),
    [
        ("bibtex", "% mine\n@ARTICLE (  CLIP ,\n  title = {Own}\n)"),
        ("typst", '# mine\n"CLIP":\n  title: Own'),
        ("csl", '[{"id": "CLIP", "title": "Own"}]'),
    ],
)
def test_earlier_entries_stay_and_keep_their_keys_in_any_case(style: str, own: str) -> None:
    assert keys(style, own) == {"clip"}
    after = merged(style, own, [CLIP, DINO], STYLES[style])
    assert keys(style, after) == {"clip", "dino"}
    if style == "csl":
        assert json.loads(after)[0] == {"id": "CLIP", "title": "Own"}
    else:
        assert after.startswith(own + "\n")


def test_an_empty_line_is_between_entries_of_bibtex() -> None:
    assert "}\n\n@" in merged("bibtex", "@misc{own,\n}\n\n\n", [DINO], STYLES["bibtex"])


@pytest.mark.parametrize("text", ["{", '{"id": "clip"}', '["clip"]'])
def test_a_text_without_an_array_of_references_is_refused(text: str) -> None:
    with pytest.raises(BadUsage, match="--append"):
        merged("csl", text, [DINO], STYLES["csl"])
