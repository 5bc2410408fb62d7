"""Completion, called as each shell's script calls it."""

import os
import subprocess
import sys

import pytest

from tests.conftest import SMALL


def completed(shell: str, **asked: str) -> list[str]:
    """fmcat's answer to a shell."""
    environment = {**os.environ, "_FMCAT_COMPLETE": f"complete_{shell}", **asked}
    ran = subprocess.run([sys.executable, "-m", "fmcat"], env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in ran.stderr
    assert ran.returncode != 70, ran.stderr
    return ran.stdout.split()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["fmcat", "li"], ["list"]),
        (["fmcat", "list", "--mod"], ["--modality"]),
        (["fmcat", "list", "--method", "self-di"], ["self-distillation"]),
        (["fmcat", "list", "-m", "vis"], ["vision"]),
        (["fmcat", "timeline", "vis"], ["vision"]),
        (["fmcat", "list", "capab"], ["capability:", "capabilities:"]),
        (["fmcat", "list", "method", ":", "self-di"], ["self-distillation"]),
        (["fmcat", "list", "sort", ":", "context"], ["context"]),
        (["fmcat", "list", "access", ":"], ["open", "api"]),
        (["fmcat", "list", "under", ":", "llava"], ["llava"]),
        (["fmcat", "list", "-s", "params"], []),
        (["fmcat", "list", "-s", "parameters"], ["parameters", "parameters-"]),
        (["fmcat", "list", "-c", "name,conte"], ["name,context"]),
        (["fmcat", "show", "llav"], ["llava"]),
        (["fmcat", "explain", "self-di"], ["self-distillation"]),
        (["fmcat", "export", "-f", "jsonl"], ["jsonl"]),
    ],
)
def test_bash_completes_commands_options_fields_values_and_names(words: list[str], expected: list[str]) -> None:
    answered = completed("bash", COMP_WORDS="\n".join(words), COMP_CWORD=str(len(words) - 1))
    assert set(expected) <= set(answered)
    assert all(word.startswith(words[-1].removeprefix(":")) for word in answered)
    assert expected or not answered


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_other_shells_complete_names_too(shell: str) -> None:
    asked = {
        "_TYPER_COMPLETE_ARGS": "fmcat show llav",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "llav",
    }
    assert "llava" in " ".join(completed(shell, **asked))


def test_an_unreadable_registry_completes_nothing_and_prints_nothing() -> None:
    words = ["fmcat", "show", "cl"]
    assert completed("bash", COMP_WORDS="\n".join(words), COMP_CWORD="2", FMCAT_REGISTRY="/gone.yaml") == []


def test_values_complete_in_any_case_and_bash_never_offers_files_for_a_query() -> None:
    words = ["fmcat", "list", "license", ":", "ap"]
    licenses = completed("bash", COMP_WORDS="\n".join(words), COMP_CWORD="4")
    assert "Apache-2.0" in licenses
    assert "APAFML" not in licenses, "no model has it"
    words = ["fmcat", "list", "license", ":", "zzz"]
    assert completed("bash", COMP_WORDS="\n".join(words), COMP_CWORD="4") == ["zzz"]


def test_a_registry_named_on_the_line_is_completed_from() -> None:
    line = ["fmcat", "--registry", str(SMALL), "--only", "show", "mix"]
    assert completed("bash", COMP_WORDS="\n".join(line), COMP_CWORD="5") == ["mixture"]
    assert "mixture" not in completed("bash", COMP_WORDS="fmcat\nshow\nmix", COMP_CWORD="2")
    after = ["fmcat", "show", "--only", "--registry", str(SMALL), "mix"]
    assert completed("bash", COMP_WORDS="\n".join(after), COMP_CWORD="5") == ["mixture"]


@pytest.mark.parametrize("number", ["abc", "", "-1", "9" * 5000, "٣"])
def test_an_invalid_word_number_breaks_nothing(number: str) -> None:
    assert "bug" not in " ".join(completed("bash", COMP_WORDS="fmcat\nli", COMP_CWORD=number))


def test_bash_completion_without_the_words_of_a_line_is_not_a_bug() -> None:
    assert "list" in completed("bash")


@pytest.mark.parametrize(("words", "said"), [("fmcat lis", "표로"), ("fmcat list --method", "학습한")])
def test_completions_are_explained_in_korean(words: str, said: str) -> None:
    assert said in " ".join(completed("zsh", _TYPER_COMPLETE_ARGS=words, FMCAT_LANG="ko"))
