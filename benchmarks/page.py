"""How long the web page takes in headless Chromium to load and to answer a query, for catalogs of several sizes.

python benchmarks/page.py
"""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from generate import write_json_lines

from fmcat import Catalog
from fmcat.export import EXPORTERS, Choice

SIZES = (0, 2_000, 5_000)
_ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_ASKED = (
    "q => { const start = performance.now(); go({ q }, true); document.body.offsetHeight;"
    " return performance.now() - start }"
)
_QUERIES = ["vision", "method:contrastive", "year:2021..2023 params:1B+", "-open:yes sort:params-", ""]


def main() -> None:
    """Print a Markdown table: models, size of the file, load, and a query from the key to the drawn table."""
    print("| models | MB | load, ms | a query, ms |\n| ---: | ---: | ---: | ---: |")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
        for more in SIZES:
            over = [write_json_lines(Path(folder, f"{more}.jsonl"), more)] if more else []
            catalog = Catalog.load(*over)
            path = Path(folder, "page.html")
            chunks = EXPORTERS["page"].write(Choice(catalog, catalog.query(""), whole=True))
            path.write_text("".join(map(str, chunks)), "utf-8")
            load, query = measured(browser, path.as_uri())
            print(f"| {len(catalog):,} | {path.stat().st_size / 1e6:.1f} | {load:.0f} | {query:.0f} |")
        browser.close()


def measured(browser: Browser, address: str) -> tuple[float, float]:
    """The medians of five loads (to DOMContentLoaded, the first table drawn) and of each query asked twice."""
    loads, queries = [], []
    for _ in range(5):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        loads.append(page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
        queries += [page.evaluate(_ASKED, text) for text in _QUERIES]
        page.close()
    return statistics.median(loads), statistics.median(queries)


if __name__ == "__main__":
    main()
