"""Family trees for other programs."""

import json

from fmcat import Catalog
from fmcat.answers.graph import Arrow, arrows, nodes, record, to_dot, to_json, to_mermaid
from fmcat.catalog.lineage import Branch, Edge, family_tree


def trees(small: Catalog, name: str) -> dict[str, Branch]:
    document = small.document(name)
    return {"up": family_tree(small, document), "down": family_tree(small, document, down=True)}


def test_arrows_point_from_the_younger_model_to_the_older_in_either_direction(small: Catalog) -> None:
    assert arrows(trees(small, "dino")) == [Arrow("dinov2", "dino", "successor-of")]
    assert arrows(trees(small, "dinov2")) == [Arrow("dinov2", "dino", "successor-of")]
    both = {**trees(small, "dino"), "up": trees(small, "dinov2")["up"]}
    assert arrows(both) == [Arrow("dinov2", "dino", "successor-of")]  # once


def test_a_target_outside_the_catalog_is_a_node_by_its_name(small: Catalog) -> None:
    found = trees(small, "llava")
    assert nodes(found) == {"llava": "LLaVA", "clip": "CLIP", "llama": "LLaMA", "Vicuna": "Vicuna"}
    assert Arrow("llava", "Vicuna", "uses-language-model") in arrows(found)


def test_json_nests_the_steps_and_leaves_out_what_is_unknown(small: Catalog) -> None:
    told = json.loads(to_json(trees(small, "llava")))
    clip, _, vicuna = told["up"]["branches"]
    assert clip == {
        "id": "clip",
        "name": "CLIP",
        "relation": "uses-vision-encoder",
        "step": ["llava", "uses-vision-encoder", "clip"],
        "released": "2021-01-05",
        "vendor": ["openai"],
    }
    assert vicuna == {
        "name": "Vicuna",
        "relation": "uses-language-model",
        "url": "https://lmsys.org/blog",
        "step": ["llava", "uses-language-model", "Vicuna"],
    }
    assert "step" not in told["up"]


def test_licenses_are_told_when_asked_for(small: Catalog) -> None:
    clip, llama, _ = family_tree(small, small.document("llava")).branches
    assert record(clip, licenses=True)["license"] == "MIT"
    assert record(llama, licenses=True)["commercial"] == ["no"]
    assert "license" not in record(clip)


def test_a_repeated_model_tells_where_its_branches_are() -> None:
    again = Branch(Edge("merged-from", "a", "A", near="b"), None, first=False, above=True, cut=2)
    assert record(again)["shown_above"] is True
    assert "shown_below" not in record(again)
    assert record(again)["left_out"] == 2
    again.above = False
    assert record(again)["shown_below"] is True
    assert "shown_above" not in record(again)


def test_names_cannot_leave_their_quotes() -> None:
    tree = {"up": Branch(Edge("", 'a"b', 'Say "hi" \\ <b>'), None)}
    assert '"a\\"b" [label="Say \\"hi\\" \\\\ <b>"];' in to_dot(tree)
    assert to_mermaid(tree) == 'flowchart BT\n  m0["Say #34;hi#34; \\ #60;b#62;"]\n'


def test_mermaid_numbers_its_nodes(small: Catalog) -> None:
    assert to_mermaid(trees(small, "dinov2")).splitlines() == [
        "flowchart BT",
        '  m0["DINOv2"]',
        '  m1["DINO"]',
        "  m0 -->|successor-of| m1",
    ]
