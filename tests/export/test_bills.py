"""Bills of materials: valid for the validators of their makers, the same every time, and true to the registry."""

import io
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from jsonschema import _format
from spdx_python_model import load_data

from fmcat import Catalog
from tests.conftest import SMALL
from tests.export.test_standards import written

VERSIONS = {"cyclonedx": SchemaVersion.V1_6, "cyclonedx-1.7": SchemaVersion.V1_7}
OWN = """\
schema: 1
vendors:
- {id: openai, organizations: [openai], url: "https://openai.com"}
- {id: meta, organizations: [meta-llama, facebookresearch]}
taxonomy:
  license:
  - {id: MIT, label: {en: MIT License}, definition: {en: Free.}, commercial: yes, reference: "https://spdx.org/licenses/MIT.html"}
  - id: LicenseRef-Llama
    label: {en: LLaMA license}
    definition: {en: Research only.}
    commercial: no
    reference: "https://example.org/llama"
    conditions: [{is: naming, clause: "1", text: Built with LLaMA}]
  condition:
  - {id: naming, label: {en: Naming, ko: 이름 표시}, definition: {en: Its name., ko: 이름.}}
  relation:
  - {id: finetuned-from, label: {en: From}, definition: {en: Further.}, kind: derivation, inverse: {en: Base of}}
models:
- id: clip
  variants:
  - {name: Small, license: Apache-2.0, huggingface: openai/clip-small}
  - {name: Large, parameters: 428M, huggingface: mirror/clip-large}
  links:
    announcement: "https://a.org/[x]%zz#a#b"
    weights: "https://huggingface.co/openai/clip-small"
  sources:
  - {url: "https://a.org/card", for: [license], read: "2026-11-01"}
  - {url: "https://a.org/blog", for: [released], read: "2026-11-02", says: "2021-02", reason: It dates the paper.}
  x-owner: search-team
- {id: dinov2, lineage: {successor-of: [dino]}, training: {fine-tuning: [instruction-tuning]}}
- id: mae
  links: {weights: "https://github.com/facebookresearch/mae"}
- id: llama
  ids: {huggingface: [meta-llama/llama-65b]}
- id: llava
  license: {weights: MIT AND LicenseRef-Llama}
  lineage: {finetuned-from: [llama, {external: Alpaca, license: Apache-2.0}]}
- id: grandchild
  name: Grandchild
  vendor: openai
  released: 2024
  modalities: [vision]
  license: {weights: MIT}
  lineage: {finetuned-from: [llava]}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    path = tmp_path_factory.mktemp("bills") / "own.yaml"
    path.write_text(OWN)
    return Catalog.load(SMALL, path, only=True)


@pytest.fixture(scope="module", autouse=True)
def _remembered() -> Iterator[None]:
    """The validator parses each address with a slow parser; hostile ones come back hundreds of times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_format, "_rfc3987_is_valid_syntax", cache(_format._rfc3987_is_valid_syntax))
        yield


def some_of(hostile: Catalog) -> str:
    """A query for a third of the hostile models: validators are slow, and each has a text of another medium."""
    return f"id:{','.join(hostile.select('sort:id').ids()[::3])}"


def components(catalog: Catalog, query: str = "sort:id", format: str = "cyclonedx") -> dict[str, Any]:
    bill = json.loads(written(catalog, format, query))
    return {component["bom-ref"]: component for component in bill["components"]}


@pytest.mark.parametrize("format", VERSIONS)
def test_cyclonedx_is_strictly_valid(own: Catalog, hostile_catalog: Catalog, format: str) -> None:
    validator = JsonStrictValidator(VERSIONS[format])
    for bill in (written(own, format), written(hostile_catalog, format, some_of(hostile_catalog))):
        assert validator.validate_str(bill.decode()) is None
        assert json.loads(bill)["components"]


def test_each_checkpoint_is_a_component_with_its_own_facts(own: Catalog) -> None:
    found = components(own, "id:clip")
    assert set(found) == {"clip/small", "clip/large"}
    assert found["clip/small"]["licenses"] == [{"license": {"id": "Apache-2.0", "acknowledgement": "declared"}}]
    assert found["clip/large"]["licenses"][0]["license"]["id"] == "MIT"
    assert found["clip/large"]["licenses"][0]["license"]["url"] == "https://spdx.org/licenses/MIT.html"
    sizes = {
        ref: [p["value"] for p in one["properties"] if p["name"] == "fmcat:parameters"] for ref, one in found.items()
    }
    assert sizes == {"clip/small": [], "clip/large": ["428000000"]}
    assert set(components(own, "license:Apache-2.0")) == {"clip/small"}, "only what the query selects"


