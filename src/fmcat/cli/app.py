"""The Typer app: global options, commands imported when they run, errors as one line and an exit code."""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

import fmcat.catalog.releases
from fmcat.catalog.catalog import Catalog
from fmcat.cli.parsing import CONTEXT, LazyCommands, advice
from fmcat.cli.session import Session
from fmcat.cli.trouble import printed, usage_error
from fmcat.errors import BUG, INTERRUPTED, BadUsage, FmcatError
from fmcat.messages import Sentence, joined, say, spoken
from fmcat.registry.locate import bundled
from fmcat.version import __version__

app = typer.Typer(
    cls=LazyCommands,
    name="fmcat",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    context_settings=CONTEXT,
    rich_markup_mode=None,
)


def _print_version(ctx: typer.Context, asked: bool) -> None:
    if asked:
        print(spoken(_version(), ctx.obj.language if ctx.obj else "en"))
        raise typer.Exit()


def _version() -> Sentence:
    """The versions of fmcat and of its own data, and what that covers; of fmcat alone if the data is not valid."""
    try:
        catalog = Catalog([bundled()])
    except FmcatError:
        return say("fmcat {fmcat}", fmcat=__version__)
    [[count, newest]] = catalog.rows("SELECT count(*), max(released) FROM model", {})
    return say(
        "fmcat {fmcat} · data {data} · {count} models to {month}",
        fmcat=__version__,
        data=fmcat.catalog.releases.data_version(catalog),
        count=f"{count:,}",
        month=str(newest)[:7],
    )


_Version = Annotated[
    bool,
    typer.Option(
        "--version", "-V", help="Show the version and the date of the data.", callback=_print_version, is_eager=True
    ),
]


@app.callback()
def _globals(
    ctx: typer.Context,
    registry: Annotated[
        list[Path],
        typer.Option(
            "--registry", metavar="PATH", help="Add a registry file or folder over the others; also FMCAT_REGISTRY."
        ),
    ] = [],
    only: Annotated[bool, typer.Option("--only", help="Read only what --registry names.")] = False,
    skip_broken: Annotated[
        bool, typer.Option("--skip-broken", help="Leave out registries that are not valid.")
    ] = False,
    catalog: Annotated[
        str,
        typer.Option(
            "--catalog",
            metavar="ENGINE:PLACE",
            help="Query a data set: parquet:DIR or spark:MASTER?path=DIR.",
            show_default=False,
            hidden=True,
        ),
    ] = "",
    lang: Annotated[
        str,
        typer.Option("--lang", metavar="en|ko", help="Language of the output; also FMCAT_LANG.", show_default=False),
    ] = "",
    color: Annotated[str, typer.Option("--color", metavar="auto|always|never", help="When to use color.")] = "auto",
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback if fmcat fails.", hidden=True)] = False,
    version: _Version = False,
) -> None:
    """The foundation-model catalog for the terminal: query, draw, cite and export, offline."""
    if ctx.invoked_subcommand is None:
        sys.stdout.write(ctx.get_help() + "\n")
        raise typer.Exit()
    session: Session = ctx.obj
    given = {"registry": registry, "only": only, "skip_broken": skip_broken, "catalog": catalog}
    for name, value in {**given, "lang": lang, "color": color}.items():
        session.set_global(name, value)
    ctx.call_on_close(lambda: _remind(session))


def _remind(session: Session) -> None:
    """Remind a person that the data is old, if a command used the catalog."""
    if sys.stderr.isatty() and "catalog" in vars(session):
        from fmcat.cli.reminder import remind  # not if nobody is watching

        remind(session)


#: What a system error without a file name is about.
_UNNAMED: dict[type[OSError], str] = {FileNotFoundError: say("the working folder, which was removed")}


def main(argv: list[str] | None = None) -> None:
    """Run fmcat and exit with its code."""
    arguments = sys.argv[1:] if argv is None else argv
    if argv is None:
        _prepare_process()
    if "COMP_CWORD" in os.environ or os.environ.get("_FMCAT_COMPLETE") == "complete_bash":
        from fmcat.cli.complete import be_quiet, step_over_colon  # only for a shell's completion

        be_quiet()
        step_over_colon()
    sys.exit(_code_of(arguments))


def _code_of(arguments: list[str]) -> int:
    """Run fmcat with these arguments, report errors, and return the exit code."""
    session = Session(_language_in(arguments))
    try:
        _refuse_bytes(arguments)
        code = app(args=arguments, prog_name="fmcat", standalone_mode=False, obj=session)
        sys.stdout.flush()
        return code or 0
    except FmcatError as error:
        return _tell(error, session.language)
    except typer.TyperException as error:  # an option or argument that Typer cannot read
        return _tell(usage_error(error.format_message(), advice(error)), session.language)
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:  # the disk of stdout is full, stdout is closed, a folder was removed
        wrong = joined(": ", [error.filename or _UNNAMED.get(type(error), say("output")), error.strerror or str(error)])
        return _tell(FmcatError(wrong), session.language)
    except Exception as error:
        if "--debug" in arguments:
            raise
        bug = say("a bug in fmcat: {kind}: {words}", kind=type(error).__name__, words=str(error))
        _tell(FmcatError(bug, [say("run it again with --debug, and report what it prints")]), session.language)
        return BUG


def _language_in(arguments: Sequence[str]) -> str | None:
    """The value of --lang among the arguments: help and errors need it before the arguments are parsed."""
    language = None
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if argument == "--":
            break
        if argument == "--lang" or argument.startswith("--lang="):
            language = argument.partition("=")[2] or following
    return language


def _refuse_bytes(arguments: Sequence[str]) -> None:
    """Raise BadUsage if an argument is not UTF-8, since no text of a catalog contains such bytes."""
    for argument in arguments:
        if not argument.isascii() and any("\ud800" <= letter <= "\udfff" for letter in argument):
            shown = os.fsencode(argument).decode("utf-8", "backslashreplace")
            raise BadUsage(
                say("the argument {shown} is not UTF-8; rename the file or type the text again", shown=shown)
            )


def _prepare_process() -> None:
    """Make the process behave like other commands, and use UTF-8 in any locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _tell(error: FmcatError, language: str) -> int:
    """Report an error on stderr; return the exit code."""
    with suppress(OSError):
        sys.stdout.flush()
    _write_line(printed(error, language))
    return error.exit_code


def _write_line(text: str) -> None:
    """Write a line to stderr; a full or closed stderr must not change the exit code."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)
