"""How DuckDB over Parquet scales: typical queries on generated, multiplied models.

    python benchmarks/scale.py FOLDER [MILLIONS]...

FOLDER is for the data sets and can be deleted afterwards.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).parent))
from generate import write_json_lines

from fmcat import Catalog
from fmcat.engines import attach
from fmcat.engines.dataset import MARK, TABLES, write_dataset

BASE = 40_000
QUERIES = ["modality:vision", "method:contrastive year:2021..2023", "params:7B+ sort:params-", "-vendor:openai"]


def main(folder: Path, millions: list[float]) -> None:
    """Print a Markdown table: models, size on disk, seconds to write, and to count and list the matches of a query."""
    folder.mkdir(parents=True, exist_ok=True)
    catalog = Catalog.load(write_json_lines(folder / "base.jsonl", BASE))
    base = folder / "base"
    write_dataset(catalog, catalog.query(""), base)
    print("| models | GB | written in s | a count, s | the first 100, s |\n| ---: | ---: | ---: | ---: | ---: |")
    measure(base, 0)
    for million in millions:
        times = round(million * 1e6 / len(catalog))
        begun = time.perf_counter()
        made = multiplied(base, folder / f"x{times}", times)
        measure(made, time.perf_counter() - begun)


def measure(made: Path, wrote: float) -> None:
    """A line of the table: the medians over the queries."""
    catalog = attach(f"parquet:{made}")
    chosen = [catalog.query(query) for query in QUERIES]
    size = sum(path.stat().st_size for path in made.rglob("*.parquet")) / 1e9
    count = statistics.median(seconds(lambda: catalog.count(query)) for query in chosen)  # noqa: B023
    first = statistics.median(seconds(lambda: list(catalog.documents(query, 100))) for query in chosen)  # noqa: B023
    written = f"{wrote:.0f}" if wrote else "–"
    print(f"| {len(catalog):,} | {size:.2f} | {written} | {count:.2f} | {first:.2f} |", flush=True)


def seconds(ask: Callable[[], object]) -> float:
    """How long a query takes."""
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def multiplied(base: Path, made: Path, times: int) -> Path:
    """The data set with each model repeated under new ids and numbers."""
    with duckdb.connect() as connection:
        [[largest]] = connection.execute(f"SELECT max(n) FROM '{base}/model/*.parquet'").fetchall()
        for table, columns in TABLES.items():
            key = next((column for column in ("n", "model") if column in columns), "")
            (made / table).mkdir(parents=True, exist_ok=True)
            chosen = f"SELECT * FROM '{base}/{table}/*.parquet'"
            if key:
                ids = ", id || '-' || t AS id" if key == "n" else ""
                chosen = f"SELECT * EXCLUDE (t) REPLACE ({key} + t * {largest} AS {key}{ids})"
                chosen += f" FROM '{base}/{table}/*.parquet', range({times}) r(t)"
            target = f"'{made}/{table}/part-0.parquet' (FORMAT parquet, COMPRESSION zstd)"
            connection.execute(f"COPY ({chosen}) TO {target}")
    (made / MARK).write_text("1\n")
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]), [float(million) for million in sys.argv[2:]])
