"""What an import of each source in tests/data/sources finds, leaves out and writes: kept in snapshots/.

`make snapshots` rewrites them; review the difference before committing it.
"""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import SMALL, Run
from tests.snapshots import same_as_kept

DATA = SMALL.parent / "sources"
SNAPSHOTS = Path(__file__).parent / "snapshots"
OPTIONS = ["--json", "--new --json", "", "--new", "--apply --new", "--apply --new --json"]


@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("epoch", "epoch.csv"),
        ("models-dev", "api.json"),
        ("models-dev", "dev.csv"),
        ("jsonl", "other.jsonl"),
        ("huggingface", "hub"),
    ],
)
def test_an_import_finds_and_writes_what_is_kept(run: Run, source: str, file: str) -> None:
    shutil.copytree(DATA, ".", dirs_exist_ok=True)
    for name, text in json.loads(Path("hub.json").read_text()).items():
        Path("hub", name).parent.mkdir(parents=True, exist_ok=True)
        Path("hub", name).write_text(text)
    lines = []
    for options in OPTIONS:
        ran = run("--registry", "own.yaml", "import", source, file, *options.split())
        lines += [f"── import {source} {file} {options} ({ran.code})", ran.out, ran.err]
    text = "\n".join([*lines, "── own.yaml", Path("own.yaml").read_text()])
    same_as_kept(text.replace(str(SMALL), SMALL.name), SNAPSHOTS / f"{file}.txt")