def test_only_a_repository_of_the_makers_is_the_identity(own: Catalog) -> None:
    found = components(own, "id:clip")
    assert found["clip/small"]["purl"] == "pkg:huggingface/openai/clip-small"
    assert found["clip/small"]["supplier"]["name"] == found["clip/small"]["manufacturer"]["name"] == "OpenAI"
    assert not {"purl", "supplier"} & set(found["clip/large"])
    mae = components(own, "id:mae")["mae"]
    assert (mae["supplier"]["name"], "purl" in mae) == ("Meta", False), "its weights are in an account of Meta"
    places = [
        [one["url"] for one in part["externalReferences"] if one["type"] == "distribution"] for part in found.values()
    ]
    assert places == [["https://huggingface.co/openai/clip-small"], ["https://huggingface.co/mirror/clip-large"]]


def test_references_have_their_types_and_sources_are_evidence(own: Catalog) -> None:
    found = components(own, "id:clip")["clip/small"]["externalReferences"]
    by_type = {one["type"]: one for one in found}
    assert by_type["release-notes"]["url"] == "https://a.org/%5Bx%5D%25zz#a%23b"
    evidence = {one["url"]: one["comment"] for one in found if one["type"] == "evidence"}
    assert evidence["https://a.org/card"] == "source of license, read 2026-11-01"
    assert evidence["https://a.org/blog"] == "disagrees on released: 2021-02 (It dates the paper.), read 2026-11-02"


def test_the_pedigree_holds_what_weights_came_from_and_nothing_else(own: Catalog) -> None:
    found = components(own)
    assert "pedigree" not in found["dinov2"], "a predecessor is no ancestor"
    ancestors = {one["name"]: one for one in found["grandchild"]["pedigree"]["ancestors"]}
    assert list(ancestors) == ["LLaVA", "CLIP", "LLaMA", "Vicuna", "Alpaca"]
    assert "licenses" not in ancestors["CLIP"], "its checkpoints have different ones, and nobody says which was used"
    assert ancestors["LLaMA"]["purl"] == "pkg:huggingface/meta-llama/llama-65b"
    assert ancestors["LLaMA"]["licenses"][0]["license"]["name"] == "LicenseRef-Llama"
    assert ancestors["LLaVA"]["licenses"] == [{"expression": "MIT AND LicenseRef-Llama", "acknowledgement": "declared"}]
    assert ancestors["Alpaca"]["licenses"][0]["license"]["id"] == "Apache-2.0", "as the entry says of it"
    way = [one["value"] for one in ancestors["LLaMA"]["properties"] if one["name"] == "fmcat:derivation"]
    assert way == ["grandchild finetuned-from llava, llava uses-language-model llama"]


def test_the_terms_that_bind_are_considerations(own: Catalog) -> None:
    names = [
        one["name"] for one in components(own)["grandchild"]["modelCard"]["considerations"]["ethicalConsiderations"]
    ]
    assert "License condition: Naming · “Built with LLaMA” [Llama 1]" in names
    assert any(name.startswith("Inherited terms: llava · MIT AND Llama") for name in names)
    assert any(name.startswith("Contradicting terms: its own license (MIT)") for name in names)


def test_an_approach_needs_a_method_of_it(own: Catalog) -> None:
    parameters = components(own, "id:dinov2")["dinov2"]["modelCard"]["modelParameters"]
    assert parameters.get("approach", {}).get("type") != "reinforcement-learning"
    assert components(own, "id:clip")["clip/small"]["modelCard"]["modelParameters"]["approach"] == {
        "type": "self-supervised"
    }


