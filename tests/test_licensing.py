"""What binds a model: its license and those of what it was made from, along derivation, never more than is known."""

import json
from pathlib import Path

import pytest

from fmcat import Catalog
from fmcat.licensing import Licenses
from tests.conftest import Run

DESCRIBED = {
    "NC": {"commercial": "no", "conditions": [{"is": "non-commercial"}]},
    "Limit": {"commercial": "conditional", "conditions": [{"is": "user-limit"}, {"is": "no-output-training"}]},
    "Same": {"commercial": "no", "conditions": [{"is": "share-alike"}]},
    "Silent": {},
}
CONDITIONS = ("non-commercial", "user-limit", "no-output-training", "share-alike")
KINDS = {"finetuned-from": "derivation", "distilled-from": "teaching", "successor-of": "succession"}


def term(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "label": {"en": name}, "definition": {"en": "Means it.", "ko": "그 뜻이다."}, **more}


def catalog(tmp_path: Path, **models: dict[str, object]) -> Path:
    """A registry of these models; those that name no vendor are by one of their own."""
    taxonomy = {
        "modality": [term("language")],
        "relation": [term(name, kind=kind) for name, kind in KINDS.items()],
        "license": [term(f"LicenseRef-{name}", **facts) for name, facts in DESCRIBED.items()],
        "condition": [term(name) for name in CONDITIONS],
    }
    entries = [
        {"id": name, "name": name, "vendor": f"by-{name}", "released": "2026", "modalities": ["language"], **facts}
        for name, facts in models.items()
    ]
    vendors = [
        {"id": vendor, "label": {"en": vendor}} for vendor in sorted({str(entry["vendor"]) for entry in entries})
    ]
    registry = {"schema": 1, "taxonomy": taxonomy, "vendors": vendors, "models": entries}
    path = tmp_path / "registry.json"
    path.write_text(json.dumps(registry))
    return path


def told(run: Run, path: Path, name: str) -> dict[str, object]:
    """The answer about the first checkpoints of a model."""
    ran = run("--only", "--registry", str(path), "license", name, "--json")
    assert ran.code == 0, ran.err
    found: dict[str, object] = json.loads(ran.out)["checkpoints"][0]
    return found


def base(license: str, **more: object) -> dict[str, object]:
    return {"license": {"weights": license}, **more}


