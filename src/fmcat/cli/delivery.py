"""Delivers answers: a command returns an answer with its forms, and this module decides format and destination."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from fmcat.cli.written import is_replaceable, remember
from fmcat.errors import BadUsage
from fmcat.export import EXPORTERS
from fmcat.messages import message, say
from fmcat.text import did_you_mean, near

if TYPE_CHECKING:
    from rich.console import RenderableType

    from fmcat.cli.session import Session

Written = str | bytes | Iterable[str] | Iterable[bytes]
#: The terminal's format. It can also be written to a file, at the width of COLUMNS or 100, without color.
TEXT = "text"
#: Former names of formats.
_FORMER = {"table": TEXT, "tree": TEXT}
#: The suffixes of formats, besides those of the exporters.
_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    TEXT: (".txt",),
    "svg": (".svg",),
    "png": (".png",),
    "pdf": (".pdf",),
    "html": (".htm",),
    "mermaid": (".mmd",),
    "dot": (".dot", ".gv"),
    "markdown": (".markdown",),
    "yaml": (".yml",),
    "typst": (".yml", ".yaml"),
    "sqlite": (".db",),
    "atom": (".atom", ".xml"),
    "sarif": (".sarif", ".sarif.json"),
}
#: Suffixes that mean more than their last part: a plain .json is none of these.
_PROMISES = (".spdx.json", ".cdx.json", ".csl.json", ".sarif.json")
_PANEL = "How to write the answer"


class Answer(NamedTuple):
    """What a command found, in every form; the format is chosen when it is written.

    `forms` write it in each format except `text`, which `page` draws for a width and a height; `plain` are the lines
    that replace `text` in a pipe if no format is given. `notes` are printed with the text, `nothing` if there is
    nothing to deliver, `alerts` always. `entries` counts the entries of a file. `keeps_file` means that the forms
    include the file's existing content, `is_written` that the command has written a folder itself. `exits` is the exit
    code of an answer, known only after writing it.
    """

    forms: Mapping[str, Callable[[], Written]] = MappingProxyType({})
    page: "Callable[[int, int], RenderableType] | None" = None
    plain: Callable[[], Written] | None = None
    pages: bool = True
    notes: Callable[[], Iterable[str]] = tuple
    alerts: Sequence[str] = ()
    nothing: str = ""
    entries: Callable[[], int] | None = None
    exit_code: int = 0
    exits: Callable[[], int] | None = None
    keeps_file: bool = False
    is_written: bool = False


class Request(NamedTuple):
    """The requested format and destination, and the formats to choose from; an empty format means the default."""

    format: str = ""
    output: str = "-"
    force: bool = False
    formats: Sequence[str] = ()


#: The default request.
USUAL = Request()


def delivering(
    *formats: str, usual: str = TEXT, former: str = ""
) -> Callable[[Callable[..., Answer]], Callable[..., None]]:
    """Give a command --format, --json, --output and --force, and deliver the answer it returns.

    `formats` are those it has besides `text`; `former` is a former name of --format that still works. A command with a
    parameter `request` receives the request.
    """

    def decorate(run: Callable[..., Answer]) -> Callable[..., None]:
        own = inspect.signature(run)

        @wraps(run)
        def with_options(ctx: typer.Context, **values: Any) -> None:
            asked = {name: values.pop(name) for name in options}
            request = _request(known, asked.pop("output"), asked.pop("force"), asked)
            _refuse_binary(ctx.obj, request)
            told = {"request": request} if "request" in own.parameters else {}
            answer = run(ctx=ctx, **values, **told)
            deliver(ctx.obj, answer, request, usual)
            if code := answer.exits() if answer.exits else answer.exit_code:
                raise typer.Exit(code)

        known = list(formats) if TEXT in formats else [TEXT, *formats]
        options = _options(known, former)
        parameters = [one for one in own.parameters.values() if one.name != "request"]
        parameters += [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
            for name, (annotation, default) in options.items()
        ]
        with_options.__signature__ = own.replace(parameters=_keyword_last(parameters), return_annotation=None)  # type: ignore[attr-defined]
        with_options.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": None}
        return with_options

    return decorate


def _keyword_last(parameters: list[inspect.Parameter]) -> list[inspect.Parameter]:
    return sorted(parameters, key=lambda one: one.kind)


def _options(known: Sequence[str], former: str) -> dict[str, tuple[object, object]]:
    """The options that every answering command shares, with their defaults; --quiet if it can print ids."""

    def option(*names: str, help: str, metavar: str | None = None, completes: Sequence[str] = ()) -> object:
        return typer.Option(
            *names,
            metavar=metavar,
            help=help,
            rich_help_panel=_PANEL,
            show_default=False,
            autocompletion=(lambda: list(completes)) if completes else None,
        )

    asked: list[str] = []
    listed = " | ".join(known)
    found: dict[str, tuple[object, object]] = {
        "format": (
            Annotated[list[str], option("--format", "-f", help=f"{listed}.", metavar="FORMAT", completes=known)],
            asked,
        ),
        "json": (Annotated[bool, option("--json", help="Same as --format json.")], False),
        "quiet": (Annotated[bool, option("--quiet", "-q", help="Same as --format ids.")], False),
        "output": (
            Annotated[
                str, option("--output", "-o", help="Write to FILE, in the format of its suffix.", metavar="FILE")
            ],
            "-",
        ),
        "force": (Annotated[bool, option("--force", help="Replace a file that fmcat did not write.")], False),
    }
    if former:
        found["former"] = (
            Annotated[list[str], typer.Option(former, metavar="FORMAT", help="Same as --format.", hidden=True)],
            asked,
        )
    return {name: value for name, value in found.items() if name not in ("json", "quiet") or _shorthand(name) in known}


def _shorthand(option: str) -> str:
    return {"json": "json", "quiet": "ids"}[option]


def _request(known: Sequence[str], output: str, force: bool, asked: Mapping[str, Any]) -> Request:
    """The request of the options; raises BadUsage for two formats or an unknown one."""
    named = [_FORMER.get(name, name) for name in [*asked["format"], *asked.get("former", ())]]
    for name in named:
        if name not in known:
            hint = did_you_mean(near(name, known))
            raise BadUsage(
                say("--format: {name!r} is not one of {known}", name=name, known=", ".join(known)),
                [hint] if hint else [],
            )
    named += [_shorthand(option) for option in ("json", "quiet") if asked.get(option)]
    formats = sorted(set(named))
    if len(formats) > 1:
        raise BadUsage(say("{names} are two formats; choose one", names=" and ".join(formats)))
    if formats or output == "-" or _is_folder(output, known):
        return Request(formats[0] if formats else "", output, force, known)
    return Request(_of_suffix(output, known), output, force, known)


def _is_folder(output: str, known: Sequence[str]) -> bool:
    """Whether an output is an existing folder, into which only a Parquet data set is written."""
    return "parquet" in known and Path(output).is_dir()


def suffixes(format: str) -> tuple[str, ...]:
    """The suffixes of a format, the usual one first."""
    usual = (EXPORTERS[format].suffix,) if format in EXPORTERS else ()
    return (*filter(None, usual), *_SUFFIXES.get(format, ()))


def _of_suffix(output: str, known: Sequence[str]) -> str:
    """The format of a file's suffix, the longest that matches; raises BadUsage if there is none."""
    name = output.lower()
    ending = [
        (len(one), -place, format)
        for place, format in enumerate(known)
        for one in suffixes(format)
        if name.endswith(one)
    ]
    promise = next((one for one in _PROMISES if name.endswith(one)), "")
    if not ending or max(ending)[0] < len(promise):
        usual = ", ".join(dict.fromkeys(one for format in known for one in suffixes(format)[:1]))
        suffix = promise or Path(output).suffix
        raise BadUsage(
            say(
                "{path}: cannot tell a format from {suffix!r}"
                if suffix
                else "{path}: has no suffix to tell a format from",
                path=output,
                suffix=suffix,
            ),
            [say("use one of {suffixes}, or name the format with --format", suffixes=usual)],
        )
    return max(ending)[2]


