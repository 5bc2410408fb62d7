"""fmcat add: a new model in your own registry."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from fmcat import facts
from fmcat.cli import complete
from fmcat.cli.editing import Assignment, Assignments, DryRun, assignment, canonical, edit_own, validated
from fmcat.cli.session import Session
from fmcat.errors import BadUsage, FmcatError, unreadable
from fmcat.messages import message, say
from fmcat.registry import edit
from fmcat.registry.parse import LARGEST_FILE, ParseError, content_of, decode, read_json, read_yaml
from fmcat.registry.position import Raw
from fmcat.schema.document import VendorDocument
from fmcat.schema.keys import KEYS
from fmcat.text import did_you_mean, one_line, showable, slug

_WANTED = {"id": "ID", "name": "--name", "vendor": "--vendor", "released": "--released", "modalities": "--modality"}

Entry = dict[str, Raw]


ModelId = Annotated[str, typer.Argument(metavar="[ID]", help="The id of the model, like my-model.", show_default=False)]
Name = Annotated[str, typer.Option("--name", metavar="TEXT", help="The name of the model.", show_default=False)]
Vendors = Annotated[
    list[str],
    typer.Option(
        "--vendor",
        metavar="NAME",
        help="The vendor; an unknown one is added (or ID=NAME).",
        show_default=False,
        autocompletion=complete.values_of("vendor"),
    ),
]
Released = Annotated[
    str,
    typer.Option(
        "--released", metavar="DATE", help="The release date, as precisely as it is known.", show_default=False
    ),
]
Modalities = Annotated[
    list[str],
    typer.Option(
        "--modality",
        "-m",
        metavar="TERM",
        help="The modality.",
        show_default=False,
        autocompletion=complete.values_of("modality"),
    ),
]
File = Annotated[
    str,
    typer.Option(
        "--from", metavar="FILE", help="Read entries from YAML or JSON; - is standard input.", show_default=False
    ),
]


def run(
    ctx: typer.Context,
    model_id: ModelId = "",
    facts: Assignments = [],
    name: Name = "",
    vendor: Vendors = [],
    released: Released = "",
    modality: Modalities = [],
    source: File = "",
    dry_run: DryRun = False,
) -> None:
    """Add a model to your own registry: from options, from a file, or by answering questions on a terminal.

    The entry is checked before anything is written, and inserted by id; the rest of the file stays as it is. Your
    own registry is the last one named with --registry, else the project's, else the user's.
    """
    session: Session = ctx.obj
    given = {"id": model_id, "name": name, "vendor": vendor, "released": released, "modalities": modality}
    stated = {key: value for key, value in given.items() if value}
    entries = _entries(source, stated) if source else [_asked(session, stated)]
    for entry in entries:
        known = session.catalog.find("model", str(entry["id"]))
        if known == entry["id"]:
            raise BadUsage(
                say("{model} is already in the catalog", model=known),
                [say("to change it: fmcat set {model} FIELD=VALUE", model=known)],
            )
    addition = _Addition(entries, _new_vendors(session, entries), [assignment(word, session) for word in facts])
    for entry in entries:
        entry |= {key: canonical(session, (key,), value) for key, value in entry.items() if key != "vendor"}
    if edit_own(session, str(entries[0]["id"]), addition.written_to, dry_run) and not dry_run:
        for maker in addition.vendors:
            said = message("new_vendor", session.language, name=one_line(maker["label"]["en"]), id=maker["id"])
            session.output.note(said)


class _Addition:
    """New entries with assigned facts, and their new vendors that the file lacks when it is written."""

    def __init__(self, entries: Sequence[Entry], makers: Sequence[VendorDocument], facts: Sequence[Assignment]) -> None:
        self._entries, self._makers, self._facts = entries, makers, facts
        self.vendors: list[VendorDocument] = []

    def written_to(self, text: str) -> str:
        """The text of a registry file with the addition."""
        for entry in self._entries:
            text = edit.add(text, "models", {key: entry[key] for key in sorted(entry, key=_place)})
            for fact in self._facts:
                text = fact.put(text, str(entry["id"]), over=False)
        there = edit.ids(text, "vendors")  # another `add` may have added the same vendor while this one waited
        self.vendors = [maker for maker in self._makers if maker["id"] not in there]
        for maker in self.vendors:
            text = edit.add(text, "vendors", maker)
        return text


def _place(key: str) -> int:
    return KEYS.index(key) if key in KEYS else len(KEYS)


def _asked(session: Session, stated: Entry) -> Entry:
    """The entry of the options; missing facts are asked for at a terminal."""
    missing = [key for key in _WANTED if key not in stated]
    if missing and not (sys.stdin and sys.stdin.isatty() and session.output.is_terminal):
        raise BadUsage(
            say("a model needs {options}", options=", ".join(_WANTED[key] for key in missing)),
            [say("or use --from FILE")],
        )
    for key in [key for key in dict.fromkeys(("name", *_WANTED)) if key in missing]:
        usual = slug(stated["name"]) or None if key == "id" else None
        stated[key] = _answer(session, key, usual)
    return stated


def _answer(session: Session, key: str, usual: str | None) -> object:
    """A person's answer, asked again until it is valid."""
    while True:
        answer = typer.prompt(message(f"ask_{key}", session.language), default=usual, err=True).strip()
        value = [word.strip() for word in answer.split(",")] if key in ("vendor", "modalities") else answer
        try:
            if key == "vendor":
                _new_vendors(session, [{"vendor": value}])
            elif key == "id" and session.catalog.find("model", answer) == answer:
                raise BadUsage(say("{model} is already in the catalog", model=answer))
            else:
                validated(session, (key,), value)
        except BadUsage as refused:
            session.output.note(showable("; ".join([refused.message, *refused.details])))
        else:
            return value


