"""Measures fmcat as people run it, and writes docs/performance.md.

`python benchmarks/run.py [--quick]`; peers are those on PATH, or in the folder FMCAT_PEERS names.
"""

import argparse
import platform
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import peers
from generate import write_json_lines
from timing import Job, emptied, measured, median, once, ratio, run

HERE = Path(__file__).parents[1]
PAGE = HERE / "docs" / "performance.md"
PYTHON = sys.executable
FMCAT = str(Path(PYTHON).with_name("fmcat"))
BARE, TYPER, RICH = "python -c pass", "import typer", "import typer, rich.table, rich.console"
COMPILING = "import yaml, pydantic, typer"
ID = "openai/clip-vit-base-patch32"
ENTRY = """- id: mine-{0}
  name: Mine {0}
  vendor: openai
  released: 2024-03-14
  modalities: [vision]
  parameters: 7M
  license: {{weights: MIT}}
  access: open
"""


def python(code: str) -> Job:
    return Job([PYTHON, "-c", code], {})


def fmcat(cache: Path, *arguments: str, before: Callable[[], object] | None = None) -> Job:
    return Job([FMCAT, *arguments], {"FMCAT_CACHE_DIR": str(cache), "COLUMNS": "160"}, before)


def compiling(cache: Path, *arguments: str) -> Job:
    return fmcat(cache, *arguments, "list", "--count", before=partial(emptied, cache))


def table(times: Mapping[str, list[float]], bases: tuple[str, ...]) -> Iterator[str]:
    yield "| process | median ms | " + " | ".join(f"× `{base}`" for base in bases) + " |"
    yield "| --- | ---: |" + " ---: |" * len(bases)
    for name, taken in times.items():
        ratios = " | ".join(f"{ratio(taken, times[base]):.2f}" for base in bases)
        yield f"| {name} | {median(taken):.0f} | {ratios} |"


def curated(folder: Path, rounds: int) -> Iterator[str]:
    """The bundled catalog, compared with bare imports and the peers."""
    cache = folder / "cache"
    jobs = {
        BARE: python("pass"),
        TYPER: python(TYPER),
        RICH: python(RICH),
        "`fmcat list -m vision --json`": fmcat(cache, "list", "-m", "vision", "--json"),
        "`fmcat list -m vision`, a table": fmcat(cache, "--color", "always", "list", "-m", "vision", "-f", "table"),
        "`fmcat list -m vision -n 110`, a table": fmcat(
            cache, "--color", "always", "list", "-m", "vision", "-n", "110", "-f", "table"
        ),
        "`fmcat show clip`": fmcat(cache, "--color", "always", "show", "clip"),
        "`fmcat timeline vision`": fmcat(cache, "--color", "always", "timeline", "vision"),
        "`fmcat --help`": fmcat(cache, "--help"),
        **dict(peers.jobs(folder, 500)),
    }
    yield "## The bundled catalog, warm\n"
    yield "The other programs answer over 500 entries of their own kind, filtered to a fifth if they can filter.\n"
    yield from table(measured(jobs, rounds), (BARE, TYPER, RICH))
    cold = {COMPILING: python(COMPILING), "`fmcat list --count`, compiling": compiling(folder / "cold")}
    yield "\n## Compiling the bundled catalog\n"
    yield from table(measured(cold, rounds), (COMPILING,))


def editing(folder: Path, rounds: int) -> Iterator[str]:
    """The first command after an edit: of a registry of 100 models, and of one entry of the catalog in a checkout."""
    own, cache, checkout = folder / "own.yaml", folder / "edited", folder / "checkout"
    own.write_text("schema: 1\nmodels:\n" + "".join(map(ENTRY.format, range(100))), "utf-8")
    for name in ("src", "data"):
        shutil.copytree(HERE / name, checkout / name)
    there = {"PYTHONPATH": str(checkout / "src"), "FMCAT_CACHE_DIR": str(folder / "checked-out")}
    over = ("--registry", str(own))

    def change() -> None:
        run(fmcat(cache, *over, "set", "mine-5", f"parameters={random.randrange(10**6)}M"))

    jobs = {
        COMPILING: python(COMPILING),
        "`fmcat set`, which compiles what it changes": fmcat(
            cache, *over, "set", "mine-5", "parameters=7B", before=change
        ),
        "`fmcat list --count` after `fmcat set`": fmcat(cache, *over, "list", "--count", before=change),
        "`fmcat list --count` after an edit of the registry by hand": fmcat(
            cache, *over, "list", "--count", before=partial(_edit, own)
        ),
        "`fmcat list --count` after an edit of an entry of data/models.yaml": Job(
            [PYTHON, "-c", "from fmcat.__main__ import run; run()", "list", "--count"],
            there,
            partial(_edit, checkout / "data" / "models.yaml"),
        ),
    }
    yield "\n## After an edit\n"
    yield "A registry of 100 models over the bundled one, and a copy of a checkout.\n"
    yield from table(measured(jobs, rounds), (COMPILING,))


