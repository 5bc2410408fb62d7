"""Every rule finds a breach, and lets pass what is right."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from fmcat.checks import CHECKS, Breach, Examined, examine
from fmcat.registry.locate import Layer
from fmcat.registry.read import read_registry
from tests.snapshots import same_as_kept

TAXONOMY: Mapping[str, list[str]] = {
    "modality": ["vision"],
    "stage": ["pretraining"],
    "method": ["masked"],
    "access": ["open", "open-restricted", "api", "unreleased"],
    "relation": ["successor-of"],
    "data-type": ["embedding"],
    "status": ["preview", "deprecated", "retired"],
}
TODAY = "2026-01-01"


def taxonomy(**more: list[str]) -> dict[str, Any]:
    """The taxonomy of these tests with more terms, by kind."""
    return {kind: [term(name) for name in dict.fromkeys(names)] for kind, names in (dict(TAXONOMY) | more).items()}


def term(name: str) -> dict[str, Any]:
    both = {"en": name, "ko": name}
    return {"id": name, "label": both, "definition": both}


def model(model_id: str = "one", **facts: Any) -> dict[str, Any]:
    """An entry no rule has anything against, but for what is given."""
    sound = {
        "id": model_id,
        "name": model_id,
        "vendor": ["lab"],
        "released": "2023-04-14",
        "modalities": ["vision"],
        "summary": {"en": "A model.", "ko": "모델이다."},
        "sources": [{"url": "https://example.org", "for": ["released", "vendor"]}],
    }
    return {key: value for key, value in (sound | facts).items() if value is not None}


Found = Callable[..., list[str]]


@pytest.fixture
def findings(tmp_path: Path) -> Callable[..., list[Breach]]:
    """What is found in a registry of these models, besides terms that none uses."""

    def check(*models: dict[str, Any], **sections: Any) -> list[Breach]:
        content = {
            "schema": 1,
            "taxonomy": {kind: [term(name) for name in names] for kind, names in TAXONOMY.items()},
            "vendors": [{"id": "lab", "label": {"en": "Lab", "ko": "연구소"}, "kind": "company"}],
            "models": list(models),
            **sections,
        }
        path = tmp_path / "registry.yaml"
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
        registry = read_registry([Layer("named", path, (path,))])
        found = examine(Examined(registry, list(registry.models()), TODAY))
        return [one for one in found if one.rule != "orphan-term"]

    return check


@pytest.fixture
def found(findings: Callable[..., list[Breach]]) -> Found:
    """The rules broken by a registry of these models, each with the field it points at."""
    return lambda *models, **sections: [
        f"{rule} {'.'.join(map(str, (one.entry, *one.path)))}" for rule, _, one in findings(*models, **sections)
    ]


def test_a_sound_entry_passes_every_rule(found: Found) -> None:
    full = model(
        dates={"paper": "2023-04-14", "weights": "2023-04-17", "deprecated": "2024", "retired": "2025"},
        status="retired",
        parameters={"total": "10B", "active": "2B"},
        variants=[{"name": "large", "parameters": "10B"}],
        access="open",
        license={"weights": "MIT"},
        links={"weights": "https://example.org/weights"},
        ids={"arxiv": "2304.07193"},
        lineage={"successor-of": ["a"]},
    )
    assert found(model("a"), full) == []


def cited(*authors: str) -> dict[str, Any]:
    return {"title": "A title", "year": "2023", "authors": list(authors)}


LATE_WEIGHTS = {"paper": "2022-11-10", "weights": "2023-03-14"}
BY_WEIGHTS = {"x-check": {"release-rule": "the field knows it by its weights"}}
TRAINED = {"training-tokens": "2T", "training-compute": {"flop": "8.4e22", "kind": "stated"}}
COMPUTED = {"training-tokens": "2T", "parameters": "7B"}


def computed(flop: str) -> dict[str, Any]:
    return COMPUTED | {"training-compute": {"flop": flop, "kind": "stated"}}


def on_paper(day: str) -> dict[str, Any]:
    return {"released": day, "dates": {"paper": day}, "ids": {"arxiv": "2304.00001"}}


OPEN = {"access": "open", "license": {"weights": "MIT"}, "links": {"weights": "https://example.org/w"}}


#: Facts of an entry, and the rules that they break.
BREACHES: list[tuple[dict[str, Any], list[str]]] = [
    ({"dates": {"deprecated": "2023-01"}, "status": "deprecated"}, ["days-in-order one.dates.deprecated"]),
    (
        {"dates": {"deprecated": "2025", "retired": "2024"}, "status": "retired"},
        ["days-in-order one.dates.retired"],
    ),
    ({"dates": {"deprecated": "2024"}}, ["status-days one.dates.deprecated"]),
    ({"dates": {"retired": "2024"}, "status": "preview"}, ["status-days one.status"]),
    ({"dates": {"deprecated": "2024", "retired": "2025"}, "status": "deprecated"}, []),
    ({"variants": [{"name": "x", "released": "2023-04-13"}]}, ["variant-days one.variants.0"]),
    ({"variants": [{"name": "x", "released": "2023-04"}]}, []),
    ({"released": "2026-02"}, ["days-in-order one.released"]),
    ({"dates": {"paper": "2023-01"}}, ["release-rule one.released"]),
    ({"dates": LATE_WEIGHTS, "released": "2022-11-10", **OPEN}, []),
    ({"dates": LATE_WEIGHTS, "released": "2023-03-14", **OPEN}, ["release-rule one.released"]),
    ({"dates": LATE_WEIGHTS, "released": "2023-03-14", **OPEN, **BY_WEIGHTS}, []),
    ({"dates": LATE_WEIGHTS, "released": "2022-11-10", **BY_WEIGHTS}, ["release-rule one.released"]),
    ({"dates": {"paper": "2023-04-14"}, "ids": {"arxiv": "2301.00001"}}, ["arxiv-month one.dates.paper"]),
    ({"dates": {"paper": "2023-04-14"}, "ids": {"arxiv": "2304.00001"}}, []),
    ({"released": "2023-03-30", "dates": {"paper": "2023-03-30"}, "ids": {"arxiv": "2304.00001"}}, []),
    ({"knowledge_cutoff": "2023-12"}, ["cutoff-age one.knowledge_cutoff"]),
    ({"knowledge_cutoff": "2023"}, []),
    ({"parameters": {"total": "1B", "active": "2B"}}, ["active-size one.parameters"]),
    ({**TRAINED, "parameters": "7B"}, []),
    ({**TRAINED, "parameters": "7M"}, ["compute-size one.training-compute"]),
    ({**TRAINED, "parameters": {"total": "7T", "active": "7B"}}, []),
    ({**TRAINED, "parameters": "7M", "x-check": {"compute-size": "it counts images"}}, []),
    ({"context": "128k", "max-output": "256k"}, ["output-context one.max-output"]),
    ({"context": "128k", "variants": [{"name": "x", "context": "256k"}], "max-output": "256k"}, []),
    ({"embedding-dimension": "768"}, ["embedding-output one.embedding-dimension"]),
    ({"embedding-dimension": "768", "outputs": ["embedding"]}, []),
    ({"replaced-by": ["one"], "status": "retired"}, ["replacement one.replaced-by.0"]),
    ({"replaced-by": ["one"]}, ["replacement one.replaced-by.0"]),
    ({"variants": [{"name": "x", "parameters": "1B", "active": "2B"}]}, ["active-size one.variants.0"]),
    ({"parameters": "1B", "variants": [{"name": "x", "parameters": "7B"}]}, ["variant-size one.parameters"]),
    ({"parameters": "6.9B", "variants": [{"name": "7B", "parameters": "7B"}]}, []),
    ({"access": "open", "license": {"weights": "MIT"}}, ["open-weights one.access"]),
    ({"access": "open", "ids": {"huggingface": ["a/b"]}}, ["weights-license one.access"]),
    ({"access": "api", "links": {"weights": "https://example.org"}}, ["closed-weights one.links.weights"]),
    (
        {
            "access": "open",
            "license": {"weights": "MIT"},
            "ids": {"huggingface": ["a/b"]},
            "links": {"weights": "https://example.org"},
            "variants": [
                {"name": "served", "parameters": "undisclosed"},
                {"name": "stated", "parameters": "undisclosed", "access": "api"},
                {"name": "published", "parameters": "undisclosed", "huggingface": "a/b"},
            ],
        },
        ["variant-access one.variants.0.parameters"],
    ),
    ({"sources": None}, ["unsourced one.vendor", "unsourced one.released"]),
    (
        {"sources": [{"url": "https://example.org", "for": ["released", "vendor", "context", "colour"]}]},
        ["source-facts one.sources.0.for.2", "source-facts one.sources.0.for.3"],
    ),
    ({"summary": {"en": "Only English."}}, ["both-languages one.summary"]),
    ({"summary": {"en": "x" * 161, "ko": "모델이다."}}, ["short-summary one.summary.en"]),
    ({"modalities": ["vision", "vision"]}, ["repeats one.modalities"]),
    ({"training": {"pretraining": ["masked", "masked"]}}, ["repeats one.training.pretraining"]),
    ({"lineage": {"successor-of": [{"external": "a"}] * 2}}, ["repeats one.lineage.successor-of"]),
    ({"citation": cited("Ann Bee", "Ann Bee")}, []),
    ({"citation": cited("Ann Bee", "Ann Bee and Cy Dee")}, ["authors one.citation.authors.1"]),
    ({"citation": cited("Bee, Ann and Dee, Cy")}, ["authors one.citation.authors.0"]),
    ({"citation": cited("Ann Bee; Cy Dee")}, ["authors one.citation.authors.0"]),
    ({"citation": cited("Ann Bee", "others")}, ["authors one.citation.authors.1"]),
    ({"citation": cited("Others, Ann")}, []),
    ({"citation": cited("Ann Bee"), "ids": {"arxiv": "2401.00001"}}, ["citation-year one.citation.year"]),
    ({"citation": cited("Ann Bee"), "ids": {"arxiv": "2304.00001"}}, []),
    ({"citation": cited("Ann Bee") | {"venue": "CVPR 2024"}}, ["citation-year one.citation.venue"]),
    ({"citation": cited("Ann Bee") | {"venue": "CVPR"}}, []),
    ({"context": "131k"}, ["context-window one.context"]),
    ({"variants": [{"name": "x", "context": "4k"}]}, ["context-window one.variants.0.context"]),
    ({"context": "131072", "variants": [{"name": "x", "context": "128k"}]}, []),
    ({"citation": cited("=Institute of Arts and Letters Berlin", "Doe, Jane", "Ortega y Gasset, José")}, []),
    ({"parameters": "70B", "variants": [{"name": "x", "parameters": "7B"}]}, ["variant-size one.parameters"]),
    ({"dates": LATE_WEIGHTS, "released": "2022-11-10", "status": "preview", **OPEN}, []),
    ({"released": "2026-01-01"}, []),
    (
        {"released": "2025-06", "dates": {"announced": "2026-01-02", "paper": "2025-06"}},
        ["days-in-order one.dates.announced"],
    ),
    ({"released": "2025-06", "dates": {"api": "2026-01-02", "paper": "2025-06"}}, ["days-in-order one.dates.api"]),
    ({"dates": {"deprecated": "2023-04-14", "retired": "2023-04-14"}, "status": "deprecated"}, []),
    ({"dates": {"retired": "2023-04-13"}, "status": "retired"}, ["days-in-order one.dates.retired"]),
    ({"dates": {"retired": "2024"}}, ["status-days one.dates.retired"]),
    ({"dates": {"announced": "2023-04-13"}}, ["release-rule one.released"]),
    ({"dates": {"api": "2023-04-13", "weights": "2023-04-14", "paper": "2023-05"}}, ["release-rule one.released"]),
    ({"knowledge_cutoff": "2023-04-14"}, []),
    ({"knowledge_cutoff": "2023-04-15"}, ["cutoff-age one.knowledge_cutoff"]),
    (on_paper("2023-03-11"), []),
    (on_paper("2023-03-10"), ["arxiv-month one.dates.paper"]),
    (on_paper("2023-05-04"), []),
    (on_paper("2023-05-05"), ["arxiv-month one.dates.paper"]),
    ({"dates": {"paper": "2023-04-14"}, "ids": {"arxiv": "cs/0112017"}}, []),
    ({"parameters": {"total": "1B", "active": "1B"}}, []),
    ({"variants": [{"name": "x", "parameters": "1B", "active": "1B"}]}, []),
    ({"parameters": "10B", "variants": [{"name": "x", "parameters": "11B"}, {"name": "y"}]}, []),
    ({"parameters": "10B", "variants": [{"name": "x", "parameters": "11.1B"}]}, ["variant-size one.parameters"]),
    ({"parameters": "10B", "variants": [{"name": "x", "parameters": "9B"}]}, []),
    ({"parameters": "10B", "variants": [{"name": "x", "parameters": "8.9B"}]}, ["variant-size one.parameters"]),
    (computed("8.39e23"), []),
    (computed("8.41e23"), ["compute-size one.training-compute"]),
    (computed("8.41e21"), []),
    (computed("8.39e21"), ["compute-size one.training-compute"]),
    ({"context": "128k", "max-output": "128k"}, []),
    ({"max-output": "128k"}, []),
    ({"context": "undisclosed", "max-output": "128k"}, []),
    ({"context": "4096"}, []),
    ({"context": "4k"}, ["context-window one.context"]),
    ({"context": "262k"}, ["context-window one.context"]),
    ({"context": "524k"}, ["context-window one.context"]),
    ({"summary": {"en": "x" * 160, "ko": "모델이다."}}, []),
    (
        {"access": "open-restricted", "license": {"weights": "MIT"}, "links": {"code": "https://example.org"}},
        ["open-weights one.access"],
    ),
    ({"access": "unreleased", "links": {"weights": "https://example.org"}}, ["closed-weights one.links.weights"]),
    ({"variants": [{"name": "x", "parameters": "undisclosed"}], "access": "api"}, []),
    (
        {"ids": {"arxiv": "2304.00001"}, "citation": cited("Ann Bee") | {"year": "2022"}},
        ["citation-year one.citation.year"],
    ),
    ({"sources": [{"url": "https://example.org", "for": ["released"]}]}, ["unsourced one.vendor"]),
    (
        {
            "sources": [
                {"url": "https://example.org", "for": ["released", "vendor"], "says": "2022-01", "reason": "No."}
            ]
        },
        ["unsourced one.vendor", "unsourced one.released", "says-kind one.sources.0.for.1"],
    ),
]


@pytest.mark.parametrize(("facts", "broken"), BREACHES)
def test_a_breach_is_found_at_its_field(found: Found, facts: dict[str, Any], broken: list[str]) -> None:
    assert found(model(**facts)) == broken


def test_a_finding_says_what_is_kept_also_after_a_sound_entry(findings: Callable[..., list[Breach]]) -> None:
    lines = []
    for facts, broken in BREACHES:
        for rule, severity, one in findings(model("ahead"), model(**facts)) if broken else ():
            lines.append(f"{'.'.join(map(str, (one.entry, *one.path)))}: {one.message} [{severity} {rule}]")
            lines += [f"    to be written {one.fix}"] if one.fix is not None else []
    same_as_kept("\n".join([*lines, ""]), Path(__file__).parent / "snapshots" / "findings.txt")


def test_a_refused_page_is_not_a_source(found: Found) -> None:
    mirror = {"id": "mirror", "tier": "refused", "label": {"en": "a mirror", "ko": "미러"}, "hosts": ["workers.dev"]}
    said = {"for": ["released", "vendor"]}
    seen = model(sources=[{"url": "https://hf.x.workers.dev/a/b", **said}, {"url": "https://example.org", **said}])
    assert found(seen, **{"source-kinds": [mirror]}) == ["source-unfit one.sources.0.url"]
    assert found(seen, **{"source-kinds": [mirror | {"tier": "secondary"}]}) == []


@pytest.mark.parametrize(
    ("url", "broken"),
    [
        ("https://huggingface.co/lab/one", []),
        ("https://github.com/other-lab/survey", []),
        ("https://huggingface.co/linked/one-large", []),
        ("https://huggingface.co/collections/linked/one-6655", []),
        ("https://github.com/library/docs", []),
        ("https://example.org/stranger/one-GGUF", []),
        ("https://huggingface.co/stranger/one-GGUF", ["source-stranger one.sources.0.url"]),
        ("https://huggingface.co/collections/stranger/papers", ["source-stranger one.sources.0.url"]),
        ("https://github.com/linked/one-GGUF", ["source-stranger one.sources.0.url"]),
    ],
)
def test_a_page_of_an_account_that_makes_no_model_is_not_a_source(found: Found, url: str, broken: list[str]) -> None:
    vendors = [
        {"id": "lab", "label": {"en": "Lab", "ko": "연구소"}, "kind": "company", "organizations": ["lab"]},
        {"id": "other", "label": {"en": "Other", "ko": "다른 곳"}, "kind": "company", "organizations": ["other-lab"]},
    ]
    library = {
        "id": "library",
        "tier": "secondary",
        "label": {"en": "docs", "ko": "문서"},
        "hosts": ["github.com/library"],
    }
    linked = model("two", ids={"huggingface": ["linked/two"]})
    seen = model(sources=[{"url": url, "for": ["released", "vendor"]}])
    assert found(seen, linked, vendors=vendors, **{"source-kinds": [library]}) == broken


@pytest.mark.parametrize(
    ("disagreement", "broken"),
    [
        ({"for": ["released"], "says": "2023-05", "reason": "a preview"}, []),
        ({"for": ["released"], "says": "2023-05"}, ["says-reason one.sources.1.says"]),
        ({"for": ["vendor", "released"], "says": "2023-05", "reason": "a preview"}, ["says-kind one.sources.1.for.0"]),
        ({"for": ["released"], "says": "70B", "reason": "a guess"}, ["says-kind one.sources.1.for.0"]),
    ],
)
def test_a_source_that_disagrees_has_a_value_of_its_kind_and_a_reason(
    found: Found, disagreement: dict[str, Any], broken: list[str]
) -> None:
    followed = {"url": "https://example.org", "for": ["released", "vendor"]}
    assert found(model(sources=[followed, {"url": "https://example.com", **disagreement}])) == broken


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("Two", ["lineage-external one.lineage.successor-of.0"]),
        ("the-second", ["lineage-external one.lineage.successor-of.0"]),
        ("Two 7B", ["lineage-external one.lineage.successor-of.0"]),
        ("Two 70B", []),
        ("One", []),
    ],
)
def test_a_model_of_the_registry_is_not_external(found: Found, name: str, broken: list[str]) -> None:
    two = model("two", name="Two", aliases=["The Second"], variants=[{"name": "Two-7B"}])
    assert found(model(lineage={"successor-of": [{"external": name}]}), two) == broken


@pytest.mark.parametrize(
    ("taken", "yielded", "broken"),
    [
        (["image"], ["depth"], []),
        (["image"], ["embedding"], []),
        (["image"], [], []),
        (["image"], ["image"], ["capability-fit one.capabilities.0"]),
        (["image"], ["mask", "box"], ["capability-fit one.capabilities.0"]),
    ],
)
def test_a_capability_fits_what_the_model_takes_and_yields(
    found: Found, taken: list[str], yielded: list[str], broken: list[str]
) -> None:
    seen = model(capabilities=["depth-estimation"], inputs=taken, outputs=yielded)
    assert (
        found(seen, taxonomy=taxonomy(capability=["depth-estimation"], **{"data-type": [*taken, *yielded]})) == broken
    )


def test_a_capability_of_videos_needs_videos(found: Found) -> None:
    words = taxonomy(capability=["video-understanding"], **{"data-type": ["image", "video", "embedding"]})
    stills = model(capabilities=["video-understanding"], inputs=["image"], outputs=["embedding"])
    assert found(stills, taxonomy=words) == ["capability-fit one.capabilities.0"]
    assert found(stills | {"inputs": ["image", "video"]}, taxonomy=words) == []


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        ({"parameters": "10B"}, ["active-unknown one.parameters"]),
        ({"parameters": {"total": "10B", "active": "2B"}}, []),
        ({"parameters": "10B", "variants": [{"name": "x", "parameters": "10B", "active": "2B"}]}, []),
        ({"parameters": "undisclosed"}, []),
        ({}, []),
    ],
)
def test_experts_come_with_their_active_size(found: Found, facts: dict[str, Any], broken: list[str]) -> None:
    experts = ["mixture-of-experts"]
    assert found(model(architecture=experts, **facts), taxonomy=taxonomy(architecture=experts)) == broken


@pytest.mark.parametrize(
    ("licenses", "broken"),
    [
        (["Apache-2.0"], ["license-largest one.license.weights"]),
        (["Apache-2.0", "Apache-2.0"], ["license-largest one.license.weights"]),
        (["Apache-2.0", "MIT"], []),
        (["Apache-2.0", None], []),
        ([None], []),
    ],
)
def test_a_model_has_the_license_of_its_largest_size(
    found: Found, licenses: list[str | None], broken: list[str]
) -> None:
    sizes = [
        {"name": f"large {number}", "parameters": "70B"} | ({"license": one} if one else {})
        for number, one in enumerate(licenses)
    ]
    small = {"name": "small", "parameters": "7B", "license": "Apache-2.0"}
    assert found(model(parameters="70B", license={"weights": "MIT"}, variants=[*sizes, small])) == broken


def test_an_explained_warning_is_dropped_but_an_error_stays(found: Found) -> None:
    said: dict[str, Any] = {
        "x-check": {"weights-license": "the repository names none", "open-weights": "nor where they are"}
    }
    assert found(model(access="open", ids={"huggingface": ["a/b"]}, **said)) == []
    assert found(model(access="open", **said)) == ["open-weights one.access"]


def test_an_id_is_of_one_model(found: Found) -> None:
    shared = {"huggingface": ["lab/one-7b"], "arxiv": "2304.07193"}
    two = model("two", ids=shared, variants=[{"name": "Base"}, {"name": "ONE"}])
    one = model("one", variants=[{"name": "Base"}, {"name": "one 7B", "huggingface": "lab/one-7b"}])
    third = model(
        "three", ids={"models.dev": ["two"], "arxiv": "2304.07193"}, **{"x-check": {"shared-id": "one paper"}}
    )
    assert found(one, third, two) == [
        "shared-id one.variants.1",
        "shared-id two.id",
        "shared-id two.ids.huggingface",
        "shared-id two.ids.arxiv",
    ]


def test_lineage_has_no_cycle_and_no_younger_parent(found: Found) -> None:
    one = model("one", lineage={"successor-of": ["two"]})
    two = model("two", lineage={"successor-of": ["one"]})
    assert found(one, two) == ["lineage-cycle one.lineage", "lineage-cycle two.lineage"]
    assert found(one, model("two", released="2024")) == ["lineage-age one.lineage.successor-of.0"]
    assert found(one, model("two", released="2023")) == []
    later = model("two", released="2024", dates={"announced": "2023-01", "weights": "2024"}, **OPEN, **BY_WEIGHTS)
    assert found(one, later) == []


def test_two_models_do_not_replace_each_other(found: Found) -> None:
    one, two = (model(name, status="retired", **{"replaced-by": [other]}) for name, other in (("a", "b"), ("b", "a")))
    assert found(one, two) == ["replacement a.replaced-by.0", "replacement b.replaced-by.0"]
    assert found(one, model("b")) == []
    assert found(model("a", **{"replaced-by": ["b"]}), model("b")) == ["replacement a.replaced-by.0"]


@pytest.mark.parametrize(
    ("start", "end", "is_of"), [(2023, 2023, True), (2024, 2025, True), (2025, 2025, False), (2021, 2022, False)]
)
def test_an_era_may_begin_a_year_after_its_models(found: Found, start: int, end: int, is_of: bool) -> None:
    era = {"id": "e", "start": start, "end": end, "headline": {"en": "Era", "ko": "시대"}, "models": [{"id": "one"}]}
    line = {"id": "vision", "title": {"en": "Vision", "ko": "비전"}, "modality": "vision", "eras": [era]}
    assert found(model(), timelines=[line]) == ([] if is_of else ["era-years one.released"])


def test_an_era_has_models_of_its_years(found: Found) -> None:
    era = {"id": "e", "start": 2019, "end": 2022, "headline": {"en": "Era", "ko": "시대"}, "models": [{"id": "one"}]}
    line = {"id": "vision", "title": {"en": "Vision", "ko": "비전"}, "modality": "vision", "eras": [era]}
    assert found(model(), timelines=[line]) == ["era-years one.released"]
    assert found(model(), timelines=[line | {"eras": [era | {"end": 2023}]}]) == []


def test_entries_are_sorted_by_id(found: Found) -> None:
    assert found(model("b"), model("a")) == ["sorted a"]


def test_vocabularies_have_both_languages(found: Found) -> None:
    lab = {"id": "lab", "label": {"en": "Lab"}, "kind": "company"}
    assert found(model(), vendors=[lab]) == ["both-languages vendors.lab.label"]


def test_every_rule_has_an_explanation_of_one_sentence() -> None:
    for rule, check in CHECKS.items():
        assert check.explanation.endswith("."), rule
        assert "\n" not in check.explanation, rule


def test_what_a_public_catalog_owes_is_an_error_there_and_a_warning_in_a_registry_over_it(tmp_path: Path) -> None:
    ground, own = tmp_path / "ground.json", tmp_path / "own.json"
    lab = {"id": "lab", "label": {"en": "Lab", "ko": "연구소"}, "kind": "company"}
    for path, name, more in ((ground, "one", {"taxonomy": taxonomy(), "vendors": [lab]}), (own, "two", {})):
        path.write_text(json.dumps({"schema": 1, **more, "models": [model(name, sources=None, access="open")]}))
    registry = read_registry([Layer("ground", ground, (ground,)), Layer("own", own, (own,))])
    found = {
        (one.finding.entry, one.rule): one.severity for one in examine(Examined(registry, [*registry.models()], TODAY))
    }
    assert (found["one", "unsourced"], found["two", "unsourced"]) == ("error", "warning")
    assert found["two", "open-weights"] == "error", "what is wrong in itself is so everywhere"


def test_a_term_that_no_model_uses_is_an_orphan(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    lab = {"id": "lab", "label": {"en": "Lab", "ko": "연구소"}, "kind": "company"}
    used = taxonomy(method=["masked", "wide"])
    used["method"][0]["broader"] = ["wide"]
    content = {"schema": 1, "taxonomy": used, "vendors": [lab], "models": [model(training={"pretraining": ["masked"]})]}
    path.write_text(json.dumps(content))
    registry = read_registry([Layer("named", path, (path,))])
    found = [
        one.finding.entry
        for one in examine(Examined(registry, [*registry.models()], TODAY))
        if one.rule == "orphan-term"
    ]
    assert not {"method.masked", "method.wide", "modality.vision"} & set(found), "used, or above what is used"
    assert {"access.open", "data-type.embedding"} <= set(found)
    assert not any(name.startswith("status.") for name in found), "a registry need not use all of these"


@pytest.mark.parametrize(
    ("access", "license", "variant", "expected"),
    [
        ("open", "Rail", {}, ["open-terms one.access"]),
        ("open", "MIT AND Rail", {}, ["open-terms one.access"]),
        ("open", "Nothing", {}, ["open-terms one.access"]),
        ("open", "MIT OR Rail", {}, []),
        ("open", "MIT", {}, []),
        ("open-restricted", "Rail", {}, []),
        ("open", "MIT", {"license": "Rail"}, ["open-terms one.variants.0.license"]),
        ("open", "MIT", {"license": "Rail", "access": "open-restricted"}, []),
        ("open-restricted", "Rail", {"license": "Rail", "access": "open"}, ["open-terms one.variants.0.license"]),
        ("open-restricted", "Rail", {"license": "MIT", "access": "open"}, []),
    ],
)
def test_open_weights_are_under_no_license_that_restricts_uses(
    found: Found, access: str, license: str, variant: dict[str, str], expected: list[str]
) -> None:
    terms = taxonomy(access=["open", "open-restricted"], license=["Rail", "Nothing"], condition=["use-restrictions"])
    terms["license"][0]["conditions"] = [{"is": "use-restrictions"}]
    terms["license"][1]["commercial"] = "no"
    one = model(access=access, license={"weights": license}, links={"weights": "https://example.org"})
    one["variants"] = [{"name": "Small", **variant}]
    assert found(one, taxonomy=terms) == expected
