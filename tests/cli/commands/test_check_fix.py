"""fmcat check --fix and --coverage: fixing files in place, and counting what is known."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

UNTIDY = """\
# My models, by hand.
schema: 1
models:
# the second one
- id: zwei   # keeps its comment
  name: Zwei
  vendor: OpenAI
  released: 2023/4/5
  modalities: [Vision, "computer-vision"]
  training: {SFT: [MIM]}
  parameters: 7_000M
  context: 131072
  license: {weights: apache-2.0}
  ids: {arxiv: "arXiv:2304.07777v2", huggingface: ["https://huggingface.co/a/zwei"]}
  access: open
  summary: {en: Two., ko: 둘이다.}
  sources: [{url: "https://example.org", for: [released, vendor]}]

# the first one
- id: eins
  name: Eins
  vendor: [meta]
  released: 2021
  modalities: [vision]
  summary: {en: One., ko: 하나다.}
  sources: [{url: "https://example.org", for: [released, vendor]}]
x-more: kept
"""

TIDY = """\
# My models, by hand.
schema: 1
models:
# the first one
- id: eins
  name: Eins
  vendor: [meta]
  released: 2021
  modalities: [vision]
  summary: {en: One., ko: 하나다.}
  sources: [{url: "https://example.org", for: [released, vendor]}]
# the second one
- id: zwei   # keeps its comment
  name: Zwei
  vendor: openai
  released: 2023-04-05
  modalities: [vision, vision]
  training: {supervised-finetuning: [masked-image-modeling]}
  parameters: 7B
  context: 131072
  license: {weights: Apache-2.0}
  ids: {arxiv: '2304.07777', huggingface: [a/zwei]}
  access: open
  summary: {en: Two., ko: 둘이다.}
  sources: [{url: "https://example.org", for: [released, vendor]}]

x-more: kept
"""

RegistryFile = Callable[[str | bytes], Path]


@pytest.mark.usefixtures("words_only")
def test_formatting_is_fixed_and_everything_else_stays(run: Run, registry_file: RegistryFile) -> None:
    path = registry_file(UNTIDY)
    before = run("check", str(path), registry=None)
    assert "normal-form" in before.out
    assert "sorted" in before.out
    ran = run("check", str(path), "--fix", registry=None)
    assert path.read_text("utf-8") == TIDY
    assert "corrected registry.yaml" in ran.err
    assert ran.out == "registry.yaml:17:3: error[repeats] zwei.modalities: the list repeats a value\n"
    assert run("check", str(path), "--fix", registry=None).err.count("corrected") == 0


@pytest.mark.usefixtures("words_only")
@pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
def test_line_ends_and_a_byte_order_mark_stay(run: Run, registry_file: RegistryFile, ending: bytes) -> None:
    mark = b"\xef\xbb\xbf"
    path = registry_file(mark + UNTIDY.encode().replace(b"\n", ending))
    run("check", str(path), "--fix", registry=None)
    assert path.read_bytes() == mark + TIDY.encode().replace(b"\n", ending)


@pytest.mark.usefixtures("words_only")
def test_a_broken_file_is_left_as_it_is(run: Run, registry_file: RegistryFile) -> None:
    path = registry_file(UNTIDY.replace("vendor: OpenAI", "vendor: Nobody"))
    before = path.read_bytes()
    ran = run("check", str(path), "--fix", registry=None)
    assert ran.code == 3
    assert path.read_bytes() == before


def test_coverage_counts_what_is_stated_withheld_and_sourced(run: Run) -> None:
    rows = {row["key"]: row for row in json.loads(run("check", "--coverage", "--format", "json").out)}
    models = int(run("list", "--count").out)
    stated = int(run("list", "has:parameters", "or", "parameters:undisclosed", "--count").out)
    assert rows["parameters"] == {
        "key": "parameters",
        "models": models,
        "stated": stated,
        "undisclosed": int(run("list", "parameters:undisclosed", "--count").out),
        "sourced": 0,
        "near": 0,
    }
    assert rows["released"]["sourced"] == 1
    assert "summary" not in rows
    assert "released" in run("check", "--coverage").out


def test_the_bundled_registry_is_fixed_only_on_request(run: Run, small_bundled: Path) -> None:
    path = small_bundled / "small.yaml"
    path.write_text(path.read_text("utf-8").replace("parameters: 1.1B", "parameters: 1_100M"), "utf-8")
    before = path.read_bytes()
    assert "normal-form" in run("check", registry=None).out
    run("check", "--fix", registry=None)
    assert path.read_bytes() == before
    run("check", str(small_bundled), "--fix", registry=None)
    assert path.read_bytes() != before
