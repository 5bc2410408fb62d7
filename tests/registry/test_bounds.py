"""Files that take memory on purpose are refused early, within the limits of a child process."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from fmcat.registry import parse

HEAD = "schema: 1\nmodels:\n- id: a\n  name: A\n  vendor: meta\n  released: 2024\n  modalities: [language]\n"
MEMORY = 2**30


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (
            "keys.yaml",
            "schema: 1\n" + "".join(f"k{number}: 1\n" for number in range(1_000_000)),
            "more than 10000 values",
        ),
        (
            "lineage.yaml",
            f"{HEAD}  lineage:\n    successor-of:\n" + "".join(f"    - m{number}\n" for number in range(700_000)),
            "more than 10000 values",
        ),
        ("key.yaml", f"schema: 1\n? {'k' * 10_000_000}\n: 1\n", "is too long"),
        ("dense.yaml", f"schema: 1\nx-a: [{'1,' * 600_000}1]\n", "values in a file of this size"),
        (
            "numbers.json",
            f'{{"schema": 1, "models": [{{"id": "a", "x-a": [{"12345," * 1_000_000}1]}}]}}',
            "more than 10000",
        ),
        ("values.json", f'{{"schema": 1, "models": [{"[]," * 2_600_000}[]]}}', "more than 2,500,000 values"),
        ("values.jsonl", f'{{"id": "a", "x-a": [{"[]," * 2_600_000}[]]}}', "more than 2,500,000 values"),
    ],
    # a name of megabytes would not fit a child's environment
    ids=["keys", "lineage", "key", "dense", "numbers", "values-json", "values-jsonl"],
)
def test_a_large_file_of_nothing_useful_is_refused_within_a_gibibyte(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "fmcat", "check", str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert ran.returncode == 3, ran.stderr[-500:]
    assert says in ran.stderr
    assert len(ran.stderr.splitlines()) == 2


def test_a_yaml_file_has_a_limited_number_of_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MOST_VALUES", 7)
    assert parse.read_yaml("a: [1, {}]\nb: 2", "f.yaml") == {"a": ["1", {}], "b": "2"}
    with pytest.raises(parse.ParseError, match="more than 7 values") as refused:
        parse.read_yaml("a: [1, {}]\nb: [2]", "f.yaml")
    assert (refused.value.line, refused.value.column) == (2, 5)
