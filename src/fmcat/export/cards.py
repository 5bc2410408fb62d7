"""Front matter of model cards, in the Hugging Face Hub's own words (https://huggingface.co/docs/hub/model-cards)."""

from collections.abc import Iterator

from fmcat.catalog.catalog import Catalog
from fmcat.export import Choice
from fmcat.export.kit.markdown import escaped
from fmcat.fields import FIELDS, Document
from fmcat.schema.hub import BASE_RELATIONS, LICENSES, SPDX_ON_THE_HUB
from fmcat.text import showable
from fmcat.yaml_text import written

#: The Hub's pipeline tags that are capabilities of ours, the most specific first.
_TELLING = ("any-to-any", "image-text-to-text", "text-to-video", "image-to-video", "text-to-image", "image-to-image")
#: And those of which the one that the entry names first counts.
_TASKS = (
    *("automatic-speech-recognition", "text-to-speech", "audio-classification", "depth-estimation"),
    *("zero-shot-image-classification", "object-detection", "image-segmentation", "image-classification"),
    *("image-feature-extraction", "keypoint-detection", "text-generation", "translation", "summarization"),
    *("text-classification", "token-classification", "question-answering", "time-series-forecasting"),
)


def to_cards(choice: Choice) -> Iterator[str]:
    """One card per model: the front matter, its name and its summary."""
    for document in choice.documents():
        name, summary = escaped(document["name"]), document.get("summary", {})
        said = escaped(summary.get("en") or summary.get("ko") or "")
        yield f"---\n{written(front_matter(choice.catalog, document))}---\n\n# {name}\n\n{said}\n\n"


def front_matter(catalog: Catalog, document: Document) -> dict[str, object]:
    """The front matter that the Hub reads, as far as the catalog knows it."""
    can = document.get("capabilities", ())
    matter: dict[str, object] = {}
    license = document.get("license", {}).get("weights")
    if license:
        matter |= _license(license, document.get("links", {}).get("license", ""))
    tasks = [*(task for task in _TELLING if task in can), *(task for task in can if task in _TASKS)]
    if tasks:
        matter["pipeline_tag"] = tasks[0]
    matter["tags"] = [*document["modalities"], *FIELDS["method"].values(document)]
    for relation, name in BASE_RELATIONS.items():
        targets = [target for target in document.get("lineage", {}).get(relation, ()) if isinstance(target, str)]
        bases = [base for target in targets if (base := _repository(catalog, target))]
        if bases:
            matter |= {"base_model": bases, "base_model_relation": name}
            break
    return matter


def _license(license: str, url: str) -> dict[str, str]:
    """The license by the Hub's id, else as `other` with its name and, if known, its page."""
    known = LICENSES.get(license) or (license.lower() if license.lower() in SPDX_ON_THE_HUB else "")
    if known:
        return {"license": known}
    other = {"license": "other", "license_name": license.removeprefix("LicenseRef-").lower()}
    return other | ({"license_link": showable(url)} if url else {})


def _repository(catalog: Catalog, model: str) -> str:
    """The Hub repository of a model, or None."""
    if model not in catalog:
        return ""
    names = catalog.document(model).get("ids", {}).get("huggingface", ())
    return showable(names[0]) if names else ""
