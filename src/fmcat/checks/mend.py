"""Mends what is a matter of form, in the text of the files, so that all else in them stays as it is."""

import codecs
from collections.abc import Mapping, Sequence
from pathlib import Path

from fmcat.checks.finding import Finding
from fmcat.files.paths import display_path
from fmcat.registry.edit import replaced
from fmcat.registry.order import sorted_models

_YAML = (".yaml", ".yml")


def mend(contents: Mapping[Path, bytes], findings: Sequence[Finding]) -> dict[Path, bytes]:
    """What these files should hold instead: every cure of a finding in its place, and models in order.

    Files that are well as they are have no part in the answer, nor have those that are no YAML.
    """
    mended = {}
    for file, before in contents.items():
        if file.suffix not in _YAML:
            continue
        mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
        text = before.removeprefix(mark).decode()
        name = display_path(file)
        cures = {
            (finding.position.line, finding.position.column): finding.cure
            for finding in findings
            if finding.cure is not None and finding.position.file == name
        }
        after = mark + sorted_models(replaced(text, cures) if cures else text).encode()
        if after != before:
            mended[file] = after
    return mended
