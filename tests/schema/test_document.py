"""The typed documents have the keys that the schemas have, and require those that are always there."""

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import BaseModel

from fmcat.facts import COMPUTED
from fmcat.schema import document, model, notes, parts, release, training, vocabulary

PAIRS: Mapping[type[BaseModel], Any] = {
    model.Model: document.ModelDocument,
    model.Sizes: document.SizesDocument,
    training.Compute: document.ComputeDocument,
    model.Variant: document.VariantDocument,
    model.External: document.ExternalDocument,
    model.Citation: document.CitationDocument,
    model.Source: document.SourceDocument,
    parts.Bilingual: document.BilingualDocument,
    vocabulary.Condition: document.ConditionDocument,
    vocabulary.Term: document.TermDocument,
    vocabulary.Vendor: document.VendorDocument,
    notes.Milestone: document.MilestoneDocument,
    notes.Era: document.EraDocument,
    notes.Timeline: document.TimelineDocument,
    notes.Point: document.PointDocument,
    notes.Contrast: document.ContrastDocument,
    notes.Reading: document.ReadingDocument,
    notes.Concept: document.ConceptDocument,
    notes.SourceKind: document.SourceKindDocument,
    notes.Work: document.WorkDocument,
    release.ChangedFact: document.ChangedFactDocument,
    release.Renaming: document.RenamingDocument,
    release.Revision: document.RevisionDocument,
    release.Release: document.ReleaseDocument,
}


@pytest.mark.parametrize(("schema", "typed"), PAIRS.items(), ids=lambda one: one.__name__)
def test_a_typed_document_has_the_keys_of_its_schema(schema: type[BaseModel], typed: Any) -> None:
    keys = {info.alias or name: info for name, info in schema.model_fields.items() if name != "extra"}
    computed = set(COMPUTED) if schema is model.Model else set()
    assert [key for key in typed.__annotations__ if key not in computed] == list(keys)
    assert typed.__required_keys__ == {key for key, info in keys.items() if info.is_required()}


def test_every_typed_document_has_a_schema() -> None:
    typed = {value for name, value in vars(document).items() if name.endswith("Document")}
    assert typed == {*PAIRS.values(), document.TermsDocument}
