"""The Python API: documents and typed models of a catalog."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fmcat import Catalog, Model
from fmcat.errors import NotFound
from tests.conftest import SMALL, compiled


def test_a_catalog_counts_iterates_and_knows_its_names(small: Catalog) -> None:
    assert len(small) == len(list(small)) == 9
    assert all(isinstance(model, Model) for model in small)
    assert "dino v2" in small
    assert "dino v3" not in small
    assert 3 not in small


@pytest.mark.parametrize("name", ["dinov2", "DINOv2", "dino v2", "DINO-V2", "dino_version 2"])
def test_a_model_answers_to_any_of_its_names(small: Catalog, name: str) -> None:
    assert small[name].id == "dinov2"
    assert small[name].training == {"pretraining": ["self-distillation", "masked-image-modeling"]}


def test_an_unknown_name_gets_suggestions(small: Catalog) -> None:
    with pytest.raises(NotFound) as unknown:
        small["lava"]
    assert unknown.value.details == ("did you mean llava?",)


def test_a_selection_is_counted_listed_and_turned_into_records(small: Catalog) -> None:
    chosen = small.select("method:contrastive year:2021..")
    assert len(chosen) == 1
    assert chosen.ids() == ["clip"]
    assert [model.name for model in chosen] == ["CLIP"]
    assert chosen.to_records()[0]["parameters"] == {"total": 428_000_000}
    assert repr(chosen) == "<fmcat selection of 1 models>"


def test_stored_texts_are_the_documents(small: Catalog) -> None:
    query = small.query("sort:id")
    assert [json.loads(text) for text in small.texts(query)] == list(small.documents(query))
    assert [document["id"] for document in small.documents(query, limit=2)] == ["clip", "dino"]


def test_a_parent_term_finds_what_is_narrower(small: Catalog) -> None:
    assert set(small.select("method:SSL").ids()) == {"clip", "dino", "dinov2", "exaone", "llama", "mae"}
    assert set(small.select("method:distillation").ids()) == {"dino", "dinov2"}
    assert "mixture" in small.select("modality:vision").ids()


def test_clip_has_both_its_modalities(small: Catalog) -> None:
    assert "clip" in small.select("modality:vision").ids()
    assert "clip" in small.select("modality:multimodal").ids()


def test_descent_is_followed_through_every_kind_of_step(small: Catalog) -> None:
    assert small.select("under:clip").ids() == ["llava"]
    assert small.select("under:llama").ids() == ["llava"]
    assert small.select("under:llava").ids() == []


def test_a_korean_word_is_found_inside_another(small: Catalog) -> None:
    assert small.select("연구원").ids() == ["exaone"]
    assert small.select("언어").ids() == ["llama", "gemini", "exaone"]
    decomposed = "\u110b\u1165\u11ab\u110b\u1165"  # 언어, as some systems type it
    assert small.select(decomposed).ids() == ["llama", "gemini", "exaone"]


def test_labels_are_in_the_requested_language(small: Catalog) -> None:
    assert small.labels("ko")["vendor", "meta"] == "메타"
    assert small.labels("en")["method", "masked-image-modeling"] == "Masked image modeling"


def test_several_threads_ask_one_catalog_and_nothing_is_compiled_again(
    small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[object] = []
    monkeypatch.setattr("fmcat.catalog.catalog.open_store", lambda *layers, **how: compiled.append(layers))
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: small.select("vendor:meta").ids(), range(40)))
    assert answers == [small.select("vendor:meta").ids()] * 40
    assert compiled == []


def test_a_mistake_of_ours_in_sql_compiles_nothing(small: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    monkeypatch.setattr("fmcat.catalog.catalog.open_store", lambda *layers, **how: compiled.append(layers))
    with pytest.raises(sqlite3.OperationalError):
        next(small.rows("SELECT nothing FROM model", {}))
    assert compiled == []


def test_only_words_in_use_are_offered_and_other_kinds_are_known() -> None:
    catalog = Catalog.load()
    for word in ("open-source", "freeware"):
        assert catalog.near("license", word) == []
    assert catalog.near("license", "apache") == ["Apache-2.0"]
    assert catalog.near("modality", "visual") == []
    assert catalog.near("model", "notamodel") == catalog.near("model", "nope") == []
    assert catalog.near("model", "a " * 1001) == []
    assert catalog.hint("vendor", "MAE") == "MAE is a model: id:mae"
    assert catalog.hint("modality", "visoin") == "did you mean vision?"


def test_names_match_without_spaces_hyphens_and_underscores() -> None:
    catalog = Catalog.load()
    for query in ('name:"dino v2"', "name:dino-v2", '"dino v2"', "dino_v2", 'alias:"DINO v2" or name:"DINO v2"'):
        assert "dinov2" in catalog.select(query).ids(), query
    assert "gpt-4" in catalog.select("name:gpt4").ids()
    assert "gpt-4" in catalog.select("gpt4").ids()
    assert catalog.select('vendor:"open ai"').ids() == catalog.select("vendor:openai").ids() != []


def test_sizes_are_found_by_the_number_people_call_them() -> None:
    catalog = Catalog.load()
    assert "qwen2.5" in catalog.select("size:72B").ids()
    assert "dinov2" in catalog.select("size:1.1B").ids()


def test_a_closed_catalog_answers_no_more(tmp_path: Path) -> None:
    catalog = compiled(tmp_path, SMALL)
    assert not catalog.in_memory
    catalog.close()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        len(catalog)


def test_a_layer_counts_what_it_adds_and_what_it_overrides(tmp_path: Path) -> None:
    facts = "vendor: [meta], released: 2024, modalities: [vision]"
    link = "{docs: 'https://a.example'}"
    entries = {
        "a": [f"id: new-a, name: New A, {facts}", "id: clip, context: 77", "id: dino, context: 1"],
        "b": [f"id: new-b, name: New B, {facts}", f"id: new-a, links: {link}", f"id: clip, links: {link}, context: 78"],
    }
    for name, lines in entries.items():
        text = "".join(f"- {{{line}}}\n" for line in lines)
        (tmp_path / f"{name}.yaml").write_text(f"schema: 1\nmodels:\n{text}")
    catalog = compiled(tmp_path / "cache", SMALL, tmp_path / "a.yaml", tmp_path / "b.yaml")
    first, second, third = (layer.name for layer in catalog.layers)
    assert catalog.layer_counts() == {first: (9, 0), second: (1, 1), third: (1, 2)}
    assert catalog.layers_of("clip", "context") == [third]
    assert catalog.layers_of("clip", "links") == [first, third]
    assert catalog.layers_of("clip", "vendor") == [first]
    assert catalog.layers_of("new-a", "links") == [third]
    assert catalog.origins("new-b") == {"": third}


def test_at_most_as_many_answers_come_as_are_wanted(small: Catalog) -> None:
    query = small.query("sort:id size:100M+")
    assert [document["id"] for document in small.documents(query, 2)] == ["clip", "dinov2"]
    assert [document["id"] for document in small.checkpoints(query, 3)] == ["clip/vit-b-32", "clip/vit-l-14", "dinov2"]
    assert small.matched(query, 1) == {"clip": [0, 1]}
    assert small.matched(small.query("vision")) == {}
    assert (small.count(query), small.count(query, checkpoints=True)) == (6, 7)
    assert small.finds(query)
    assert not small.finds(small.query("size:900T+"))