@pytest.mark.parametrize(
    ("expression", "commercial"),
    [
        ("MIT", "yes"),
        ("ISC", "yes"),
        ("CC-BY-NC-3.0", "no"),
        ("BUSL-1.1", "unknown"),
        ("LicenseRef-Silent", "unknown"),
        ("MIT AND LicenseRef-NC", "no"),
        ("MIT OR LicenseRef-NC", "yes"),
        ("LicenseRef-Limit AND (MIT OR LicenseRef-NC)", "conditional"),
        ("MIT AND LicenseRef-Silent", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_best_of_or_and_the_worst_of_and(expression: str, commercial: str) -> None:
    described = {f"LicenseRef-{name}": facts for name, facts in DESCRIBED.items()}
    assert Licenses(described).of(expression).commercial == commercial  # type: ignore[arg-type]


def test_what_an_ancestor_forbids_binds_with_its_path_and_is_a_contradiction(run: Run, tmp_path: Path) -> None:
    path = catalog(
        tmp_path,
        old=base("LicenseRef-NC"),
        mid=base("MIT", lineage={"finetuned-from": ["old"]}),
        new=base("MIT", lineage={"finetuned-from": ["mid"]}),
    )
    found = told(run, path, "new")
    assert (found["commercial"], found["own"], found["conflicts"]) == ("no", "yes", ["old"])
    way = [["new", "finetuned-from", "mid"], ["mid", "finetuned-from", "old"]]
    assert {"from": "old", "license": "LicenseRef-NC", "commercial": "no", "path": way} in found["inherited"]  # type: ignore[operator]


@pytest.mark.parametrize(("license", "commercial"), [("LicenseRef-NC", "yes"), ("LicenseRef-Same", "no")])
def test_makers_may_license_their_own_work_again_unless_it_stays_the_same(
    run: Run, tmp_path: Path, license: str, commercial: str
) -> None:
    ours = {"vendor": "us"}
    path = catalog(tmp_path, old=base(license, **ours), new=base("MIT", lineage={"finetuned-from": ["old"]}, **ours))
    assert told(run, path, "new")["commercial"] == commercial


def test_a_successor_inherits_nothing_and_a_student_only_what_was_promised_of_outputs(run: Run, tmp_path: Path) -> None:
    path = catalog(
        tmp_path,
        old=base("LicenseRef-Limit"),
        next=base("MIT", lineage={"successor-of": ["old"]}),
        student=base("MIT", lineage={"distilled-from": ["old"]}),
    )
    assert told(run, path, "next")["commercial"] == "yes"
    student = told(run, path, "student")
    assert student["commercial"] == "yes"
    assert [one["is"] for one in student["conditions"]] == ["no-output-training"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("models", "why"),
    [
        ({"new": base("MIT", lineage={"finetuned-from": [{"external": "Elsewhere"}]})}, "external"),
        ({"new": base("MIT", bases=["Elsewhere"])}, "external"),
        ({"old": base("MIT"), "new": base("MIT", bases=["old"])}, "unlisted"),
        ({"old": {}, "new": base("MIT", lineage={"finetuned-from": ["old"]})}, "unlicensed"),
        ({"old": base("LicenseRef-Silent"), "new": base("MIT", lineage={"finetuned-from": ["old"]})}, "undescribed"),
        (
            {
                "new": base("MIT", lineage={"finetuned-from": ["old"]}),
                "old": base("MIT", lineage={"finetuned-from": ["new"]}),
            },
            "cycle",
        ),
    ],
)
def test_what_is_not_known_is_never_allowed(
    run: Run, tmp_path: Path, models: dict[str, dict[str, object]], why: str
) -> None:
    found = told(run, catalog(tmp_path, **models), "new")
    assert found["commercial"] == "unknown"
    assert why in [one["why"] for one in found["unknown"]]  # type: ignore[attr-defined]


def test_bases_say_which_checkpoint_was_used(run: Run, tmp_path: Path) -> None:
    sizes = [{"name": "Old 1B"}, {"name": "Old 9B", "license": "LicenseRef-NC"}]
    made = {"lineage": {"finetuned-from": ["old"]}}
    path = catalog(
        tmp_path,
        old=base("MIT", variants=sizes),
        vague=base("MIT", **made),
        small=base("MIT", bases=["old/1b"], **made),
        large=base("MIT", bases=["old/9b"], **made),
        wrong=base("MIT", bases=["older"], **made),
    )
    answers = {name: told(run, path, name)["commercial"] for name in ("vague", "small", "large", "wrong")}
    assert answers == {"vague": "unknown", "small": "yes", "large": "no", "wrong": "unknown"}


def test_queries_ask_it_of_each_checkpoint() -> None:
    found = Catalog.load()
    assert found.count(found.query("commercial:yes license:non-commercial")) == 0
    assert found.count(found.query("license:permissive commercial:yes can:vqa")) > 0
    assert "openvla" not in found.select("commercial:yes").ids()


def test_check_warns_of_a_license_that_says_more_than_its_base_until_explained(run: Run, tmp_path: Path) -> None:
    old, new = base("LicenseRef-NC"), base("MIT", lineage={"finetuned-from": ["old"]})
    path = catalog(tmp_path, old=old, new=new)
    assert "license-inherited" in run("--only", "--registry", str(path), "check", str(path)).out
    path = catalog(tmp_path, old=old, new=new | {"x-check": {"license-inherited": "its makers were asked"}})
    assert "license-inherited" not in run("--only", "--registry", str(path), "check", str(path)).out


def test_a_notice_has_the_words_each_license_requires_to_be_shipped(run: Run, tmp_path: Path) -> None:
    path = catalog(tmp_path, old=base("LicenseRef-Limit"), new=base("MIT", lineage={"finetuned-from": ["old"]}))
    text = json.loads(path.read_text())
    conditions = {"is": "user-limit", "text": "Built with Old"}
    next(one for one in text["taxonomy"]["license"] if one["id"] == "LicenseRef-Limit")["conditions"] = [conditions]
    path.write_text(json.dumps(text))
    lines = run("--only", "--registry", str(path), "license", "new", "--notice").out.splitlines()
    assert "  Built with Old" in lines
    assert "MIT (MIT)" in lines
    assert "not legal advice" in lines[-1]


@pytest.mark.parametrize("name", ["fam/3b", "Fam 2 3B", "lab/Fam-2-3B", "https://huggingface.co/lab/Fam-2-3B"])
def test_any_id_of_a_checkpoint_is_answered_with_its_own_license(run: Run, sizes: list[str], name: str) -> None:
    [told] = json.loads(run("license", name, "--json", *sizes).out)["checkpoints"]
    assert (told["ids"], told["license"]) == (["fam/3b"], "GPL-3.0-only")


def test_a_page_that_states_another_license_is_told_beside_the_sources(run: Run, tmp_path: Path) -> None:
    other = {"url": "https://example.org/card", "for": ["license"], "says": "Apache-2.0", "reason": "its other card"}
    agreeing = {"url": "https://example.org/page", "for": ["license"]}
    path = catalog(tmp_path, new=base("MIT", sources=[agreeing, other]))
    answer = told(run, path, "new")
    assert answer["disputed"] == [{"source": "https://example.org/card", "says": "Apache-2.0"}]
    assert answer["sources"][:1] == ["https://example.org/page"]  # type: ignore[index]
    assert "https://example.org/card" not in answer["sources"]  # type: ignore[operator]
    text = run("--only", "--registry", str(path), "license", "new").out
    assert "https://example.org/card · says Apache-2.0" in text
