"""Entries of a file in the order of their ids, without a change inside them."""

import pytest

from fmcat.registry.order import sorted_models


@pytest.mark.parametrize("indent", ["", "  "])
def test_a_variant_that_begins_with_its_id_stays_in_its_model(indent: str) -> None:
    one = [
        "- id: b",
        "  variants:",
        "  - {id: z, name: Z}",
        "  - id: y",
        "    name: Y",
    ]
    other = ["# about a", "- id: a", "  name: A"]
    before = "".join(f"{indent}{line}\n" for line in [*one, *other])
    after = "".join(f"{indent}{line}\n" for line in [*other, *one])
    assert sorted_models(f"models:\n{before}x-more: 1\n") == f"models:\n{after}x-more: 1\n"


@pytest.mark.parametrize("head", ["", "schema: 1\n", "# ours\nschema: 1\n"])
@pytest.mark.parametrize("tail", ["", "vendors: []\n", "vendors:\n- id: a\n- id: 0\n"])
@pytest.mark.parametrize("models", ["models:\n", "models:   # ours\n"])
def test_what_is_around_the_models_stays(head: str, tail: str, models: str) -> None:
    text = f"{head}{models}- {{id: b, name: B}}\n\n# a\n# of two lines\n- id: 'a'\n\n{tail}"
    sorted_text = f"{head}{models}# a\n# of two lines\n- id: 'a'\n\n- {{id: b, name: B}}\n\n{tail}"
    assert sorted_models(text) == sorted_text
    assert sorted_models(sorted_text) == sorted_text


def test_a_last_line_without_an_end_gets_one() -> None:
    assert sorted_models("models:\n- id: b\n- id: a") == "models:\n- id: a\n- id: b\n"
    assert sorted_models("models:\r\n- id: b\r\n- id: a\r\n") == "models:\r\n- id: a\r\n- id: b\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "schema: 1\nvendors:\n- id: b\n- id: a\n",
        "models: [{id: b}, {id: a}]\n",
        "models:\nvendors:\n- id: b\n- id: a\n",
        "models:\n- name: B\n  id: b\n- name: A\n  id: a\n",
        "models:\n",
        "",
    ],
)
def test_entries_that_do_not_begin_with_their_id_stay(text: str) -> None:
    assert sorted_models(text) == text


def test_a_comment_right_below_the_heading_is_of_the_first_entry() -> None:
    assert sorted_models("models:\n# b\n- id: b\n- id: a\n") == "models:\n- id: a\n# b\n- id: b\n"
