"""A file in pieces is the file as it is read as a whole."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fmcat.registry.parse import ParseError
from fmcat.registry.pieces import Digests, Known, pieces_of, whole

#: Lines of which some belong together, some hide what follows, and some end what came before.
LINES = [
    "schema: 1",
    "models:",
    "models: ",
    '"models":',
    "models: []",
    "vendors:",
    "- id: a",
    "- id: b",
    "- {id: c, aliases: [x,",
    "- y]}",
    "  name: A",
    '  name: "A',
    "- id: d",
    'B"',
    "  x-text: |",
    "  x-text: |+",
    "    - id: e",
    "    models:",
    "",
    " ",
    "\t",
    "# - id: f",
    "  name: 가나",
    "나- id: i",
    "  # more",
    "- ",
    "-",
    "- - a",
    "  - id: g",
    "    name: G",
    "---",
    "...",
    "%YAML 1.1",
    "'models:",
    "- id: h'",
    "x-note: 'A",
    "? models",
    ": - id: i",
]


def read(data: bytes) -> Any:
    try:
        return whole(data, ".yaml", "file", placed=False)
    except ParseError:
        return "refused"


def in_pieces(data: bytes, known: dict[str, Known]) -> Any:
    """The content of a file in pieces, of which those that are known are read last."""
    try:
        pieces = pieces_of(data, ".yaml", "file", known)
    except ParseError:
        return "refused"
    if pieces.rest is None:
        return None
    content = pieces.content()
    if isinstance(content, dict) and pieces.models:
        content["models"] = [piece.read() for piece in pieces.models]
    known |= {piece.digest: piece.known for piece in pieces.models}
    return content


@settings(max_examples=400)
@given(
    texts=st.lists(st.lists(st.sampled_from(LINES), max_size=9), min_size=1, max_size=3),
    ended=st.booleans(),
    mark=st.sampled_from(["", "\ufeff"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_file_in_pieces_is_the_file_as_a_whole(texts: list[list[str]], ended: bool, mark: str, end: str) -> None:
    known: dict[str, Known] = {}
    for lines in texts:
        text = mark + end.join(["schema: 1", "models:", "- id: a", *lines]) + end * ended
        assert in_pieces(text.encode(), known) == read(text.encode())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("schema: 1\nmodels:\n- id: a\n  name: A\n# more\n- id: b\nvendors:\n- id: c\n", 2),
        ("schema: 1\nmodels:\n\n- id: a\n  x: |\n    - id: b\n", 1),
        ("models:\n- id: a\nschema: 1", 1),
        ("\ufeffmodels:\r\n- id: a\r\n- id: b\r\n", 2),
        ("models:\n- id: a\nx-own:\n- |+\n  b\n- c\n", 1),
    ],
)
def test_a_file_as_it_is_usually_written_is_cut(text: str, count: int) -> None:
    pieces = pieces_of(text.encode(), ".yaml", "file")
    assert [bool(piece.text) for piece in pieces.models] == [True] * count
    assert pieces.content() == read(text.encode())
    known = {piece.digest: piece.known for piece in pieces.models}
    assert [piece.entry for piece in pieces_of(text.encode(), ".yaml", "file", known).models] == [None] * count


def test_together_pieces_have_no_more_values_than_a_file_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fmcat.registry.pieces.most_values", lambda text: 12)
    monkeypatch.setattr("fmcat.registry.parse.most_values", lambda text: 12)
    entry = "- id: a\n  name: A\n"
    assert len(pieces_of(f"models:\n{entry}".encode(), ".yaml", "file").models) == 1
    with pytest.raises(ParseError, match="more than 12 values"):
        pieces_of(f"models:\n{entry}{entry}".encode(), ".yaml", "file")


@pytest.mark.parametrize(
    ("rest", "speaks"),
    [
        ("", ""),
        ("schema: 1\n", ""),
        ("x-own: {a: b}\nscan: {exclude: [a]}\n", ""),
        ("vendors: []\n", "*"),
        ("schema: 1\ntaxonomy: {}\nx-own: 1\n", "*"),
    ],
)
def test_only_a_file_with_more_than_models_speaks(rest: str, speaks: str) -> None:
    entries = "- id: a\n  name: A\n- {id: ' b ', aliases: [x, y]}\n"
    for text in (f"{rest}models:\n{entries}", f"models:\n{entries}{rest}"):
        pieces = pieces_of(text.encode(), ".yaml", "file")
        assert pieces.known.id == speaks
        assert [piece.known.id for piece in pieces.models] == ["a", "b"]
        assert b"".join(piece.text for piece in pieces.models) == entries.encode()
        whole_file = pieces_of(text.replace("models:", '"models":').encode(), ".yaml", "file")
        assert (whole_file.known.id, [piece.known.id for piece in whole_file.models]) == (speaks, ["a", "b"])
        assert whole_file.content() == pieces.content() == read(text.encode())


def test_pieces_know_how_many_values_they_have() -> None:
    pieces = pieces_of(b"schema: 1\nmodels:\n- id: a\n  aliases: [x, y]\n- {id: b}\nx-own: {a: b}\n", ".yaml", "file")
    assert pieces.known.size == 9  # the file, three keys, three values, and within the last a key and a value
    assert [piece.known.size for piece in pieces.models] == [7, 3]


def test_what_files_are_is_noted_by_layer_and_model() -> None:
    digests = Digests()
    one = pieces_of(b"models:\n- id: a\n- id: b\n", ".yaml", "one")
    other = pieces_of(b"models:\n- id: a\n  name: A\nvendors: []\n", ".yaml", "other")
    digests.take("low", one)
    digests.take("high", other)
    assert digests.context == [other.digest]
    assert digests.models == {
        "a": [f"low {one.models[0].digest}", f"high {other.models[0].digest}"],
        "b": [f"low {one.models[1].digest}"],
    }
    files = {pieces.digest: pieces.known for pieces in (one, other)}
    assert digests.known == files | {piece.digest: piece.known for piece in (*one.models, *other.models)}


def test_a_file_that_is_known_is_not_read_again() -> None:
    text = "vendors: []\n"
    pieces = pieces_of(text.encode(), ".yaml", "file")
    assert (pieces.rest, pieces.models) == ({"vendors": []}, [])
    again = pieces_of(text.encode(), ".yaml", "file", {pieces.digest: pieces.known})
    assert (again.rest, again.known, again.digest, again.content()) == (None, pieces.known, pieces.digest, None)


@pytest.mark.parametrize(("text", "content"), [("[a]", ["a"]), ("a", "a"), ("", None)])
def test_any_other_file_is_one_piece(text: str, content: object) -> None:
    pieces = pieces_of(text.encode(), ".yaml", "file")
    assert (pieces.content(), pieces.known, pieces.models) == (content, Known("*", 0), [])


def test_json_that_was_exported_is_a_registry() -> None:
    text = b'[{"id": "a", "country": ["KR"]}, {"id": "b"}]'
    assert whole(text, ".json", "file", placed=False) == {"schema": 1, "models": [{"id": "a"}, {"id": "b"}]}
    pieces = pieces_of(text, ".json", "file")
    assert [piece.read() for piece in pieces.models] == [{"id": "a"}, {"id": "b"}]
    assert pieces.content() == whole(text, ".json", "file", placed=False)
    assert whole(b"[{id: a}]", ".yaml", "file", placed=False) == [{"id": "a"}]
