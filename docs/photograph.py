"""Photographs the web page for the README, light and dark: `make photographs`, where Chromium is installed.

The pictures are committed, and nothing compares them with the page: other fonts draw it otherwise.
"""

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from fmcat import Catalog
from fmcat.export import EXPORTERS, Choice

IMAGES = Path(__file__).parent / "images"
CHROMIUM = os.environ.get("FMCAT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
_SIZE: ViewportSize = {"width": 1280, "height": 800}


def photograph(page: Path, theme: str) -> None:
    """Write images/page.png, or images/page-dark.png."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport=_SIZE, color_scheme="dark" if theme == "dark" else "light")
        tab.goto(page.as_uri())
        tab.locator("#models tbody tr").first.wait_for()
        tab.screenshot(path=IMAGES / ("page-dark.png" if theme == "dark" else "page.png"))
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "catalog.html"
        text = "".join(map(str, EXPORTERS["page"].write(Choice(Catalog.load()))))
        written.write_text(text, "utf-8")
        for name in ("light", "dark"):
            photograph(written, name)
