"""Fixes formatting in the text of files; everything else stays as it is."""

import codecs
from collections.abc import Mapping, Sequence
from pathlib import Path

from fmcat.checks.finding import Finding
from fmcat.files.paths import display_path
from fmcat.registry.edit import replaced
from fmcat.registry.order import sorted_models

_YAML = (".yaml", ".yml")


def mend(contents: Mapping[Path, bytes], findings: Sequence[Finding]) -> dict[Path, bytes]:
    """The corrected text of files: every finding's correction in place, and models in order.

    Files that need no correction, and files other than YAML, are not in the result.
    """
    mended = {}
    for file, before in contents.items():
        if file.suffix not in _YAML:
            continue
        mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
        text = before.removeprefix(mark).decode()
        name = display_path(file)
        cures = {
            (finding.position.line, finding.position.column): finding.fix
            for finding in findings
            if finding.fix is not None and finding.position.file == name
        }
        after = mark + sorted_models(replaced(text, cures) if cures else text).encode()
        if after != before:
            mended[file] = after
    return mended
