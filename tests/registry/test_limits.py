"""The limits of registries: what is exactly as large as they allow is read, and one more is refused with the limit."""

from pathlib import Path

import pytest

from fmcat.errors import BadRegistry
from fmcat.registry import git, lines, parse
from fmcat.registry.locate import Layer
from fmcat.registry.position import Position
from fmcat.registry.problems import LONGEST, MOST_PROBLEMS, TOO_MANY, Problem, Problems
from fmcat.registry.read import read_registry

MIB = 2**20


@pytest.fixture(autouse=True)
def _three_mebibytes(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (parse, lines, git):
        monkeypatch.setattr(module, "LARGEST_FILE", 3 * MIB)


def test_a_file_is_as_large_as_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (3 * MIB))
    assert len(parse.decode(parse.content_of(path))) == 3 * MIB
    path.write_bytes(b"#" * (3 * MIB + 1))
    with pytest.raises(parse.ParseError, match="the file is larger than 3 MiB") as refused:
        parse.decode(parse.content_of(path))
    assert (refused.value.line, refused.value.column) == (0, 0)


def test_a_line_is_as_large_as_it_may_be(tmp_path: Path) -> None:
    path, problems = tmp_path / "large.jsonl", Problems()
    line = b'{"id": "a", "x": "' + b"x" * 3 * MIB
    exact = line[: 3 * MIB - 3] + b'"}\n'
    path.write_bytes(b'\n{"id": " b "}\n' + exact + b"[]\n" + exact[:-3] + b'x"}\n{"id": "never"}\n')
    found = [(position.line, entry["id"]) for position, entry in lines.entries_in(path, "f", problems)]
    assert found == [(2, "b"), (3, "a")]
    assert [str(problem.sentence) for problem in problems.found] == [
        "f:4:1: an entry must be a mapping with an id",
        "f:5:1: the line is larger than 3 MiB",
    ]


def test_a_revision_has_as_many_and_as_large_files_as_it_may_have() -> None:
    def refused(*sizes: int, name: str = "a.yaml") -> str:
        try:
            git._refuse_large("HEAD", [git._Blob(name, "0", size) for size in sizes])
        except BadRegistry as bad:
            return bad.problems[0]
        return ""

    assert refused(*[1] * 1000) == ""
    assert refused(*[1] * 1001) == "HEAD: has more than 1,000 registry files"
    assert refused(3 * MIB) == ""
    assert refused(1, 3 * MIB + 1) == "HEAD:a.yaml: the file is larger than 3 MiB"
    assert refused(3 * MIB + 1, name="a.jsonl") == "", "which is read line by line"
    assert refused(2**29, 2**29, name="a.jsonl") == ""
    assert refused(2**29, 2**29 + 1, name="a.jsonl") == "HEAD: the registry files are larger than 1024 MiB"


def test_of_many_problems_the_first_thousand_are_told() -> None:
    def told(count: int) -> tuple[str, ...]:
        problems = Problems()
        try:
            for number in range(count):
                problems.add(Position("f", number + 1, 1), "", "x")
            problems.raise_if_any()
        except BadRegistry as bad:
            return tuple(bad.problems)
        return ()

    assert (MOST_PROBLEMS, TOO_MANY) == (1000, 2000)
    assert told(0) == ()
    assert len(told(1000)) == 1000
    assert told(1000)[-1] == "f:1000:1: x"
    assert told(1002)[-2:] == ("f:1000:1: x", "… and 2 more")
    assert len(told(1999)) == 1001
    assert told(1999)[-1] == "… and 999 more"
    assert told(2500)[-1] == "… and many more"


def test_problems_are_told_in_the_order_of_their_places() -> None:
    problems = Problems()
    for file, line in (("b", 1), ("a", 10), ("a", 9)):
        problems.add(Position(file, line, 2), "e", "x")
    problems.add(Position("c"), "", "y")
    with pytest.raises(BadRegistry) as bad:
        problems.raise_if_any()
    assert list(bad.value.problems) == ["a:9:2: e: x", "a:10:2: e: x", "b:1:2: e: x", "c: y"]


def test_a_problem_quotes_no_more_of_a_file_than_fits() -> None:
    long = "x" * LONGEST
    assert str(Problem("f", 1, 1, long, long).sentence) == f"f:1:1: {long}: {long}"
    assert str(Problem("f", 1, 1, f"{long}y", f"{long}y").sentence) == f"f:1:1: {long}…: {long}…"


def terms(count: int) -> str:
    """A registry with a chain of terms, of which the last is below this number of others."""
    head = "schema: 1\ntaxonomy:\n  method:\n  - {id: t0, label: {en: T0}, definition: {en: X.}}\n"
    return head + "".join(
        f"  - {{id: t{n}, label: {{en: T{n}}}, definition: {{en: X.}}, broader: [t{n - 1}]}}\n"
        for n in range(1, count + 1)
    )


def test_a_term_has_as_many_broader_terms_as_it_may_have(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text(terms(100))
    assert list(read_registry([Layer("own", path, (path,))]).models()) == []
    path.write_text(terms(101))
    with pytest.raises(BadRegistry) as bad:
        list(read_registry([Layer("own", path, (path,))]).models())
    assert [problem.partition(": ")[2] for problem in bad.value.problems] == [
        "method.t101: has more than 100 broader terms"
    ]


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
