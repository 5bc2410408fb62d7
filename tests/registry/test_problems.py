"""How what is wrong in an entry is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fmcat.errors import BadRegistry
from fmcat.registry.position import Position
from fmcat.registry.problems import LONGEST, MOST_PROBLEMS, TOO_MANY, Problem, Problems
from tests.conftest import Run

Written = Callable[[str], Path]
HEAD = "schema: 1\nmodels:\n- id: o\n  name: O\n  vendor: meta\n  released: 2026\n  modalities: [language]\n"


@pytest.mark.usefixtures("words_only")
@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("licence: {weights: MIT}", "unknown key 'licence'; did you mean license?"),
        ("license: {weigths: MIT}", "unknown key 'weigths'; did you mean weights?"),
        ("variants: [{name: Small, parametres: 7B}]", "unknown key 'parametres'; did you mean parameters?"),
        ("citation: {titel: O}", "unknown key 'titel'; did you mean title?"),
        ("dates: {qqq: 2026}", "unknown key 'qqq'; allowed: "),
    ],
)
def test_an_unknown_key_names_those_of_its_part(run: Run, registry_file: Written, line: str, says: str) -> None:
    ran = run("check", str(registry_file(f"{HEAD}  {line}\n")), registry=None)
    assert says in ran.out + ran.err


@pytest.mark.usefixtures("words_only")
def test_a_bad_line_of_json_is_found_at_its_column(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text('{"id": "o", "name": "O" "vendor": "meta"}\n[]\n')
    ran = run("check", str(path), registry=None)
    assert f"{path}:1:25" in ran.out + ran.err
    assert f"{path}:2:1" in ran.out + ran.err


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
