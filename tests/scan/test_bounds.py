"""Files that nobody wrote to be read: a scan takes time by their size."""

import time
from collections import Counter

import pytest

from fmcat import Catalog
from fmcat.scan.kinds import kind_of
from fmcat.scan.literal import Asked, Literal, Slot
from fmcat.scan.references import References

SIZE = 60_000
#: Beginnings without an end, and what looks back or ahead for something that is not there, again and again.
UNITS = (
    *(("a.py", '\\"""\n'), ("a.py", '"a-1" or\n'), ("a.py", ')"a-1",'), ("a.py", 'x("a-1",'), ("a.py", '[\'-","a-1",')),
    *(("a.ts", "\\`\n"), ("a.ts", "\\`"), ("a.ts", "(/["), ("a.ts", 'a?b:c ? "a-1" :'), ("a.ts", "/* ")),
    *(("a.json", '\\"'), ("a.json", "a"), ("a.json", '{"a":['), ("a.json", '"a" ')),
    *(("a.yaml", "a "), ("a.yaml", " "), ("a.yaml", "a: [x"), ("a.yaml", "- "), ("a.yaml", "'a: ")),
    *(("a.yaml", "a: |\n"), ("a.yaml", 'a: |\n  ["a-1", '), ("a.yaml", "a-1:\n "), ("a.yaml", "a: |\n  [\n")),
    *(
        ("a.go", "`"),
        ("a.go", "'a "),
        ("a.rs", "<'a>"),
        ("a.sql", "'"),
        ("a.sql", "'a''"),
        ("a.sql", "/*"),
        ("a.php", "'a-1' => "),
    ),
    *(("a.sh", "llm "), ("a.sh", "whisper "), ("a.sh", "hf download -a "), ("a.sh", "--a-"), ("a.sh", "${a:-")),
    *(("Dockerfile", "\n"), ("Dockerfile", "ENV a "), ("Modelfile", "\n"), ("a.ini", "\n"), ("a.ini", "a")),
)


@pytest.fixture(scope="module")
def references(small: Catalog) -> References:
    return References(small, lambda _: False)


@pytest.mark.parametrize("is_all", [True, False])
@pytest.mark.parametrize(("name", "unit"), UNITS)
def test_a_file_takes_time_by_its_size(name: str, unit: str, is_all: bool, references: References) -> None:
    kind = kind_of(name)
    assert kind
    asked = Asked(references.may_name, lambda text, slot: is_all or references.is_one(text, slot))
    begun = time.process_time()
    assert Counter(map(type, kind.reader((unit * SIZE)[:SIZE], asked))).keys() <= {Literal}
    assert (
        time.process_time() - begun < 4
    )  # 0.3 at most on an idle machine, minutes where the square of the size counts


@pytest.mark.parametrize("part", ["_model", "_modelmodel"])
def test_a_name_of_many_parts_is_examined_at_once(references: References, part: str) -> None:
    begun = time.process_time()
    name = ("my" + part * 32)[:190] + ".x"
    assert references.of(Literal(name, 0, Slot("model", "certain"))) is None
    assert time.process_time() - begun < 4
