"""What names look like that the catalog does not know, a rule at a time."""

import pytest

from fmcat.scan.literal import Degree, Slot
from fmcat.scan.shapes import is_of_something_else, looks_like_model

HEADS, OWNERS = frozenset(("gpt", "claude")), frozenset(("openai", "azure"))


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-17T20:11:42Z",
        "6bdca3d5-3eae-4de0-ac34-786d8063b7ee",
        "f00dfeedbeef0",
        "5.06e-5",
        "x-api-key-2",
        "apps/v1",
        "policy/v1beta1",
        "ft-AbCdEfGhIjKlMnOpQr",
        "parrot/my-org",
        "my-org:parrot-1",
        "test/parrot-1",
        "your-finetunedmodel/parrot-1",
        "your-provider/parrot-1",
    ],
)
def test_what_stands_for_something_else_is_not_a_name_of_a_model(text: str) -> None:
    assert is_of_something_else(text)


@pytest.mark.parametrize("text", ["parrot-1b", "contest/parrot-1", "ft-parrot", "f00d", "your-parrot/parrot-1"])
def test_what_only_resembles_that_may_be_a_name(text: str) -> None:
    assert not is_of_something_else(text)


@pytest.mark.parametrize(
    ("text", "rule", "degree", "is_model"),
    [
        ("parrot-blue", "completion", "certain", True),
        ("parrot", "completion", "certain", False),
        ("p1-", "completion", "certain", True),
        ("p-", "completion", "certain", False),
        ("openai-azure", "completion", "certain", False),
        ("run-7b", "completion", "certain", False),
        ("my-parrot-7b", "completion", "certain", False),
        ("parrot_7b", "completion", "certain", False),
        ("parrot_7b", "timm", "certain", True),
        ("parrot:7b", "checkpoint", "likely", True),
        ("parrot:latest", "checkpoint", "likely", True),
        ("parrot:blue", "checkpoint", "likely", False),
        ("parrot-7b", "checkpoint", "likely", True),
        ("parrot.7b", "checkpoint", "likely", False),
        ("parrot-test-7b", "checkpoint", "likely", False),
        ("iphone-7b", "checkpoint", "likely", False),
        ("e1000-82540em", "model", "likely", False),
        ("Parrot-7B", "checkpoint", "likely", True),
        ("Parrot-2", "checkpoint", "likely", False),
        ("Gpt-9", "checkpoint", "likely", True),
        ("parrot-2", "checkpoint", "likely", True),
        ("gpt-blue", "checkpoint", "likely", True),
        ("parrot-blue", "model", "likely", False),
        ("parrot-pro", "model", "likely", True),
        ("parrot-pro", "checkpoint", "likely", False),
        ("gpt-blue", "part", "likely", False),
        ("gpt-9", "part", "likely", True),
        ("openai-chat", "model", "likely", False),
        ("text-chat", "model", "likely", False),
        ("openai-base-chat", "model", "likely", False),
    ],
)
def test_each_rule_of_a_name_decides(text: str, rule: str, degree: Degree, is_model: bool) -> None:
    assert looks_like_model(text, Slot(rule, degree), HEADS, OWNERS) == is_model
