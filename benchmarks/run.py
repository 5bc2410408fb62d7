"""Measures fmcat as people run it, and writes docs/performance.md.

`python benchmarks/run.py [--quick]`; peers are those on PATH, or in the folder FMCAT_PEERS names.
"""

import argparse
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import peers
from generate import write_json_lines
from timing import Job, measured, median, once, ratio

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
PYTHON = sys.executable
FMCAT = str(Path(PYTHON).with_name("fmcat"))
BARE, TYPER, RICH = "python -c pass", "import typer", "import typer, rich.table, rich.console"
COMPILING = "import yaml, pydantic, typer"


def python(code: str) -> Job:
    return Job([PYTHON, "-c", code], {})


def fmcat(cache: Path, *arguments: str, fresh: bool = False) -> Job:
    return Job([FMCAT, *arguments], {"FMCAT_CACHE_DIR": str(cache), "COLUMNS": "160"}, cache if fresh else None)


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
    compiling = {
        COMPILING: python(COMPILING),
        "`fmcat list --count`, compiling": fmcat(folder / "cold", "list", "--count", fresh=True),
    }
    yield "\n## Compiling the bundled catalog\n"
    yield from table(measured(compiling, rounds), (COMPILING,))


def growing(folder: Path, sizes: list[int], rounds: int) -> Iterator[str]:
    """Generated registries laid over the bundled one."""
    jobs: dict[str, Job] = {}
    compiled = ["| entries | compile s | peak MiB | MB on disk |", "| ---: | ---: | ---: | ---: |"]
    for size in sizes:
        registry, cache = write_json_lines(folder / f"{size}.jsonl", size), folder / f"cache-{size}"
        over = ("--registry", str(registry))
        cold = fmcat(cache, *over, "list", "--count", fresh=True)
        runs = [once(cold) for _ in range(3 if size <= 5000 else 1)]
        seconds, memory = median([taken for taken, _ in runs]) / 1000, max(peak for _, peak in runs)
        disk = sum(file.stat().st_size for file in cache.iterdir()) / 1e6
        compiled.append(f"| {size:,} | {seconds:.2f} | {memory:.0f} | {disk:.0f} |")
        jobs[f"a fifth, first 100, JSON, {size:,}"] = fmcat(cache, *over, "list", "-m", "vision", "-n", "100", "--json")
        jobs[f"the same of checkpoints of 250M and more, {size:,}"] = fmcat(
            cache, *over, "list", "-m", "vision", "license:Apache-2.0", "size:250M+", "-n", "100", "--json"
        )
        jobs[f"`show clip --json`, {size:,}"] = fmcat(cache, *over, "show", "clip", "--json")
        if 500 < size <= 50_000:
            place = folder / f"peers-{size}"
            place.mkdir()
            beside = dict(peers.jobs(place, size))
            jobs |= {f"{name}, {size:,}": job for name, job in beside.items() if "JSON" in name}
    first = f"a fifth, first 100, JSON, {sizes[0]:,}"
    yield "\n## Growing\n"
    yield "Generated entries as rich as curated ones, in JSON Lines over the bundled registry.\n"
    yield from table(measured(jobs, rounds), (first,))
    yield "\n### Compiling\n"
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
            *growing(folder, [500, 5000] if quick else [500, 5000, 50_000, 500_000], 3 if quick else 9),
        ]
    print("\n".join(lines))
    if not quick:
        PAGE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
