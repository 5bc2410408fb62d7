"""How what is wrong in an entry is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

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