def _entries(source: str, stated: Entry) -> list[Entry]:
    """The entries of a file: one, a list of them, or a registry's models; options override them."""
    try:
        if source == "-" and sys.stdin is None:
            raise FmcatError(say("-: standard input is closed"))
        data = sys.stdin.buffer.read(LARGEST_FILE + 1) if source == "-" else content_of(Path(source))
        text = decode(data)
        is_json = source.endswith(".json") or text.lstrip()[:1] in ("{", "[")
        content = read_json(text, source) if is_json else read_yaml(text, source, placed=False)
    except OSError as error:
        problem = say("{path}: cannot be read: {reason}", path=source, reason=error.strerror)
        raise unreadable(error, FmcatError)(problem) from None
    except ParseError as error:
        raise FmcatError(
            say(
                "{source}:{line}:{column}: {problem}",
                source=source,
                line=error.line,
                column=error.column,
                problem=error.message,
            )
        ) from None
    if isinstance(content, dict) and "models" in content:
        content = content["models"]
    entries = list(map(facts.stated, content if isinstance(content, list) else [content]))
    if not entries or not all(isinstance(entry, dict) and ("id" in entry or "id" in stated) for entry in entries):
        raise BadUsage(say("{path}: an entry must be a mapping with an id", path=source))
    if stated and len(entries) > 1:
        raise BadUsage(
            say("{path} has {count} entries, but options describe one model", path=source, count=len(entries))
        )
    return [entry | stated for entry in entries]


def _new_vendors(session: Session, entries: list[Entry]) -> list[VendorDocument]:
    """New vendors as entries; the models get their ids. Raises BadUsage if one is similar to a known vendor."""
    added: dict[str, VendorDocument] = {}
    for entry in entries:
        names = entry.get("vendor", [])
        names = [names] if isinstance(names, str) else names
        ids = []
        for name in map(str, names):
            vendor, is_new, label = map(str.strip, name.partition("="))
            known = session.catalog.find("vendor", vendor)
            if not known:
                if not is_new:
                    vendor, label = _new_id(session, name), name
                added[vendor] = {"id": vendor, "label": {"en": label}}
            ids.append(known or vendor)
        entry["vendor"] = ids
    return list(added.values())


def _new_id(session: Session, name: str) -> str:
    """The id for a vendor's name; BadUsage if it is similar to a known one, or has no Latin spelling."""
    vendor = slug(name)
    certain = say("for a new vendor: --vendor {value}", value=shlex.quote(f"{vendor or 'ID'}={name}"))
    if hint := did_you_mean(session.catalog.near("vendor", name)):
        raise BadUsage(say("unknown vendor {name!r}", name=name), [hint, certain])
    if not vendor:
        raise BadUsage(say("no id can be made from {name!r}", name=name), [certain])
    return vendor
