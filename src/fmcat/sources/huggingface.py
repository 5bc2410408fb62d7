"""Model cards and configurations as the Hugging Face Hub names them, read from disk: a clone, a cache, or one file."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fmcat.errors import SourceError
from fmcat.registry.placed import Spot, read_yaml
from fmcat.schema.hub import BASE_RELATIONS, LICENSES, SITE
from fmcat.sources.draft import Draft, LeftOut, stated
from fmcat.sources.table import content, decoded
from fmcat.text import showable

CARD, CONFIG = "README.md", "config.json"
#: No card's front matter and no configuration is larger; a card's text below it is not read.
_LARGEST = 4 * 1024 * 1024
_OURS = {name: ours for ours, name in LICENSES.items()}
#: Our relations by the Hub's word; the first of ours says no more than it.
_RELATIONS = {name: ours for ours, name in reversed([*BASE_RELATIONS.items()])}
#: A repository in a cache of the Hub, `models--org--name`, and one by its name.
_CACHED = re.compile(r"models--([^/\\]+?)--([^/\\]+)")
_NAMED = re.compile(r"[\w.-]+/[\w.-]+", re.ASCII)
_WHERE_CONTEXT = ("max_position_embeddings", "n_positions", "n_ctx")


def read(path: Path, name: str) -> Iterator[Draft | LeftOut]:
    """The cards and configurations of a folder and those below it, a draft a repository, or of a single file.

    What cannot be read is left out. Raises SourceError where there is none at all.
    """
    if not path.exists():
        raise SourceError(f"{name}: cannot be read: no such file or folder")
    if not path.is_dir():
        yield _draft({CONFIG if path.suffix == ".json" else CARD: path}, path.parent, name, alone=True)
        return
    found = False
    for folder, files in _repositories(path):
        found = True
        shown = str(Path(name, folder.relative_to(path)))
        outside = [file for file in files.values() if not _lies_in(file, _root(path, folder))]
        if outside:
            yield LeftOut(shown, outside[0].name, "it leads out of the folder")
            continue
        try:
            yield _draft(files, folder, shown)
        except SourceError as error:
            place, _, why = error.message.partition(": ")
            yield LeftOut(place, _repository(folder) or folder.name, why)
    if not found:
        raise SourceError(f"{name}: neither a {CARD} nor a {CONFIG} lies in this folder")


def _repositories(path: Path) -> Iterator[tuple[Path, dict[str, Path]]]:
    """The folders that hold a card or a configuration, and those files."""
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if name not in (".git", "blobs", "refs"))
        files = {name: Path(folder, name) for name in (CARD, CONFIG) if name in names}
        if files:
            yield Path(folder), files


def _root(path: Path, folder: Path) -> Path:
    """The folder that what a folder links to must lie in: the one that was named, or a cached repository's own."""
    cached = [parent for parent in (folder.resolve(), *folder.resolve().parents) if _CACHED.fullmatch(parent.name)]
    return cached[0] if cached else path.resolve()


def _lies_in(file: Path, folder: Path) -> bool:
    return file.resolve().is_relative_to(folder)


def _draft(files: Mapping[str, Path], folder: Path, name: str, alone: bool = False) -> Draft | LeftOut:
    """What a card and a configuration say. Raises SourceError where one cannot be read."""
    shown = {kind: name if alone else str(Path(name, kind)) for kind in files}
    matter = _front_matter(files[CARD], shown[CARD]) if CARD in files else {}
    config = _config(files[CONFIG], shown[CONFIG]) if CONFIG in files else {}
    if not matter and not config:
        return LeftOut(name, "", "the card has no front matter")
    called = _text(matter, "model_name")
    repository = called if _NAMED.fullmatch(called) else _repository(folder)
    title = repository or called
    if not title:
        return LeftOut(name, "", "which repository it is of is told neither by its folders nor by model_name")
    link = f"{SITE}/{repository}" if repository else ""
    card, configured = stated(_card_facts(matter)), stated(_config_facts(config))
    place = shown.get(CARD) or shown[CONFIG]
    return Draft(
        key=title,
        ids_key="huggingface",
        place=place,
        name=title.rpartition("/")[2],
        names=() if repository else (title,),
        facts=card | configured | ({"ids.huggingface": [repository]} if repository else {}),
        # That a model has eyes says what it takes in, but not all of it.
        loose={"inputs": ["image"]} if isinstance(config.get("vision_config"), dict) else {},
        sources=({"url": link},) if link else (),
        found=dict.fromkeys(configured, shown.get(CONFIG, place)),
    )


def _repository(folder: Path) -> str:
    """The repository a folder is of, by its name in a cache (`models--org--name`) or by its last two names."""
    parts = folder.resolve().parts
    for part in reversed(parts):
        if cached := _CACHED.fullmatch(part):
            return "/".join(cached.groups())
    named = "/".join(parts[-2:])
    return named if _NAMED.fullmatch(named) else ""


def _card_facts(matter: Mapping[str, Any]) -> dict[str, Any]:
    license = _text(matter, "license")
    if license == "other":
        license = f"LicenseRef-{_text(matter, 'license_name')}" if _text(matter, "license_name") else ""
    link, task = _text(matter, "license_link"), _text(matter, "pipeline_tag")
    facts: dict[str, Any] = {
        "license.weights": _OURS.get(license, license if license != "unknown" else ""),
        "links.license": link if link.startswith("https://") else "",
        "capabilities": [task] if task else [],
    }
    relation = _RELATIONS.get(_text(matter, "base_model_relation"))
    if relation:
        facts[f"lineage.{relation}"] = [
            {"external": base, "url": f"{SITE}/{base}"}
            for base in _texts(matter, "base_model")
            if _NAMED.fullmatch(base)
        ]
    return facts


def _config_facts(config: Mapping[str, Any]) -> dict[str, Any]:
    inner = config.get("text_config")
    both = [config, inner if isinstance(inner, dict) else {}]
    lengths = (_count(one.get(key)) for one in both for key in _WHERE_CONTEXT)
    return {"context": next(filter(None, lengths), None), "parameters": _count(config.get("num_parameters"))}


def _front_matter(path: Path, name: str) -> dict[str, Any]:
    """The YAML at the head of a card, every value a text. Raises SourceError where it cannot be read."""
    text = showable(decoded(content(path, name, _LARGEST), name).replace("\r\n", "\n"))
    found = re.match(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", text, re.DOTALL)
    try:
        matter = read_yaml(found[1], name, placed=False) if found else None
    except Spot as spot:
        raise SourceError(f"{name}:{spot.line + 1}: {spot.message}") from None
    if matter is not None and not isinstance(matter, dict):
        raise SourceError(f"{name}: its front matter is no mapping")
    return matter or {}


def _config(path: Path, name: str) -> dict[str, Any]:
    try:
        config = json.loads(decoded(content(path, name, _LARGEST), name))
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{name}: this is no JSON we read: {error}") from None
    if not isinstance(config, dict):
        raise SourceError(f"{name}: a configuration is a mapping")
    return config


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _text(matter: Mapping[str, Any], key: str) -> str:
    """The one text at a key, or nothing."""
    found = _texts(matter, key)
    return found[0] if len(found) == 1 else ""


def _texts(matter: Mapping[str, Any], key: str) -> list[str]:
    value = matter.get(key)
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