def _edit(file: Path) -> None:
    """Change the day of the release of one entry."""
    text = file.read_text("utf-8")
    found = random.choice(list(re.finditer(r"(?m)^  released: \d{4}-\d\d-(\d\d)$", text)))
    day = 1 + int(found[1]) % 28
    file.write_text(f"{text[: found.start(1)]}{day:02}{text[found.end(1) :]}", "utf-8")


def growing(folder: Path, sizes: list[int], rounds: int) -> Iterator[str]:
    """Generated registries laid over the bundled one."""
    jobs: dict[str, Job] = {}
    compiled = [
        "| entries | s | s of processor | MiB of the largest process | MB on disk |",
        "| ---: | ---: | ---: | ---: | ---: |",
    ]
    for size in sizes:
        registry, cache = write_json_lines(folder / f"{size}.jsonl", size), folder / f"cache-{size}"
        over = ("--registry", str(registry))
        cold = compiling(cache, *over)
        runs = [once(cold) for _ in range(3 if size <= 5000 else 1)]
        seconds, spent, memory = (median(values) for values in zip(*runs, strict=True))
        disk = sum(file.stat().st_size for file in cache.iterdir()) / 1e6
        compiled.append(f"| {size:,} | {seconds / 1000:.1f} | {spent / 1000:.1f} | {memory:.0f} | {disk:.0f} |")
        jobs[f"a fifth, first 100, JSON, {size}"] = fmcat(cache, *over, "list", "-m", "vision", "-n", "100", "--json")
        jobs[f"the same of checkpoints of 250M and more, {size}"] = fmcat(
            cache, *over, "list", "-m", "vision", "license:Apache-2.0", "size:250M+", "-n", "100", "--json"
        )
        jobs[f"`show clip --json`, {size}"] = fmcat(cache, *over, "show", "clip", "--json")
        jobs[f"`resolve {ID}`, {size}"] = fmcat(cache, *over, "resolve", ID)
        if 500 < size <= 50_000:
            place = folder / f"peers-{size}"
            place.mkdir()
            beside = dict(peers.jobs(place, size))
            jobs |= {f"{name}, {size}": job for name, job in beside.items() if "JSON" in name}
    yield "\n## Growing\n"
    yield "Generated entries as rich as curated ones, in JSON Lines over the bundled registry; the other programs"
    yield "answer the first question.\n"
    yield "| process | entries | median ms | × the same of 500 |\n| --- | ---: | ---: | ---: |"
    times = measured(jobs, rounds)
    for name, taken in times.items():
        asked, _, entries = name.rpartition(", ")
        base = times.get(f"{asked}, {sizes[0]}") or next(iter(times.values()))
        yield f"| {asked} | {int(entries):,} | {median(taken):.0f} | {ratio(taken, base):.2f} |"
    yield "\n### Compiling\n"
    yield "Each also compiles the bundled models.\n"
    yield from compiled


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="fewer rounds, and at most 5,000 entries")
    quick = options.parse_args().quick
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [
            "<!-- made by `make bench` -->\n# Performance\n",
            f"Measured {date.today()}, Python {platform.python_version()}, {platform.system()} {platform.machine()}.",
            "Whole processes, side by side: in every round each runs once, in random order; ratios are medians of the",
            "ratios within a round. Milliseconds depend on the machine, ratios much less.\n",
            *curated(folder, 5 if quick else 15),
            *editing(folder, 3 if quick else 11),
            *growing(folder, [500, 5000] if quick else [500, 5000, 50_000, 500_000], 3 if quick else 9),
        ]
    print("\n".join(lines))
    if not quick:
        PAGE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
