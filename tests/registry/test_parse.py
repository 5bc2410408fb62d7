"""Files and lines as text and as values: what is refused, and where."""

from pathlib import Path

import pytest

from fmcat.registry import parse

MIB = 2**20


@pytest.fixture(autouse=True)
def _three_mebibytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "LARGEST_FILE", 3 * MIB)


def test_a_file_is_as_large_as_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (3 * MIB))
    assert len(parse.decode(parse.content_of(path))) == 3 * MIB
    path.write_bytes(b"#" * (3 * MIB + 1))
    with pytest.raises(parse.ParseError, match="the file is larger than 3 MiB") as refused:
        parse.decode(parse.content_of(path))
    assert (refused.value.line, refused.value.column) == (0, 0)


def test_json_has_as_many_values_as_it_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MOST_VALUES", 5)
    assert parse.read_json('[{"a": 1}, {"b": 2}, 3]', "f") == [{"a": 1}, {"b": 2}, 3]
    with pytest.raises(parse.ParseError, match="more than 5 values") as refused:
        parse.read_json('[{"a": 1}, {"b": 2}, 3, 4]', "f", 7)
    assert (refused.value.line, refused.value.column) == (7, 1)


@pytest.mark.parametrize(
    ("text", "says", "place"),
    [
        ('{"a": 1,\n "b" 2}', "not valid JSON: Expecting ':' delimiter", (8, 6)),
        ('{"a": {"b": 1, "b": 2}}', "duplicate key 'b' in an object", (7, 1)),
        ("12345678901234567890", "the number is too large", (7, 1)),
        ("9223372036854775807", "", (0, 0)),
        ("123456789012345678901", "the number is too large", (7, 1)),
        ("9223372036854775808", "the number is too large", (7, 1)),
        ('{"a": ["\\u202e"]}', "a.0: the invisible character U+202E is not allowed", (7, 1)),
        ("[" * 20 + "]" * 20, "", (0, 0)),
        ("[" * 21 + "]" * 21, "values nest deeper than 20 levels", (7, 1)),
        ("NaN", "a number must be finite", (7, 1)),
    ],
)
def test_json_that_is_refused_names_its_place(text: str, says: str, place: tuple[int, int]) -> None:
    if not says:
        assert parse.read_json(text, "f", 7)
        return
    with pytest.raises(parse.ParseError) as refused:
        parse.read_json(text, "f", 7)
    assert str(refused.value) == says
    assert (refused.value.line, refused.value.column) == place


@pytest.mark.parametrize(
    ("data", "says", "place"),
    [
        (b"a: b\nc: \xff", "byte 0xff is not UTF-8; save the file as UTF-8", (2, 4)),
        (b"\xff", "byte 0xff is not UTF-8; save the file as UTF-8", (1, 1)),
        ("a: b\n\nc: é\u200bd".encode(), "the invisible character U+200B is not allowed", (3, 5)),
        (b"a\x00", "the invisible character U+0000 is not allowed", (1, 2)),
    ],
)
def test_bytes_that_are_refused_name_their_place(data: bytes, says: str, place: tuple[int, int]) -> None:
    with pytest.raises(parse.ParseError) as refused:
        parse.decode(data)
    assert (str(refused.value), refused.value.line, refused.value.column) == (says, *place)


def test_line_ends_of_windows_and_a_byte_order_mark_are_left_out() -> None:
    assert parse.decode(b"\xef\xbb\xbfa\r\n\tb\n") == "a\n\tb\n"
    assert parse.decode(b"a\rb") == "a\rb"
    assert parse.decode("한 é".encode()) == "한 é"
