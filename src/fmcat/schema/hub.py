"""Our terms in the words of the Hugging Face Hub (https://huggingface.co/docs/hub/model-cards)."""

from collections.abc import Mapping

#: Licenses for which the Hub has its own id.
LICENSES: Mapping[str, str] = {
    "AGPL-3.0-only": "agpl-3.0",
    "GFDL-1.3-only": "gfdl",
    "GPL-2.0-only": "gpl-2.0",
    "GPL-3.0-only": "gpl-3.0",
    "LGPL-2.1-only": "lgpl-2.1",
    "LGPL-3.0-only": "lgpl-3.0",
    "ODbL-1.0": "odbl",
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
#: SPDX ids, in lower case, that are the Hub's ids too (https://huggingface.co/docs/hub/repositories-licenses).
SPDX_ON_THE_HUB = frozenset(
    (
        *("apache-2.0", "mit", "afl-3.0", "artistic-2.0", "bsl-1.0", "bsd-2-clause", "bsd-3-clause"),
        *("bsd-3-clause-clear", "cc0-1.0", "cc-by-2.0", "cc-by-2.5", "cc-by-3.0", "cc-by-4.0"),
        *("cc-by-sa-3.0", "cc-by-sa-4.0", "cc-by-nc-2.0", "cc-by-nc-3.0", "cc-by-nc-4.0", "cc-by-nd-4.0"),
        *("cc-by-nc-nd-3.0", "cc-by-nc-nd-4.0", "cc-by-nc-sa-2.0", "cc-by-nc-sa-3.0", "cc-by-nc-sa-4.0"),
        *("cdla-sharing-1.0", "cdla-permissive-1.0", "cdla-permissive-2.0", "wtfpl", "ecl-2.0", "epl-1.0", "epl-2.0"),
        *("eupl-1.1", "eupl-1.2", "isc", "lppl-1.3c", "ms-pl", "mpl-2.0", "ofl-1.1", "osl-3.0"),
        *("postgresql", "ncsa", "unlicense", "zlib"),
    )
)
#: The Hub's words for our relations; it has four.
BASE_RELATIONS: Mapping[str, str] = {
    "finetuned-from": "finetune",
    "instruction-tuned-from": "finetune",
    "merged-from": "merge",
}
SITE = "https://huggingface.co"
#: Licenses that the Hub names by family, without a version.
LICENSE_FAMILIES = frozenset(("bsd", "cc", "gfdl", "gpl", "lgpl"))
#: The prefix of SPDX for licenses that are not on its list, such as those of a card's `license_name`.
OWN_LICENSE = "LicenseRef-"
