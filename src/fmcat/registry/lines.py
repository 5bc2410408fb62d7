"""JSON Lines registries, read an entry a line."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from fmcat.registry.placed import LARGEST_FILE, Place, Spot, decode, read_json
from fmcat.registry.problems import Problems
from fmcat.text import ENTRY_LEVELS


def entries_in(path: Path, file: str, problems: Problems) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The entries of a JSON Lines file with their places, one after the other, so that any number fits in memory.

    `file` names the file in places; lines that are no entries are added to the problems.
    """
    try:
        with path.open("rb") as stream:
            for number, data in enumerate(iter(partial(stream.readline, LARGEST_FILE + 1), b""), 1):
                place = Place(file, number, 1)
                if len(data) > LARGEST_FILE:
                    problems.add(place, "", f"the line is larger than {LARGEST_FILE // 2**20} MiB")
                    return
                if not data.strip():
                    continue
                try:
                    entry = read_json(decode(data), file, number, ENTRY_LEVELS)
                except Spot as spot:
                    problems.add(Place(file, number, spot.column or 1), "", spot.message)
                    continue
                if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                    entry["id"] = entry["id"].strip()
                    yield place, entry
                else:
                    problems.add(place, "", "an entry is a mapping with an id")
    except OSError as error:
        problems.add(Place(file), "", f"cannot be read: {error.strerror}")
