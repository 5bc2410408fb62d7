"""Writes the class of every SPDX license, from the categories of a public license database.

`python docs/spdx.py` needs the package license-expression. It carries the index of ScanCode LicenseDB,
https://scancode-licensedb.aboutcode.org , copyright nexB Inc. and others, under CC BY 4.0.
"""

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from importlib.resources import files
from textwrap import wrap

from fmcat.schema import license_classes, vocabulary

HEAD = """\
# The licenses of the SPDX license list by class. Written by docs/spdx.py from the categories of
# ScanCode LicenseDB, https://scancode-licensedb.aboutcode.org , copyright nexB Inc. and others, CC BY 4.0 (changed:
# categories are mapped to classes).
"""
#: Our class for each category of the database.
CLASS_OF = {
    "Permissive": "permissive",
    "Public Domain": "permissive",
    "Copyleft Limited": "weak-copyleft",
    "Copyleft": "copyleft",
    "Source-available": "community",
    "Free Restricted": "community",
    "Proprietary Free": "community",
    "Unstated License": "copyleft",  # "any license that the OSI approved": the strictest of those
}
#: Licenses whose name says that they are for non-commercial use; the database has no category for them.
NON_COMMERCIAL = re.compile(r"CC-BY-NC\b|Noncommercial|NCGL")


def categories() -> Mapping[str, str]:
    """The database's category of each license, by every SPDX id it has or had, in lower case."""
    text = files("license_expression").joinpath("data/scancode-licensedb-index.json").read_text("utf-8")
    found = {}
    for entry in json.loads(text):
        for name in (entry.get("spdx_license_key"), *entry.get("other_spdx_license_keys", ())):
            found[(name or "").lower()] = entry["category"]
    return found


def classes() -> Mapping[str, list[str]]:
    """The licenses of each class, in the order of the SPDX list."""
    category = categories()
    found = defaultdict(list)
    for name in vocabulary.spdx_ids():
        kind = "non-commercial" if NON_COMMERCIAL.search(name) else CLASS_OF[category[name.lower()]]
        found[kind].append(name)
    return found


def text() -> str:
    """The whole file."""
    found = classes()
    lines = [f"{kind}: {' '.join(found[kind])}" for kind in license_classes.CLASSES if kind in found]
    return HEAD + "".join("\n".join(wrap(line, 118, break_on_hyphens=False)) + "\n" for line in lines)


if __name__ == "__main__":
    license_classes.SPDX.write_text(text(), "utf-8")
