"""A glance passes by files that name nothing, and no others, however their brackets and levels stand."""

import pytest

from fmcat.scan.json_text import read_json
from fmcat.scan.literal import Asked, Slot
from fmcat.scan.settings import read_yaml


def is_wanted(text: str, slot: Slot | None) -> bool:
    return slot is not None or text == "own-1"


ASKED = Asked(lambda _: True, is_wanted)


@pytest.mark.parametrize(
    "text",
    [
        *('{"a": "own-1"}', '{"own-1": 2}', '{"a": ["b", "own-1"]}', '["${a}/own-1"]', '{a:"own-1"}'),
        *('{"model": "x-1"}', '{"model" : "x-1"}', '{model:"x-1"}', '{model :"x-1"}', '{"Model name": "x-1"}'),
        *('{"a": "\\"", "model": "x-1"}', '["--model", "x-1"]', '["hf", "download", "x/y-1"]', '["ollama run x-1"]'),
        *(
            '{"models": {"x-1": {}}}',
            '["https://hf.co/x/y-1"]',
            '["wss://x.y/z?model=x-1"]',
            '{"a": {"model": {"id": "x-1"}}',
        ),
    ],
)
def test_json_that_names_a_model_is_read(text: str) -> None:
    assert [one.text for one in read_json(text, ASKED)]


@pytest.mark.parametrize(
    "text",
    [
        *("a: own-1", "own-1: 2", "'own-1': 2", "- own-1", "a: [b, own-1]", "a: {b: own-1}", "a: own-1 # why", "own-1"),
        *("model: x-1", '"model": x-1', "'model' : x-1", "Model name: x-1", "- model: x-1", "a:\r\n  model: x-1\r\n"),
        *("a: {model: x-1}", "a: {model:x-1}", 'a: {"model":x-1}', "a:\n- --model\n- x-1", "- -m\n- x-1 --model=x-1"),
        *("a: |\n  own-1 b", "run: b own-1", "a: b MODEL=x-1", "a: docker model run x-1", "a: tune download x/y-1"),
        *("models:\n  x-1: {}", "a: b hf://x/y-1", "my model:id: x-1", "a: hf download x/y-1", "a: >\n  own-1"),
    ],
)
def test_yaml_that_names_a_model_is_read(text: str) -> None:
    assert [one.text for one in read_yaml(text, ASKED)]


def test_what_names_nothing_is_passed_by() -> None:
    looked: list[str] = []

    def noted(text: str) -> bool:
        looked.append(text)
        return True

    asked = Asked(noted, is_wanted)
    assert not list(read_json('{"a-1": ["b", "c-2", 0.5, {"d": null}]}', asked))
    assert not list(read_yaml("a-1:\n  b: c-2\n  d: [0.5, true]\n", asked))
    assert not looked
