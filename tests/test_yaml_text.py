"""How a registry is written: every text reads back the same, in any YAML reader."""

import pytest
import yaml

from fmcat.yaml_text import written


@pytest.mark.parametrize(
    "text", ["no", "12", "2103.00020", "~", "", "a: b", "# x", "한글", "a\nb", "a\u2028b", "'", '"', "- a"]
)
def test_a_text_stays_a_text(text: str) -> None:
    assert yaml.safe_load(written({"name": text, "aliases": [text]})) == {"name": text, "aliases": [text]}


def test_a_date_is_not_quoted() -> None:
    assert written({"released": "2021-04-29"}) == "released: 2021-04-29\n"


def test_a_short_list_is_on_one_line_and_a_long_one_below_its_key() -> None:
    assert written({"modalities": ["vision", "language"]}) == "modalities: [vision, language]\n"
    names = [f"a rather long alias {number}" for number in range(6)]
    assert written({"aliases": names}) == "aliases:\n" + "".join(f"- {name}\n" for name in names)


def test_an_entry_has_one_key_per_line() -> None:
    assert written([{"id": "a", "name": "A"}]) == "- id: a\n  name: A\n"


def test_what_a_log_takes_for_a_command_is_escaped() -> None:
    assert "##[" not in written({"name": "##[error] x"})
    assert yaml.safe_load(written({"name": "##[error] x"})) == {"name": "##[error] x"}
