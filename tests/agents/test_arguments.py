"""What a call may give as an argument."""

from typing import Any

import pytest

from fmcat.agents.arguments import Argument, input_schema, read
from fmcat.agents.stream import mended
from fmcat.errors import BadUsage

_ALL = (
    Argument("text", "text", "A text.", least=1, most=10),
    Argument("names", "texts", "Names.", default=[], most=3),
    Argument("limit", "count", "A number.", default=5, least=1, most=9),
    Argument("down", "flag", "Yes or no.", default=False),
    Argument("by", "text", "One of two.", default="year", choices=("year", "month")),
)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"limit": "3"}, ("limit", 3)),
        ({"limit": 3.0}, ("limit", 3)),
        ({"limit": None}, ("limit", 5)),
        ({"names": '["a", "b"]'}, ("names", ["a", "b"])),
        ({"names": "a, b"}, ("names", ["a", "b"])),
        ({"names": None}, ("names", [])),
        ({"down": "True"}, ("down", True)),
        ({"by": "month"}, ("by", "month")),
        ({"text": " a "}, ("text", "a")),
    ],
)
def test_a_value_is_understood_as_clients_send_it(given: dict[str, Any], expected: tuple[str, Any]) -> None:
    assert read(_ALL, {"text": "x"} | given)[expected[0]] == expected[1]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"text": None}, "text: needs a value"),
        ({"text": ""}, "text: has 0 characters; 1 to 10 are allowed"),
        ({"text": "a" * 11}, "text: has 11 characters; 1 to 10 are allowed"),
        ({"text": 3}, "text: needs text, not 3"),
        ({"text": ["a"]}, 'text: needs text, not ["a"]'),
        ({"limit": True}, "limit: needs a whole number, not true"),
        ({"limit": 2.5}, "limit: needs a whole number, not 2.5"),
        ({"limit": float("inf")}, "limit: needs a whole number"),
        ({"limit": 10**5000}, "limit: needs a whole number, not a number that large"),
        ({"limit": "9" * 5000}, "limit: needs a whole number, not '999"),
        ({"limit": 0}, "limit: is 0; 1 to 9 are allowed"),
        ({"names": [1]}, "names: needs a list of texts, not [1]"),
        ({"names": list("abcd")}, "names: has 4 items; 0 to 3 are allowed"),
        ({"names": ["a" * 400]}, "names: an item has 400 characters"),
        ({"down": 1}, "down: needs true or false, not 1"),
        ({"by": "day"}, "by: 'day' is not one of year, month"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_one_short_line(given: dict[str, Any], why: str) -> None:
    with pytest.raises(BadUsage) as refused:
        read(_ALL, {"text": "x"} | given)
    assert refused.value.message.startswith(why)
    assert len(refused.value.message) < 150


def test_the_schema_has_the_bounds() -> None:
    schema = input_schema(_ALL)
    assert schema["required"] == ["text"]
    assert schema["additionalProperties"] is False
    limit = schema["properties"]["limit"]
    assert (limit["minimum"], limit["maximum"], limit["default"]) == (1, 9, 5)
    assert schema["properties"]["names"]["maxItems"] == 3
    assert schema["properties"]["by"]["enum"] == ["year", "month"]


def test_only_half_a_surrogate_pair_is_replaced() -> None:
    assert mended(r'"\ud800"') == r'"\ufffd"'
    assert mended(r'"\udc00\ud83d\ude00\ud83d"') == r'"\ufffd\ud83d\ude00\ufffd"'
    assert mended(r'"\\ud800 \u00e9"') == r'"\\ud800 \u00e9"'
