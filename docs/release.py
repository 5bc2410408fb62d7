"""Writes a release of the data: `make release-data`, after the version in src/fmcat/version.py was set.

It compares the registry with the release before and the history of `data/models.yaml` in git, and writes
`data/VERSION`, `data/history.json` and `data/CHANGELOG.md`, and the versions in `CITATION.cff` and `.zenodo.json`.
Until the tag `v` and the version of fmcat exists, running it again replaces that release.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from fmcat.answers.changes import to_markdown
from fmcat.answers.difference import plain
from fmcat.catalog.catalog import Catalog
from fmcat.catalog.difference import Change, Difference, difference
from fmcat.catalog.releases import is_breaking
from fmcat.fields import Document
from fmcat.registry.git import write_revision
from fmcat.registry.locate import layers_of
from fmcat.schema.document import ChangedFactDocument, ReleaseDocument, RevisionDocument
from fmcat.text import as_json
from fmcat.version import __version__

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
HISTORY = DATA / "history.json"
MODELS = "data/models.yaml"
#: Keys whose values are too long to repeat in a list of changes.
LONG = ("sources", "citation", "summary")
HEAD = """\
<!-- written by `make release-data` -->

# Changes of the data

What each release of the data changed in the entries of models, as `fmcat changes` prints it. What a version means:
[docs/releases.md](../docs/releases.md).

"""
Days = dict[str, dict[str, str]]
Entries = dict[str, object]


def git(*arguments: str) -> str:
    """What git prints in the repository."""
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


# ── the release ───────────────────────────────────────────────────────────────────────────────


def release(earlier: list[ReleaseDocument], today: str) -> ReleaseDocument:
    """The release of today's data, compared with the last of the earlier ones."""
    base = earlier[0]
    found = difference(_documents_at(base.get("base") or f"v{base['package']}"), _documents(DATA))
    made: ReleaseDocument = {
        "id": _version(today, [one["id"] for one in earlier]),
        "date": today,
        "package": __version__,
        "models": len(found.names),
    }
    made |= _changes(found)
    if is_breaking(made) and _minor(__version__) == _minor(base["package"]):
        sys.exit(f"ids were removed or renamed since {base['package']}: {__version__} must be a new minor version")
    return made


def _changes(found: Difference) -> ReleaseDocument:
    changes: dict[str, object] = {
        "added": [one["id"] for one in found.added],
        "removed": [one["id"] for one in found.removed],
        "renamed": [{"old": old["id"], "new": new["id"]} for old, new in found.renamed],
        "changed": [_revision(model, made) for model, made in found.changed.items()],
    }
    return {key: value for key, value in changes.items() if value}  # type: ignore[return-value]


def _revision(model: str, changes: tuple[Change, ...]) -> RevisionDocument:
    keys = {change.key: change.key.partition(".")[0] for change in changes}
    is_long = {key: first in LONG or key.startswith("x-") for key, first in keys.items()}
    made: RevisionDocument = {"id": model}
    if facts := [_fact(change) for change in changes if not is_long[change.key]]:
        made["facts"] = facts
    if other := sorted({keys[key] for key in keys if is_long[key]}):
        made["other"] = other
    return made


def _fact(change: Change) -> ChangedFactDocument:
    made: ChangedFactDocument = {"key": change.key}
    if change.before is not None:
        made["before"] = plain(change.before, change.key)
    if change.after is not None:
        made["after"] = plain(change.after, change.key)
    return made


def _version(today: str, taken: list[str]) -> str:
    """The day as a version, with a number if it is not the first of the day."""
    day = today.replace("-", ".")
    number = sum(one == day or one.startswith(f"{day}.") for one in taken)
    return f"{day}.{number}" if number else day


def _minor(version: str) -> list[str]:
    return version.split(".")[:2]


def _documents_at(revision: str) -> list[Document]:
    with tempfile.TemporaryDirectory() as folder:
        write_revision(revision, Path(folder))
        return _documents(Path(folder))


def _documents(folder: Path) -> list[Document]:
    return Catalog(layers_of(folder)).select("sort:id").to_records()


# ── the days ──────────────────────────────────────────────────────────────────────────────────


def days(today: str) -> Days:
    """The days on which each entry was added and last changed, from the commits of models.yaml and its text now."""
    found: Days = {}
    before: Entries = {}
    for day, text in _texts(today):
        after = _entries(text)
        for model in after:
            if model not in before:
                found.setdefault(model, {"added": day})
            if after[model] != before.get(model):
                found[model]["changed"] = day
        before = after
    return {model: found[model] for model in sorted(before)}


def _texts(today: str) -> Iterator[tuple[str, str]]:
    """The day and the text of models.yaml of each commit, oldest first, and of the file as it is now."""
    log = git("log", "--reverse", "--format=%H %cs", "--", MODELS).split()
    for commit, day in zip(log[::2], log[1::2], strict=True):
        yield day, git("show", f"{commit}:{MODELS}")
    yield today, (ROOT / MODELS).read_text("utf-8")


#: Parsed entries by their text, since most are the same in every commit.
_PARSED: dict[str, object] = {}


def _entries(text: str) -> Entries:
    """The entries of a text of models.yaml, by id."""
    found: Entries = {}
    section = re.search(r"^models:.*\n((?:[ #-].*\n|\n)*)", text, re.MULTILINE)
    for block in re.split(r"^(?=- id:)", section[1] if section else "", flags=re.MULTILINE)[1:]:
        if block not in _PARSED:
            [_PARSED[block]] = yaml.load(block, yaml.CBaseLoader)
        found[block.split("\n", 1)[0].removeprefix("- id:").strip()] = _PARSED[block]
    return found


# ── writing ───────────────────────────────────────────────────────────────────────────────────


def main() -> None:
    """Write the release."""
    if git("rev-parse", "--is-shallow-repository").strip() == "true":
        sys.exit("the history of this clone is not complete: git fetch --unshallow")
    today = date.today().isoformat()
    earlier: list[ReleaseDocument] = json.loads(HISTORY.read_text("utf-8"))["releases"]
    if "base" not in earlier[0] and not git("tag", "--list", f"v{earlier[0]['package']}"):
        earlier = earlier[1:]  # not published yet
    made = release(earlier, today)
    found = [made, *earlier]
    history = [{"id": model, **when} for model, when in days(today).items()]
    lines = [_listed("releases", found), _listed("history", history)]
    HISTORY.write_text('{"schema": 1,\n' + ",\n".join(lines) + "}\n", "utf-8")
    (DATA / "VERSION").write_text(made["id"] + "\n", "utf-8")
    (DATA / "CHANGELOG.md").write_text(HEAD + to_markdown(found), "utf-8")
    _set("CITATION.cff", r"^version: .*$", f"version: {__version__}, data {made['id']}")
    _set("CITATION.cff", r"^date-released: .*$", f"date-released: {today}")
    _set(".zenodo.json", r'"version": ".*?"', f'"version": "{made["id"]}"')
    print(f"fmcat {__version__}, data {made['id']}: {made['models']} models")


def _listed(section: str, entries: list[ReleaseDocument] | list[dict[str, str]]) -> str:
    lines = ",\n".join(map(as_json, entries))
    return f'"{section}": [\n{lines}\n]'


def _set(name: str, pattern: str, line: str) -> None:
    path = ROOT / name
    text, count = re.subn(pattern, line, path.read_text("utf-8"), flags=re.MULTILINE)
    if count != 1:
        sys.exit(f"{name}: no line like {pattern}")
    path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
