"""The installed peers, each with a library of the same size, filtered to a fifth of it."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from generate import entries
from timing import Job

BEETS = """
from beets.library import Item, Library
import sys
library = Library(sys.argv[1])
with library.transaction():
    for n in range(int(sys.argv[2])):
        library.add(Item(title=f"Model {n}", artist=f"lab {n % 10}",
            genre=["vision", "audio"][bool(n % 5)], path=f"/m/{n}".encode()))
"""


def find(name: str) -> str | None:
    """The peer's program: on PATH, or in the folder FMCAT_PEERS names."""
    return shutil.which(name, path=os.pathsep.join([os.environ.get("FMCAT_PEERS", ""), os.environ["PATH"]]))


def jobs(folder: Path, count: int) -> Iterator[tuple[str, Job]]:
    """The command of each installed peer."""
    everything = list(entries(count))
    (folder / "all.json").write_text(json.dumps(everything), "utf-8")
    (folder / "all.jsonl").write_text("\n".join(map(json.dumps, everything)), "utf-8")
    if jq := find("jq"):
        yield "jq over JSON", Job([jq, '[.[] | select(.modalities | index("vision"))]', str(folder / "all.json")], {})
    if duckdb := find("duckdb"):
        asked = f"select * from read_json('{folder / 'all.jsonl'}') where list_contains(modalities, 'vision')"
        yield "duckdb over JSON", Job([duckdb, "-json", "-c", asked], {})
    if utils := find("sqlite-utils"):
        flat = [
            {key: value for key, value in e.items() if isinstance(value, str)} | {"shelf": e["modalities"][0]}
            for e in everything
        ]
        database = str(folder / "all.db")
        subprocess.run([utils, "insert", database, "model", "-"], input=json.dumps(flat).encode(), check=True)
        yield "sqlite-utils query", Job([utils, database, "select * from model where shelf = 'vision'"], {})
    if count > 5000:
        return  # the rest take minutes to fill
    if beet := find("beet"):
        library = folder / "beets.db"
        python = str(Path(beet).with_name("python"))
        subprocess.run([python, "-c", BEETS, str(library), str(count)], check=True, stdout=subprocess.DEVNULL)
        (folder / "beets.yaml").write_text(f"library: {library}\ndirectory: {folder}\n")
        yield "beet ls", Job([beet, "-c", str(folder / "beets.yaml"), "ls", "genre:vision"], {"BEETSDIR": str(folder)})
    if papis := find("papis"):
        for number in range(count):
            place = folder / "papers" / str(number)
            place.mkdir(parents=True)
            tag = "audio" if number % 5 else "vision"
            (place / "info.yaml").write_text(
                f"title: Model {number}\nauthor: Lab {number % 10}\ntags: {tag}\nref: m{number}\n"
            )
        (folder / "papis").mkdir()
        (folder / "papis" / "config").write_text(
            f"[settings]\ndefault-library = models\n[models]\ndir = {folder / 'papers'}\n"
        )
        home = {"XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "HOME": str(folder)}
        yield "papis list", Job([papis, "list", "tags:vision"], home)
    if llm := find("llm"):
        yield "llm models list (its start only)", Job([llm, "models", "list"], {"LLM_USER_PATH": str(folder)})
    if hf := find("hf"):
        yield "hf models --help (its start only)", Job([hf, "models", "--help"], {"HF_HUB_OFFLINE": "1"})
