"""Broken registries: every problem at once, each with its position and how to fix it, and never a traceback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from fmcat import Catalog
from fmcat.errors import BadRegistry
from fmcat.facts import stated
from fmcat.registry import parse
from fmcat.registry.locate import Layer
from fmcat.registry.read import read_registry
from fmcat.text import TOO_DEEP
from tests.conftest import Run

SMALL = (Path(__file__).parent.parent / "data" / "small.yaml").read_text("utf-8")
HEAD = "schema: 1\nmodels:\n"
ONE = "- id: one\n  name: One\n  vendor: meta\n  released: 2024\n  modalities: [vision]\n"
WriteFile = Callable[..., Path]
ENTRY_OPEN = '{"id": "one", "name": "One", "vendor": "meta", "released": "2024", "modalities": ["vision"], '


def problems(path: Path, *under: Path) -> list[str]:
    layers = [Layer("named", file, (file,)) for file in (*under, path)]
    with pytest.raises(BadRegistry) as bad:
        list(read_registry(layers).models())
    return list(bad.value.problems)


def only_problem(path: Path, *under: Path) -> str:
    [problem] = problems(path, *under)
    return problem


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "registry.yaml:1:1: the file is empty; a registry begins with schema: 1"),
        ("# only a remark\n", "registry.yaml:1:1: the file is empty"),
        ("[]", "the file is empty"),
        ("just words", "registry.yaml:1:1: a registry must be a mapping"),
        ("models: []", "registry.yaml:1:1: schema: a registry file must begin with schema: 1"),
        ("schema: 2\n", "registry.yaml:1:9: schema: schema 2 is newer than this fmcat supports; upgrade fmcat"),
        ("schema: 1\nmodles: []\n", "registry.yaml:2:1: modles: unknown key 'modles'; did you mean models?"),
        ("schema: 1\nmodels: {}\n", "registry.yaml:2:1: models: must be a list of entries"),
        ("schema: 1\nmodels:\n- just words\n", "registry.yaml:3:3: models.0: an entry must be a mapping with an id"),
        ("schema: 1\nschema: 1\n", "registry.yaml:2:1: duplicate key 'schema' (first on line 1)"),
        (HEAD + "- id: one\n  name: [a\n", "registry.yaml:5:1: not valid YAML: did not find expected ',' or ']'"),
        (HEAD + "-\tid: one\n\tname: x\n", "indent with spaces"),
        (HEAD + "- &x {id: one}\n", "registry.yaml:3:3: anchors (&name) and tags (!name) are not allowed"),
        (HEAD + "- id: !!python/name:os.system one\n", "registry.yaml:3:7: anchors (&name) and tags"),
        ("schema: 1\nx-a: 1\n---\nschema: 1\n", "registry.yaml:3:1: a registry must be one YAML document"),
        (HEAD + "- {id: one, ? [a]: b}\n", "a key must be plain text"),
        ("a: " + "[" * 10_000, "registry.yaml:1:23: values nest deeper than 20 levels"),
        ("- " * 10_000 + "a", "values nest deeper than 20 levels"),
        ("schema: 1\nx: " + "{a: " * 10_000 + "1" + "}" * 10_000, "values nest deeper than 20 levels"),
    ],
)
def test_a_file_that_is_not_a_registry_is_one_clear_line(registry_file: WriteFile, text: str, says: str) -> None:
    assert says in only_problem(registry_file(text))


def test_an_alias_bomb_is_refused_at_its_first_anchor(registry_file: WriteFile) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "registry.yaml:1:4: anchors" in only_problem(registry_file(bomb))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"schema: 1\nx-a: caf\xe9\n", "registry.yaml:2:9: byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (b"\xff\xfes\x00c\x00h\x00", "is not UTF-8"),
        ("schema: 1\nx-a: a\u202eb\n".encode(), "registry.yaml:2:7: the invisible character U+202E is not allowed"),
        (b"schema: 1\nx-a: a\x00b\n", "registry.yaml:2:7: the invisible character U+0000 is not allowed"),
        ((HEAD + ONE.replace("name: One", r'name: "O\u001bne"')).encode(), "invisible character U+001B is not allowed"),
    ],
)
def test_bytes_that_are_not_plain_text_are_refused_at_their_position(
    registry_file: WriteFile, small_file: Path, data: bytes, says: str
) -> None:
    assert any(says in problem for problem in problems(registry_file(data), small_file))


def test_a_byte_order_mark_and_windows_line_ends_are_read(registry_file: WriteFile) -> None:
    path = registry_file(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert len(Catalog.load(path, only=True)) == 9


def test_every_problem_of_every_entry_is_reported_at_once(registry_file: WriteFile, small_file: Path) -> None:
    text = HEAD + (
        "- id: one\n  name: One\n  vendor: mata\n  released: 2024-13\n  modalities: [vison, language]\n  lisense: MIT\n"
        "- id: two\n  vendor: meta\n  released: 2024\n  modalities: [vision]\n"
        "  training: {pretraining: [self-destillation]}\n  lineage: {successor-of: [clap]}\n"
        "- id: three\n  name: DINO v2\n  vendor: meta\n  released: 2024\n  modalities: []\n  parameters: many\n"
    )
    assert problems(registry_file(text), small_file) == [
        "registry.yaml:5:11: one.vendor: unknown vendor 'mata'; did you mean meta?",
        "registry.yaml:6:13: one.released: '2024-13' is not a date: there is no month 13",
        "registry.yaml:7:16: one.modalities.0: unknown modality 'vison'; did you mean vision?",
        "registry.yaml:8:3: one.lisense: unknown key 'lisense'; did you mean license?",
        "registry.yaml:9:3: two.name: is missing",
        "registry.yaml:13:28: two.training.pretraining.0: unknown training method 'self-destillation'; "
        "did you mean self-distillation?",
        "registry.yaml:14:28: two.lineage.successor-of.0: unknown model 'clap'; did you mean clip?",
        "registry.yaml:19:3: three.modalities: must not be empty; leave the key out if the fact is unknown",
        "registry.yaml:20:15: three.parameters: 'many' is not a quantity; write 86M, 1.1B, 128k or a whole number",
    ]


def test_names_are_unique_whatever_their_case_and_spacing(registry_file: WriteFile, small_file: Path) -> None:
    assert "registry.yaml:4:9: one.name: 'dino V2' is already a name of dinov2" in only_problem(
        registry_file(HEAD + ONE.replace("name: One", "name: dino V2")), small_file
    )
    assert "duplicate id (first at registry.yaml:3:3)" in only_problem(registry_file(HEAD + ONE + ONE), small_file)


def test_checkpoint_ids_are_unique_within_a_model_and_can_be_given(registry_file: WriteFile, small_file: Path) -> None:
    variants = "  variants:\n  - name: One 7B\n  - name: 7b\n"
    assert only_problem(registry_file(HEAD + ONE + variants), small_file) == (
        "registry.yaml:10:11: one.variants.1.name: one/7b is the checkpoint id of 'One 7B' too; give the variant an id"
    )
    given = variants.replace("name: 7b", "name: 7b\n    id: seven")
    assert "one" in Catalog.load(small_file, registry_file(HEAD + ONE + given), only=True)
    unspelled = "  variants:\n  - name: 큰 모델\n"
    assert "no checkpoint id can be made of '큰 모델'" in only_problem(
        registry_file(HEAD + ONE + unspelled), small_file
    )


def test_words_mean_what_is_written_not_what_yaml_1_1_guesses(registry_file: WriteFile, small_file: Path) -> None:
    text = HEAD + (
        "- id: one\n  name: 3.10\n  aliases: [no, 12:30, 0123, 1_0, .5]\n  vendor: meta\n"
        "  released: 2021\n  modalities: [vision]\n  parameters: 7e9\n"
    )
    catalog = Catalog.load(small_file, registry_file(text), only=True)
    assert stated(catalog.document("one")) == {
        "id": "one",
        "name": "3.10",
        "aliases": ["no", "12:30", "0123", "1_0", ".5"],
        "vendor": ["meta"],
        "released": "2021",
        "modalities": ["vision"],
        "parameters": {"total": 7_000_000_000},
    }


def test_a_term_may_be_written_by_any_of_its_names(registry_file: WriteFile, small_file: Path) -> None:
    text = HEAD + ONE.replace("[vision]", "[Computer Vision, 언어]") + "  training: {사전 학습: [SSL]}\n"
    document = {**Catalog.load(small_file, registry_file(text), only=True).document("one")}
    assert document["modalities"] == ["vision", "language"]
    assert document["training"] == {"pretraining": ["self-supervised-learning"]}


def test_a_license_is_an_spdx_expression_or_one_in_the_taxonomy(registry_file: WriteFile, small_file: Path) -> None:
    good = HEAD + ONE + "  license: {weights: apache-2.0 OR (MIT AND LicenseRef-Llama), code: undisclosed}\n"
    assert Catalog.load(small_file, registry_file(good), only=True).document("one")["license"] == {
        "weights": "Apache-2.0 OR (MIT AND LicenseRef-Llama)",
        "code": "undisclosed",
    }
    bad = HEAD + ONE + "  license: {weights: Apache-2}\n"
    assert "did you mean Apache-2.0" in only_problem(registry_file(bad), small_file)


def test_a_taxonomy_has_no_cycle_no_dangling_term_and_no_repeated_word(registry_file: WriteFile) -> None:
    term = "  - {{id: {0}, label: {{en: {0}}}, definition: {{en: x}}, broader: [{1}]{2}}}\n"
    text = "schema: 1\ntaxonomy:\n  method:\n" + term.format("a", "b", "") + term.format("b", "a", ", aliases: [A]")
    text += term.format("c", "gone", "")
    found = "\n".join(problems(registry_file(text)))
    assert "method.a: is broader than itself" in found
    assert "method.c.broader.0: unknown training method 'gone'" in found
    assert "method.b: 'A' is already a name of a" in found


def test_a_later_layer_overrides_facts_appends_and_hides(registry_file: WriteFile, small_file: Path) -> None:
    text = HEAD + (
        "- id: clip\n  released: 2021-02\n  +aliases: [CLIP by OpenAI]\n  license: {weights: Apache-2.0}\n"
        "- id: mae\n  hide: yes\n" + ONE
    )
    catalog = Catalog.load(small_file, registry_file(text), only=True)
    clip = catalog.document("CLIP by OpenAI")
    assert clip["released"] == "2021-02"
    assert clip["aliases"] == ["Contrastive Language-Image Pretraining", "CLIP by OpenAI"]
    assert clip["license"] == {"weights": "Apache-2.0", "code": "MIT"}
    assert "mae" not in catalog
    assert "one" in catalog


def test_json_lines_add_and_override_entries_and_point_at_their_lines(
    registry_file: WriteFile, small_file: Path
) -> None:
    line = '{"id": "one", "name": "One", "vendor": "meta", "released": 2024, "modalities": ["vision"]}\n'
    path = registry_file(line + "\n" + '{"id": "clip", "released": "2021-02"}\n', name="more.jsonl")
    catalog = Catalog.load(small_file, path, only=True)
    assert catalog.document("one")["released"] == "2024"
    assert catalog.document("clip")["released"] == "2021-02"
    broken = registry_file(line + "{broken\n" + line.replace("vision", "vison").replace("one", "two"), name="bad.jsonl")
    assert problems(broken, small_file) == [
        "bad.jsonl:2:2: not valid JSON: Expecting property name enclosed in double quotes",
        "bad.jsonl:3:1: two.modalities.0: unknown modality 'vison'; did you mean vision?",
    ]


def test_a_deeply_nested_json_line_is_one_clear_line(registry_file: WriteFile, small_file: Path) -> None:
    assert "deep.jsonl:1:1: values nest deeper than 20 levels" in only_problem(
        registry_file("[" * 100_000, name="deep.jsonl"), small_file
    )


class ShallowLoader(yaml.Loader):
    """A YAML parser that refuses deep nesting itself, before it reports what it read, with its own message."""

    deepest = 100

    def fetch_flow_collection_start(self, token_class: Any) -> None:
        if self.flow_level == self.deepest:
            raise yaml.scanner.ScannerError(None, None, "so many brackets!", self.get_mark())
        super().fetch_flow_collection_start(token_class)


@pytest.mark.parametrize(("text", "column"), [("a: " + "[" * 200, 23), ("a: " + "{a: " * 200, 80), ("[" * 101, 21)])
def test_a_limit_of_the_parser_is_reported_in_our_words(
    monkeypatch: pytest.MonkeyPatch, text: str, column: int
) -> None:
    monkeypatch.setattr(parse, "LOADER", ShallowLoader)
    with pytest.raises(parse.ParseError) as refused:
        parse.read_yaml(text, "file")
    assert (refused.value.message, refused.value.line, refused.value.column) == (TOO_DEEP, 1, column)


@pytest.mark.parametrize("name", ["bad.json", "bad.jsonl", "bad.yaml"])
@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        (r"x-\u001b[2J", "1", "U+001B is not allowed"),
        (r"x-a\nb", "1", "a key must be on one line"),
        (r"na\n::error::", "1", "a key must be on one line"),
        ("x-a", r'"\u202e"', "U+202E is not allowed"),
        ("x-a", r'[{"b": "\ufffe"}]', "U+FFFE is not allowed"),
        ("x-a", "[" * 18 + "]" * 18, "deeper than 20 levels"),
        ("x-a", '["' + "a" * 10 + '"' + ', "b"' * 10_000 + "]", "more than 10000 values"),
        ("x-" + "a" * 1000, "1", "is too long"),
        ("x-a", '"' + "a" * 6000 + '"', "6000 characters are too many"),
    ],
)
def test_own_keys_are_validated_like_all_others(
    registry_file: WriteFile, small_file: Path, name: str, key: str, value: str, says: str
) -> None:
    entry = ENTRY_OPEN + f'"{key}": {value}}}'
    text = entry if name.endswith("jsonl") else f'{{"schema": 1, "models": [{entry}]}}'
    assert says in only_problem(registry_file(text, name=name), small_file)


@pytest.mark.parametrize("name", ["bad.json", "bad.jsonl"])
@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("NaN", "finite"),
        ("-Infinity", "finite"),
        ("1e999", "finite"),
        ("9" * 5000, "too large"),
        (r'"\ud800"', "U+D800 is not allowed"),
        ("[" * 2000 + "]" * 2000, "deeper than 20 levels"),
        ("[" * 200_000, "deeper than 20 levels"),
    ],
)
def test_json_values_that_other_readers_do_not_have_are_refused(
    registry_file: WriteFile, small_file: Path, name: str, value: str, says: str
) -> None:
    entry = ENTRY_OPEN + f'"x-n": {value}}}'
    assert says in only_problem(registry_file(entry, name=name), small_file)


def test_text_is_read_in_one_normal_form(registry_file: WriteFile, small_file: Path) -> None:
    text = HEAD + ONE.replace("One", "Cafe\u0301") + "  x-note: [e\u0301]\n"
    document = {**Catalog.load(small_file, registry_file(text), only=True).document("one")}
    assert (document["name"], document["x-note"]) == ("Caf\u00e9", ["\u00e9"])
    again = registry_file("schema: 1\nx-\u00e9: 1\nx-e\u0301: 2\n", name="again.yaml")
    assert "duplicate" in only_problem(again, small_file)


@pytest.mark.parametrize("version", ["9" * 5000, "9" * 10])
def test_a_version_of_any_length_is_one_clear_line(registry_file: WriteFile, version: str) -> None:
    problem = only_problem(registry_file(f"schema: {version}\n"))
    assert "is newer than this fmcat supports" in problem
    assert len(problem) < 200


@pytest.mark.parametrize("entry_id", ["' m '", "\u00a0m"])
def test_an_id_is_the_same_with_blanks_around_it(registry_file: WriteFile, small_file: Path, entry_id: str) -> None:
    path = registry_file(HEAD + ONE.replace("id: one", f"id: {entry_id}"))
    assert Catalog.load(small_file, path, only=True).document("m")["id"] == "m"
    twice = registry_file(HEAD + ONE + ONE.replace("id: one", "id: ' one '"), name="twice.yaml")
    assert "duplicate" in only_problem(twice, small_file)


def test_vendors_and_terms_with_blanks_around_their_ids_are_read(registry_file: WriteFile, small_file: Path) -> None:
    text = "schema: 1\nvendors:\n- {id: ' lab ', label: {en: Lab}}\ntaxonomy:\n  method:\n"
    text += "  - {id: ' trick ', label: {en: Trick}, definition: {en: x}}\n"
    text += "models:\n" + ONE.replace("meta", "lab") + "  training: {pretraining: [trick, trick]}\n"
    document = {**Catalog.load(small_file, registry_file(text), only=True).document("one")}
    assert (document["vendor"], document["training"]) == (["lab"], {"pretraining": ["trick"]})


@pytest.mark.parametrize("line", ["name: undisclosed", "aliases: [Undisclosed]", "family: undisclosed"])
def test_nothing_is_named_by_the_word_for_what_is_not_disclosed(
    registry_file: WriteFile, small_file: Path, line: str
) -> None:
    key = line.split(":")[0]
    entry = ONE.replace("name: One", line) if key == "name" else f"{ONE}  {line}\n"
    assert "choose another name" in only_problem(registry_file(HEAD + entry), small_file)


@pytest.mark.parametrize("name", ["constructor", "tostring", "hasownproperty"])
def test_words_of_programs_are_names_like_any_other(registry_file: WriteFile, small_file: Path, name: str) -> None:
    path = registry_file(HEAD + ONE.replace("id: one", f"id: {name}"))
    assert Catalog.load(small_file, path, only=True).select(f"id:{name}").ids() == [name]


@pytest.mark.parametrize("day", ["２０２５-０５", "٢٠٢٥", "２０２５/5"])
def test_dates_in_other_digits_are_refused(registry_file: WriteFile, small_file: Path, day: str) -> None:
    path = registry_file(HEAD + ONE.replace("2024", f"'{day}'"))
    assert "write 2021, 2021-02 or 2021-02-26" in only_problem(path, small_file)


def test_sizes_in_other_digits_are_refused(registry_file: WriteFile, small_file: Path) -> None:
    assert "is not a quantity" in only_problem(registry_file(HEAD + ONE + "  parameters: ７B\n"), small_file)


def test_a_broken_license_expression_is_refused(registry_file: WriteFile, small_file: Path) -> None:
    for text, says in [
        ("Apache-2.0 MIT", "AND or OR is missing"),
        ("(MIT", "is never closed"),
        ("MIT WITH Nonsense-exception", "unknown license exception"),
        ("Apache 2", "did you mean Apache-2.0"),
    ]:
        path = registry_file(f"{HEAD}{ONE}  license: {{weights: '{text}'}}\n")
        assert says in only_problem(path, small_file)


@pytest.mark.parametrize("word", ["yes", "true", "True"])
def test_every_word_for_yes_hides_an_entry(registry_file: WriteFile, small_file: Path, word: str) -> None:
    path = registry_file(f"{HEAD}- id: mae\n  hide: {word}\n")
    assert "mae" not in Catalog.load(small_file, path, only=True)


def test_an_appended_list_has_no_repeats(registry_file: WriteFile, small_file: Path) -> None:
    path = registry_file(HEAD + "- id: clip\n  +aliases: [Ours, Contrastive Language-Image Pretraining]\n")
    aliases = Catalog.load(small_file, path, only=True).document("clip")["aliases"]
    assert aliases == ["Contrastive Language-Image Pretraining", "Ours"]


def test_the_id_of_a_term_means_that_term_whatever_else_is_labeled_so(registry_file: WriteFile) -> None:
    term = "  - {{id: {0}, label: {{en: {1}}}, definition: {{en: x}}}}\n"
    terms = term.format("a", "b") + term.format("b", "c")
    path = registry_file(f"schema: 1\ntaxonomy:\n  method:\n{terms}")
    raw = read_registry([Layer("named", path, (path,))])
    assert raw.vocabulary.find("method", "b") == "b"


def test_a_value_replaced_as_a_whole_comes_from_the_layer_that_replaced_it(registry_file: WriteFile) -> None:
    vendors = "schema: 1\nvendors:\n- {id: meta, label: {en: Meta}}\ntaxonomy:\n  modality:\n"
    vendors += "  - {id: vision, label: {en: Vision}, definition: {en: x}}\n"
    files = [
        registry_file(vendors + "models:\n" + ONE + "  x-a: {b: 1, c: 2}\n", name="a.yaml"),
        registry_file(HEAD + "- {id: one, x-a: {b: 3}}\n", name="b.yaml"),
        registry_file(HEAD + "- {id: one, x-a: plain}\n", name="c.yaml"),
    ]
    registry = read_registry([Layer(file.stem, file, (file,)) for file in files])
    assert dict(registry.origins("one")) == {"": "a", "x-a": "c"}


def test_what_refers_to_a_file_that_is_not_a_registry_is_not_a_problem_too(tmp_path: Path) -> None:
    base, own = tmp_path / "base.yaml", tmp_path / "own.yaml"
    base.write_text(f"{SMALL}\nschema: 1\n", "utf-8")
    own.write_text(HEAD + ONE + "  lineage: {based-on: [clip]}\n", "utf-8")
    assert "duplicate key 'schema'" in only_problem(own, base)


def test_a_finding_in_json_is_in_the_registry_it_comes_from(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        entry = {
            "id": name,
            "name": name,
            "vendor": ["meta"],
            "released": "2026",
            "modalities": ["vision"],
            "access": "open",
        }
        (tmp_path / f"{name}.json").write_text(json.dumps({"schema": 1, "models": [entry]}))
    options = [part for name in ("one", "two") for part in ("--registry", str(tmp_path / f"{name}.json"))]
    ran = run("--only", *options, "check", registry=None)
    places = {line.split(": ")[0] for line in ran.lines if "open-weights" in line}
    assert places == {str(tmp_path / "one.json"), str(tmp_path / "two.json")}
