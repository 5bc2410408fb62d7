"""The answer of commands that list models: every export format, and a table for people."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fmcat import views
from fmcat.catalog.catalog import Catalog
from fmcat.cli.delivery import Answer, Request, wrote
from fmcat.cli.session import Session
from fmcat.export import EXPORTERS, Choice
from fmcat.fields import FIELDS, TERMINAL_COLUMNS
from fmcat.messages import message, say, spoken
from fmcat.query.asked import Asked
from fmcat.query.expression import AllOf, AnyOf, Expression, Flag, HasTerm, Query
from fmcat.query.parse import read
from fmcat.query.sql import DEFAULT_ORDER, NEWEST_FIRST

if TYPE_CHECKING:
    from rich.console import RenderableType


#: The most words whose reading is reported.
_MOST_NOTES = 10


def models_answer(session: Session, choice: Choice, asked: Asked, request: Request) -> Answer:
    """The answer with the models of a choice; a note tells if all words are names of models.

    A site for a folder is written at once.
    """
    if request.format == "site" and _is_site_folder(request.output):
        return _write_site(session, choice, asked, request)
    is_found = choice.catalog.finds(choice.query)

    return Answer(
        forms={name: partial(exporter.write, choice) for name, exporter in EXPORTERS.items()},
        page=lambda width, _: _table(session, choice, width),
        plain=lambda: _lines(choice),
        pages=False,
        notes=lambda: [_footer(session, choice), *_note_of_open(session, choice)],
        alerts=word_notes(session, asked),
        nothing="" if is_found else session.nothing(asked),
        entries=lambda: entries(choice),
    )


def _lines(choice: Choice) -> Iterator[str] | Iterator[bytes]:
    """What a listing prints into a pipe: a tab-separated line per model, without a header."""
    lines = EXPORTERS["tsv"].write(choice)
    next(lines)
    return lines


def _write_site(session: Session, choice: Choice, asked: Asked, request: Request) -> Answer:
    """Write the site to a folder; the answer is only the note about it."""
    from fmcat.export.site import has_previews, write_site  # reads the schemas, which only a site needs

    with session.output.busy(message("writing", session.language, what=request.output)):
        write_site(choice, Path(request.output), request.force)
    alerts = [wrote(session, request.output, entries(choice))]
    if choice.base and not has_previews(choice.base):
        install = say("pip install 'fmcat[{extra}]'", extra="png")
        alerts.append(say("previews of links have no pictures, which are PNG: {install}", install=install))
    nothing = "" if choice.catalog.finds(choice.query) else session.nothing(asked)
    return Answer(is_written=True, alerts=alerts, nothing=nothing)


def _is_site_folder(output: str) -> bool:
    """Whether a site is written to a folder: an existing one, or a new one whose name is not that of a zip file."""
    path = Path(output)
    return output != "-" and (path.is_dir() or not (path.exists() or output.lower().endswith(".zip")))


def entries(choice: Choice) -> int:
    """How many models a choice holds, or how many checkpoints."""
    found = choice.catalog.count(choice.query, choice.checkpoints)
    return found if choice.limit is None else min(found, choice.limit)


def word_notes(session: Session, asked: Asked) -> list[str]:
    """Notes on how the bare words of a query are read: as terms, or as names of models."""
    if note := note_of_names(session.catalog, asked.text, session.language):
        return [note]
    readings = list(dict.fromkeys(read(asked, session.catalog)[1]))[:_MOST_NOTES]
    shell = [say("{note} (in a shell: {quoted})", note=one.note, quoted=f"'\"{one.word}\"'") for one in readings]
    return [spoken(note, session.language) for note in shell]


def note_of_names(catalog: Catalog, words: str, language: str) -> str:
    """A note if all words of a query are names of models: the query only matches a model that has all of them."""
    named = words.split()
    ids = [catalog.find("model", word) for word in named]
    if len(named) < 2 or not all(ids):
        return ""
    return message("names_of_models", language, ids=",".join(dict.fromkeys(filter(None, ids))))


def _table(session: Session, choice: Choice, width: int) -> "RenderableType":
    rows = list(choice.chosen())
    columns = choice.columns or tuple(FIELDS[name] for name in TERMINAL_COLUMNS)
    return views.models_table(
        [document for document, _ in rows],
        columns,
        session.wording,
        width,
        all_columns=bool(choice.columns),
        chosen={document["id"]: chosen for document, chosen in rows if "variants" in document},
    )


def _footer(session: Session, choice: Choice) -> str:
    parts = [
        _counted(session, choice),
        *([] if _is_newest(choice) else [_ordered(session, choice)]),
        message("details", session.language),
    ]
    return " · ".join(parts)


def _is_newest(choice: Choice) -> bool:
    return choice.limit is not None and choice.query.order == NEWEST_FIRST


def _ordered(session: Session, choice: Choice) -> str:
    """The order of the models in words."""
    named = [(FIELDS[key.field].inline(session.language), key.down) for key in choice.query.order or DEFAULT_ORDER]
    keys = [
        spoken(say("{field} descending", field=field), session.language) if down else field for field, down in named
    ]
    return message("sorted_by", session.language, order=", ".join(keys))


def _note_of_open(session: Session, choice: Choice) -> list[str]:
    """A note, if open weights are asked for, on how many of them may be used commercially: that is another matter."""
    if not _asks_open(choice.query.where):
        return []
    where = AllOf((choice.query.where, HasTerm("commercial", ("yes",))))
    free, found = (session.catalog.count(query, choice.checkpoints) for query in (Query(where), choice.query))
    note = say(
        "open weights can be downloaded; {free} of {found} allow any commercial use: --commercial",
        free=free,
        found=found,
    )
    return [spoken(note, session.language)] if free < found else []


def _asks_open(expression: Expression) -> bool:
    if isinstance(expression, AllOf | AnyOf):
        return any(map(_asks_open, expression.parts))
    return expression == Flag("open", True)


def _counted(session: Session, choice: Choice) -> str:
    total, found = len(session.catalog), session.catalog.count(choice.query, choice.checkpoints)
    shown = found if choice.limit is None else min(found, choice.limit)
    if choice.checkpoints:
        return message("checkpoints", session.language, shown=shown, all=found)
    if shown < found and _is_newest(choice):
        return spoken(say("the newest {shown} of {all} that match", shown=shown, all=found), session.language)
    key = "first_of" if shown < found else "models_of" if shown < total else "models" if shown != 1 else "model"
    return message(key, session.language, shown=shown, all=found if shown < found else total)
