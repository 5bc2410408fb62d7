"""Model cards and configurations of the Hugging Face Hub, read from disk: a clone, a cache, or a single file."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

from fmcat.errors import SourceError
from fmcat.messages import Sentence, say
from fmcat.schema.hub import SITE
from fmcat.sources.card import CARD, CONFIG, Card, card_of, configuration
from fmcat.sources.draft import NOTHING, Draft, LeftOut, stated
from fmcat.sources.repository import CACHED, OTHER_KINDS, PIPELINES, Repository, repository

#: Folders of a clone or a cache without cards.
_PASSED_OVER = (".git", "blobs", "refs")


def read(path: Path, name: str) -> Iterator[Draft | LeftOut]:
    """The cards and configurations of a folder and those below it, one draft per repository, or of a single file.

    Unreadable ones are listed in `left_out`. Raises SourceError if there are none at all.
    """
    if not path.exists():
        raise SourceError(say("{path}: no such file or folder", path=name))
    folder = path if path.is_dir() else path.parent
    if why := _no_model(folder):
        raise SourceError(say("{name}: {why}", name=name, why=why))
    if path.is_dir():
        yield from _folder(path, name)
    else:
        kind = CONFIG if path.suffix == ".json" else CARD
        yield _draft({kind: path}, folder, {kind: name}, name)


def _folder(path: Path, name: str) -> Iterator[Draft | LeftOut]:
    found = False
    for folder, files in _repositories(path):
        found = True
        shown = str(Path(name, folder.relative_to(path)))
        outside = [file for file in files.values() if not _lies_in(file, _root(path, folder))]
        if outside:
            yield LeftOut(shown, outside[0].name, say("is outside the folder"))
            continue
        try:
            yield _draft(files, folder, {kind: str(Path(shown, kind)) for kind in files}, shown)
        except SourceError as error:
            place, why = _unplaced(error.message)
            yield LeftOut(place, repository(folder).name or folder.name, why)
    if not found:
        raise SourceError(
            say("{path}: the folder has neither a {card} nor a {config}", path=name, card=CARD, config=CONFIG)
        )


def _unplaced(message: str) -> tuple[str, str]:
    """The place in an error, and what is wrong there."""
    values = message.values if isinstance(message, Sentence) else {}
    place, _, why = message.partition(": ")
    return str(values.get("place", place)), cast("str", values.get("problem", why))


def _repositories(path: Path) -> Iterator[tuple[Path, dict[str, Path]]]:
    """The folders with a card or a configuration, and those files.

    Folders below a pipeline or a snapshot of a cache contain its parts (encoders, pooling), which are not models; nor
    are data sets and spaces of a cache.
    """
    for folder, folders, names in os.walk(path):
        whole = not PIPELINES.isdisjoint(names) or _is_snapshot(Path(folder))
        kept = (name for name in folders if name not in _PASSED_OVER and not name.startswith(OTHER_KINDS))
        folders[:] = [] if whole else sorted(kept)
        files = {name: Path(folder, name) for name in (CARD, CONFIG) if name in names}
        if files:
            yield Path(folder), files


def _is_snapshot(folder: Path) -> bool:
    folder = folder.absolute()
    return folder.parent.name == "snapshots" and bool(CACHED.fullmatch(folder.parent.parent.name))


def _no_model(folder: Path) -> str:
    """Why a folder that somebody named does not describe a model, or None."""
    above = [folder.resolve(), *folder.resolve().parents]
    if any(one.name.startswith(OTHER_KINDS) for one in above):
        return say("this is a data set or a space of the Hub, not a model")
    for one in above[1:]:
        if _is_snapshot(one) or (one == above[1] and any((one / name).is_file() for name in PIPELINES)):
            return say("this describes a part of a model; import the folder {folder!r} instead", folder=one.name)
    return ""


def _root(path: Path, folder: Path) -> Path:
    """The folder that links may not leave: the one that was named, or a cached repository's own."""
    cached = [parent for parent in (folder.resolve(), *folder.resolve().parents) if CACHED.fullmatch(parent.name)]
    return cached[0] if cached else path.resolve()


def _lies_in(file: Path, folder: Path) -> bool:
    return file.resolve().is_relative_to(folder)


def _draft(files: Mapping[str, Path], folder: Path, places: Mapping[str, str], name: str) -> Draft | LeftOut:
    """The draft of a card and a configuration at `places`. Raises SourceError if one is unreadable."""
    card = card_of(files[CARD], places[CARD]) if CARD in files else None
    config = configuration(files[CONFIG], places[CONFIG]) if CONFIG in files else None
    if not card and not config:
        return LeftOut(name, "", say("the card has no front matter"))
    card = card or Card()
    config = config or Card()
    whose = repository(folder, card.name)
    title = whose.name or card.name
    if not title:
        return LeftOut(name, "", say("neither its folders nor model_name name its repository"))
    place = places.get(CARD) or places[CONFIG]
    configured = stated(config.facts)
    return Draft(
        key=title,
        ids_key="huggingface",
        place=place,
        name=title.rpartition("/")[2],
        names=(card.name,) if card.name and card.name != whose.name else (),
        facts=stated(card.facts) | configured | _ids(whose, certain=True),
        loose={**config.loose, **_ids(whose, certain=False)} or NOTHING,
        sources=({"url": f"{SITE}/{whose.name}"},) if whose.is_repository else (),
        found=dict.fromkeys([*configured, *(key for key, _ in config.unread)], places.get(CONFIG, place)),
        unread=(*card.unread, *config.unread),
    )


def _ids(whose: Repository, certain: bool) -> dict[str, list[str]]:
    return {"ids.huggingface": [whose.name]} if whose.name and whose.certain == certain else {}
