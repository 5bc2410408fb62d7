"""Puts the compiled catalog of the bundled registry into the wheel, so that its first command needs no compiling."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalog(BuildHookInterface):
    """The hook that hatchling calls around the build of a wheel."""

    _folder = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the registry, except for an editable installation, whose data may change."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from fmcat.catalog.build import ship
        from fmcat.catalog.shipped import SHIPPED

        self._folder = tempfile.mkdtemp()
        file = Path(self._folder, SHIPPED)
        ship(Path(self.root, "data"), file)
        build_data["force_include"][str(file)] = f"fmcat/data/{SHIPPED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled for this wheel."""
        if self._folder:
            shutil.rmtree(self._folder)
