"""What the Hugging Face Hub calls things of ours (https://huggingface.co/docs/hub/model-cards)."""

from collections.abc import Mapping

#: Licences the Hub knows by an id of its own; SPDX ids it writes in lower case.
LICENSES: Mapping[str, str] = {
    "LicenseRef-Llama-2": "llama2",
    "LicenseRef-Llama-3": "llama3",
    "LicenseRef-Llama-3.1": "llama3.1",
    "LicenseRef-Llama-3.2": "llama3.2",
    "LicenseRef-Llama-3.3": "llama3.3",
    "LicenseRef-Llama-4": "llama4",
    "LicenseRef-Gemma": "gemma",
    "LicenseRef-CreativeML-OpenRAIL-M": "creativeml-openrail-m",
    "LicenseRef-OpenRAIL": "openrail",
    "LicenseRef-BLOOM-RAIL": "bigscience-bloom-rail-1.0",
    "LicenseRef-Apple-Research": "apple-amlr",
}
#: What our relations are to the Hub, which knows four.
BASE_RELATIONS: Mapping[str, str] = {
    "finetuned-from": "finetune",
    "instruction-tuned-from": "finetune",
    "merged-from": "merge",
}
SITE = "https://huggingface.co"
#: Licenses that the Hub knows by the name of a family, which tells no version.
LICENSE_FAMILIES = frozenset(("bsd", "cc", "gfdl", "gpl", "lgpl"))
#: How SPDX begins the names of licenses that are not on its list, those of a card's `license_name` among them.
OWN_LICENSE = "LicenseRef-"
