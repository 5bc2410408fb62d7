"""The scan section of a registry file: what is read, what is denied and why, and the exceptions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fmcat.files.paths import display_path
from fmcat.messages import say
from fmcat.registry.locate import BUNDLED, Layer
from fmcat.registry.parse import content_of, decode, read_json, read_yaml
from fmcat.registry.position import Position, Raw, position_of
from fmcat.registry.problems import Problems, no_key

SECTION = "scan"
_KEYS = ("paths", "exclude", "deny", "deny-unknown", "except")
_DENIAL, _EXCEPTION = ("query", "reason"), ("reference", "reason", "until")
_YES, _NO = ("yes", "true"), ("no", "false")


@dataclass
class ScanSettings:
    """What registry files say of scans. `paths` are below the folders of the files, with where those name them.

    `denials` are queries and reasons, `exceptions` references, reasons and last days.
    """

    paths: dict[Path, Position] = field(default_factory=dict)
    exclude: list[str] = field(default_factory=list)
    denials: list[tuple[str, str]] = field(default_factory=list)
    deny_unknown: bool = False
    exceptions: list[tuple[str, str, date]] = field(default_factory=list)


def scan_settings(layers: Iterable[Layer]) -> ScanSettings:
    """What the files of the layers say, all together; raises BadRegistry where one is not valid."""
    found, problems = ScanSettings(), Problems()
    for layer in layers:
        for path in layer.files if layer.name != BUNDLED else ():
            if path.suffix != ".jsonl" and SECTION.encode() in (data := content_of(path)):
                file = display_path(path)
                content = (read_json if path.suffix == ".json" else read_yaml)(decode(data), file)
                if isinstance(content, dict) and SECTION in content:
                    at = position_of(content, (SECTION,), Position(file), at_key=True)
                    take_settings(content[SECTION], at, problems, found, path.parent)
    problems.raise_if_any()
    return found


def paths_there(settings: ScanSettings) -> list[Path]:
    """The paths to scan that files name; raises BadRegistry where nothing is at one."""
    problems = Problems()
    for path, position in settings.paths.items():
        if not path.exists():
            problems.add(position, f"{SECTION}.paths", say("{path}: no such file or folder", path=display_path(path)))
    problems.raise_if_any()
    return list(settings.paths)


def take_settings(
    section: Raw, position: Position, problems: Problems, found: ScanSettings, folder: Path = Path()
) -> None:
    """Add what a section says to what was found; what is wrong with it becomes a problem."""
    if section == "":  # a heading with nothing below it yet
        return
    if not isinstance(section, dict):
        problems.add(position, SECTION, say("must be a mapping with the keys {known}", known=", ".join(_KEYS)))
        return
    for key, value in section.items():
        at = position_of(section, (key,), position, at_key=True)
        path = f"{SECTION}.{key}"
        if key == "paths":
            found.paths |= {folder / text: at for text in _texts(value, at, path, problems)}
        elif key == "exclude":
            found.exclude += _texts(value, at, path, problems)
        elif key == "deny-unknown":
            if str(value).lower() not in (*_YES, *_NO):
                problems.add(at, path, say("write yes or no"))
            found.deny_unknown = found.deny_unknown or str(value).lower() in _YES
        elif key in ("deny", "except"):
            _take_rules(key, value, at, problems, found)
        else:
            problems.add(at, path, no_key(key, _KEYS))


def _take_rules(key: str, value: Raw, at: Position, problems: Problems, found: ScanSettings) -> None:
    path = f"{SECTION}.{key}"
    if key == "deny":
        for one in _mappings(value, _DENIAL, at, path, problems):
            found.denials.append((one.get("query", ""), one.get("reason", "")))
        return
    for one in _mappings(value, _EXCEPTION, at, path, problems):
        if until := _day(one.get("until", ""), at, path, problems):
            found.exceptions.append((one.get("reference", ""), one.get("reason", ""), until))


def _texts(value: Raw, at: Position, path: str, problems: Problems) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) and one for one in listed):
        problems.add(at, path, say("must be a list of texts"))
        return []
    return list(map(str, listed))


def _mappings(
    value: Raw, keys: tuple[str, ...], at: Position, path: str, problems: Problems
) -> Iterator[Mapping[str, str]]:
    """The items of a list, each a mapping of texts with the first of the keys, or that one's text alone.

    An exception has all of the keys.
    """
    for number, item in enumerate(value if isinstance(value, list) else [value]):
        one = {keys[0]: item} if isinstance(item, str) and keys == _DENIAL else item
        where = getattr(item, "position", at)
        if not isinstance(one, dict) or not all(isinstance(text, str) and text for text in one.values()):
            problems.add(
                where, f"{path}.{number}", say("must be a mapping with the keys {known}", known=", ".join(keys))
            )
            continue
        for unknown in one.keys() - set(keys):
            problems.add(where, f"{path}.{number}", no_key(unknown, keys))
        lacking = [key for key in (keys if keys == _EXCEPTION else keys[:1]) if key not in one]
        if lacking:
            problems.add(where, f"{path}.{number}", say("needs {keys}", keys=", ".join(lacking)))
        else:
            yield one


def _day(text: str, at: Position, path: str, problems: Problems) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.add(at, path, say("{text!r} is not a day; write YYYY-MM-DD", text=text))
        return None