def test_a_time_is_told_only_when_it_is_set(own: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    before = json.loads(written(own, "cyclonedx", "id:dino"))
    assert "timestamp" not in before["metadata"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764331200")
    after = json.loads(written(own, "cyclonedx", "id:dino"))
    assert after["metadata"]["timestamp"] == "2025-11-28T12:00:00Z"
    assert before["serialNumber"] != after["serialNumber"], "another content has another number"


@pytest.mark.parametrize("format", ["cyclonedx", "spdx"])
def test_a_bill_tells_the_version_of_the_data(own: Catalog, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setattr(f"fmcat.export.{format}.data_version", lambda _: "2026.11.28")
    told = json.loads(written(own, format, "id:dino"))
    if format == "cyclonedx":
        assert told["metadata"]["properties"] == [{"name": "fmcat:data-version", "value": "2026.11.28"}]
    else:
        assert "2026.11.28" in told["@graph"][0]["comment"]


# ── SPDX ─────────────────────────────────────────────────────────────────────────────────────


class Spdx:
    """A document, read by classes generated from SPDX's own SHACL shapes, which raise for whatever is amiss."""

    def __init__(self, text: str) -> None:
        self.model, self.objects = load_data(json.loads(text))
        assert self.objects.link() == set(), "every id is that of an element"
        self.model.JSONLDSerializer().write(self.objects, io.BytesIO())  # checks how many values there are

    def packages(self) -> dict[str, Any]:
        return {one.name: one for one in self.objects.foreach_type("ai_AIPackage")}

    def related(self, package: Any, relation: str) -> list[Any]:
        """What a package is related to, and NoAssertion as its address."""
        found = self.objects.foreach_type("Relationship")
        kinds = {one: one.relationshipType.rpartition("/")[2] for one in found}
        return [far for one, kind in kinds.items() if one.from_ is package and kind == relation for far in one.to]


@pytest.fixture(scope="module")
def document(own: Catalog) -> Spdx:
    return Spdx(written(own, "spdx").decode())


def test_spdx_is_valid(document: Spdx, hostile_catalog: Catalog) -> None:
    assert document.packages()
    assert Spdx(written(hostile_catalog, "spdx", some_of(hostile_catalog)).decode()).packages()


@pytest.mark.parametrize("format", [*VERSIONS, "spdx"])
def test_a_bill_is_the_same_every_time(own: Catalog, format: str) -> None:
    assert written(own, format) == written(own, format)


def test_an_ai_package_has_its_facts(document: Spdx) -> None:
    small, large = document.packages()["CLIP Small"], document.packages()["CLIP Large"]
    assert small.software_packageUrl == "pkg:huggingface/openai/clip-small"
    assert (small.suppliedBy.name, [one.name for one in small.originatedBy]) == ("OpenAI", ["OpenAI"])
    assert small.software_downloadLocation == "https://huggingface.co/openai/clip-small"
    assert (large.software_packageUrl, large.suppliedBy) == (None, None)
    assert small.releaseTime.isoformat() == "2021-01-05T00:00:00+00:00"
    assert document.packages()["DINOv2"].releaseTime is None, "only its month is known"
    assert document.packages()["Grandchild"].software_attributionText == ["Built with LLaMA"]


def test_licenses_are_as_declared_and_nothing_is_concluded(document: Spdx) -> None:
    packages = document.packages()
    [declared] = document.related(packages["LLaVA"], "hasDeclaredLicense")
    assert declared.simplelicensing_licenseExpression == "MIT AND LicenseRef-Llama"
    [own_license] = declared.simplelicensing_customIdToUri
    text = document.objects.find_by_id(own_license.value)
    assert (text.name, text.simplelicensing_licenseText) == ("LLaMA license", "See https://example.org/llama")
    for package in packages.values():
        [concluded] = document.related(package, "hasConcludedLicense")
        assert str(concluded).endswith("NoAssertionLicense")
    [unknown] = document.related(packages["DINO"], "hasDeclaredLicense")
    assert str(unknown).endswith("NoAssertionLicense")


def test_descent_is_told_and_succession_is_not(document: Spdx) -> None:
    packages = document.packages()
    assert [one.name for one in document.related(packages["Grandchild"], "descendantOf")] == ["LLaVA"]
    ancestors = [one.name for one in document.related(packages["LLaVA"], "descendantOf")]
    assert set(ancestors) == {"CLIP", "LLaMA", "Vicuna", "Alpaca"}
    assert document.related(packages["DINOv2"], "descendantOf") == []


def test_the_ai_profile_is_claimed_only_if_nothing_that_it_demands_is_unknown(own: Catalog) -> None:
    def profiles(query: str) -> list[str]:
        graph = json.loads(written(own, "spdx", query))["@graph"]
        return next(one["profileConformance"] for one in graph if one["type"] == "SpdxDocument")

    assert "ai" not in profiles("id:dino"), "its version is unknown"
    assert "core" in profiles("id:dino")


def test_a_time_of_creation_is_only_one_that_was_set(own: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    assert '"created": "1970-01-01T00:00:00Z"' in written(own, "spdx", "id:dino").decode()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764331200")
    assert '"created": "2025-11-28T12:00:00Z"' in written(own, "spdx", "id:dino").decode()
