"""The Python API: documents and typed models of a catalog."""

import json

import pytest

from fmcat import Catalog, Model
from fmcat.errors import NotFound


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


def test_an_unknown_name_offers_near_ones(small: Catalog) -> None:
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


def test_clip_stands_on_both_its_shelves(small: Catalog) -> None:
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


def test_labels_speak_the_language_asked_for(small: Catalog) -> None:
    assert small.labels("ko")["vendor", "meta"] == "메타"
    assert small.labels("en")["method", "masked-image-modeling"] == "Masked image modeling"