def _refuse_binary(session: "Session", request: Request) -> None:
    format = request.format
    is_binary = format in ("png", "pdf") or (format in EXPORTERS and not EXPORTERS[format].is_text)
    if is_binary and request.output == "-" and session.output.is_terminal:
        raise BadUsage(say("{format} output is binary; write it to a file with --output", format=format))


def deliver(session: "Session", answer: Answer, request: Request, usual: str = TEXT) -> None:
    """Write the answer as requested, and print its notes on stderr.

    Raises BadUsage if the answer has no such form, or the file was not written by fmcat.
    """
    format = request.format or usual
    is_painted = False
    if answer.is_written:
        pass
    elif request.output != "-":
        _write_file(session, answer, format, request)
    elif format in answer.forms or format != TEXT:
        session.output.write(_chunks(_form(session, answer, format)()), "-")
    elif answer.plain and not request.format and not session.output.is_terminal:
        session.output.write(_chunks(answer.plain()), "-")
    elif answer.page and not answer.nothing:
        session.output.paint(answer.page(*session.output.size), pages=answer.pages)
        is_painted = True
    beside = [answer.nothing] if answer.nothing else answer.notes() if is_painted else ()
    for note in (*answer.alerts, *beside):
        session.output.note(note)


def _chunks(written: Written) -> Iterable[str | bytes]:
    return [written] if isinstance(written, str | bytes) else written


def _form(session: "Session", answer: Answer, format: str) -> Callable[[], Written]:
    """The function that writes the answer in a format; raises BadUsage if it has none."""
    if format in answer.forms:
        return answer.forms[format]
    if format != TEXT:
        raise BadUsage(
            say("this answer cannot be written as {format!r}", format=format),
            [say("choose one of {known}", known=", ".join(dict.fromkeys((TEXT, *answer.forms))))],
        )
    if answer.nothing:
        return lambda: ()
    if answer.page:
        page = answer.page
        return lambda: [session.output.unadorned(page)]
    return answer.plain or (lambda: ())


def _write_file(session: "Session", answer: Answer, format: str, request: Request) -> None:
    form, path = _form(session, answer, format), Path(request.output)
    if not (request.force or answer.keeps_file or is_replaceable(path)):
        hint = say("choose another name, or add --force to replace it")
        raise BadUsage(
            say("{output} already exists and was not written by fmcat, or was edited since", output=request.output),
            [hint],
        )
    with session.output.busy(message("writing", session.language, what=request.output)):
        session.output.write(_chunks(form()), request.output)
        remember(path)
    session.output.note(wrote(session, request.output, answer.entries() if answer.entries else None))


def wrote(session: "Session", path: str, entries: int | None = None) -> str:
    """The note that a file was written, with its number of entries."""
    key = "written" if entries is None else "wrote_entry" if entries == 1 else "wrote_entries"
    return message(key, session.language, path=path, count=entries)
