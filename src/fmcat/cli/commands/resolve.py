"""fmcat resolve: which models and checkpoints ids mean."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fmcat.catalog.resolution import Resolution
from fmcat.cli import complete
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.errors import BadUsage, SourceError, unreadable
from fmcat.export.kit.cells import tab_line
from fmcat.messages import say, spoken
from fmcat.text import array, as_json

if TYPE_CHECKING:
    from rich.console import RenderableType

_HEAD = ("query", "match", "model", "checkpoint", "note")
#: The longest line that is read in full: ids are much shorter.
_LONGEST_LINE = 10_000
_SHOWN = 200


@delivering("json", "jsonl", "tsv")
def run(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="[ID...]", help="Ids of any kind.", show_default=False, autocompletion=complete.model_names
        ),
    ] = [],
    source: Annotated[
        str,
        typer.Option("--from", metavar="FILE", help="Read ids from FILE, one per line; - is standard input."),
    ] = "",
) -> Answer:
    """Find which model and checkpoint an id means, and how certain that is; the exit code is 1 if one is unknown.

    Any id works: of the catalog, Hugging Face, arXiv, Ollama, timm, an API, a repackaged copy, or a file name.
    """
    session: Session = ctx.obj
    if not ids and not source:
        raise BadUsage(say("which ids?"), [say("name them, or read them with --from FILE")])
    unknown: list[bool] = []
    asked = chain(ids, _lines_of(source)) if source else ids

    def answers() -> Iterator[Resolution]:
        for query in asked:
            answer = session.catalog.resolve(query)
            unknown[:] = [True] if answer.match == "none" else unknown
            yield answer

    def page(*_: int) -> "RenderableType":
        from fmcat.views.resolution import resolution_table  # Rich, which plain lines do not need

        return resolution_table(answers(), session.language)

    return Answer(
        forms={
            "json": lambda: array(as_json(answer.record()).encode() for answer in answers()),
            "jsonl": lambda: (f"{as_json(answer.record())}\n" for answer in answers()),
            "tsv": lambda: chain(["\t".join(_HEAD) + "\n"], _rows(answers(), session.language)),
        },
        page=page,
        plain=lambda: _rows(answers(), session.language),
        exits=lambda: 1 if unknown else 0,
    )


def _lines_of(source: str) -> Iterator[str]:
    """The ids of a file, one per line; empty lines are skipped. Raises SourceError if it cannot be read."""
    try:
        with nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb") as stream:
            while line := stream.readline(_LONGEST_LINE):
                text = line.decode("utf-8", "replace").strip("\r\n")
                while len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
                    line = stream.readline(_LONGEST_LINE)  # the rest of a line that is too long to be an id
                if text.strip():
                    yield text
    except OSError as error:
        problem = say("{path}: cannot be read: {reason}", path=source, reason=error.strerror or "")
        raise unreadable(error, SourceError)(problem) from None


def _rows(answers: Iterable[Resolution], language: str) -> Iterator[str]:
    for answer in answers:
        cells = (answer.query, answer.match, answer.model or "", answer.checkpoint or "", spoken(answer.note, language))
        yield tab_line(cell[:_SHOWN] for cell in cells)
