"""How long the web page takes in headless Chromium to show its first screen, to load and to answer a query, for
catalogs of several sizes.

python benchmarks/page.py
"""

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
from generate import write_json_lines

from fmcat import Catalog
from fmcat.export import EXPORTERS, Choice

SIZES = (0, 3_600)
_ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
#: Notes when the first model is listed: the moment before the browser paints it.
_LOOK = (
    "(function look() { if (document.querySelector('#models tbody tr')) window.drawn = performance.now();"
    " else requestAnimationFrame(look) })()"
)
#: Asks a query, and waits until its answer is painted.
_ASK = "q => { go({ q }, true); return new Promise(done => requestAnimationFrame(() => setTimeout(done))) }"
_QUERIES = ["vision", "method:contrastive", "year:2021..2023 params:1B+", "-open:yes sort:params-", "sam", ""]
_HEAD = ("models", "MB", "first screen, ms", "load, ms of CPU", "a query, ms of CPU")


def main() -> None:
    """Print a Markdown table. Processor times are those of the page's main thread: a busy machine changes them less."""
    print(f"| {' | '.join(_HEAD)} |\n|{' ---: |' * len(_HEAD)}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
        for more in SIZES:
            over = [write_json_lines(Path(folder, f"{more}.jsonl"), more)] if more else []
            catalog = Catalog.load(*over)
            path = Path(folder, "page.html")
            chunks = EXPORTERS["page"].write(Choice(catalog, catalog.query(""), whole=True))
            path.write_text("".join(map(str, chunks)), "utf-8")
            times = " | ".join(f"{time:.0f}" for time in measured(browser, path.as_uri()))
            print(f"| {len(catalog):,} | {path.stat().st_size / 1e6:.1f} | {times} |")
        browser.close()


def measured(browser: Browser, address: str) -> tuple[float, float, float]:
    """The medians of five first screens and loads, and of all queries asked once in each, in milliseconds."""
    first, loads, queries = [], [], []
    for _ in range(5):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(_LOOK)
        used = clock(page)
        page.goto(address)
        loads.append(used())
        first.append(page.evaluate("drawn"))
        for text in _QUERIES:
            before = used()
            page.evaluate(_ASK, text)
            queries.append(used() - before)
        page.close()
    return statistics.median(first), statistics.median(loads), statistics.median(queries)


def clock(page: Page) -> Callable[[], float]:
    """The milliseconds of processor time that the main thread of a page has used."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def used() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(1000 * float(one["value"]) for one in metrics if one["name"] == "TaskDuration")

    return used


if __name__ == "__main__":
    main()
