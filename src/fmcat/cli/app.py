"""The Typer app: global options, commands imported when they run, errors as one line and an exit code."""

import io
import os
import re
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from itertools import groupby
from keyword import iskeyword
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from fmcat import __version__
from fmcat.cli.commands import COMMANDS
from fmcat.cli.session import Session
from fmcat.errors import BadUsage, FmcatError
from fmcat.messages import chosen_language
from fmcat.text import did_you_mean, disarmed, near, one_line

#: `-vendor:openai` is a term of a query, not a bundle of options.
_DENIED_TERM = r"-[A-Za-z][\w.-]*:"


class FmcatCommand(TyperCommand):
    """A command whose help lists its options under the headings they name."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, then each heading's options."""
        by_heading: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            argument = parameter.param_type_name == "argument"
            heading = "Arguments" if argument else getattr(parameter, "rich_help_panel", None) or "Options"
            if record := parameter.get_help_record(ctx):
                by_heading.setdefault(heading, []).append(record)
        for heading, records in by_heading.items():
            with formatter.section(heading):
                formatter.write_dl(records)


class QueryCommand(FmcatCommand):
    """A command whose arguments are a query, in which a term may begin with a minus."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, `-field:value` as `not field:value`."""
        return super().parse_args(ctx, [f"not {arg[1:]}" if re.match(_DENIED_TERM, arg) else arg for arg in args])


class LazyCommands(TyperGroup):
    """Imports a command when it is run; the help of the whole comes from the COMMANDS table."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands' names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _loaded(cmd_name)
        return self.commands[cmd_name]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write each heading's commands, without importing any."""
        for heading, names in groupby(COMMANDS, key=lambda name: COMMANDS[name].panel):
            with formatter.section(heading):
                formatter.write_dl([(name, COMMANDS[name].help) for name in names])

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands first: they are what a reader came for."""
        self.format_commands(ctx, formatter)
        with formatter.section("Options"):
            formatter.write_dl([record for option in self.get_params(ctx) if (record := option.get_help_record(ctx))])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command the arguments name; raises BadUsage with near names where there is none."""
        if args and args[0] not in COMMANDS:
            hint = did_you_mean(near(args[0], COMMANDS)) or "fmcat --help lists them all"
            raise BadUsage(f"no command is called {args[0]!r}", [hint])
        return super().resolve_command(ctx, args)


def _loaded(name: str) -> Any:
    command = typer.Typer(add_completion=False, rich_markup_mode=None)
    run = import_module(f"fmcat.cli.commands.{name}{'_' if iskeyword(name) else ''}").run
    cls = QueryCommand if COMMANDS[name].takes_query else FmcatCommand
    command.command(name, cls=cls, context_settings=_CONTEXT)(run)
    return typer.main.get_command(command)


_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
app = typer.Typer(
    cls=LazyCommands,
    name="fmcat",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings=_CONTEXT,
    rich_markup_mode=None,
)


def _say_version(asked: bool) -> None:
    if asked:
        print(f"fmcat {__version__}")
        raise typer.Exit()


@app.callback()
def _globals(
    ctx: typer.Context,
    registry: Annotated[
        list[Path],
        typer.Option(
            "--registry", metavar="PATH", help="A registry file or folder over the others; also FMCAT_REGISTRY."
        ),
    ] = [],
    only: Annotated[bool, typer.Option("--only", help="Only what --registry names.")] = False,
    skip_broken: Annotated[
        bool, typer.Option("--skip-broken", help="Go on without registries that are not valid.")
    ] = False,
    catalog: Annotated[
        str,
        typer.Option(
            "--catalog", metavar="ENGINE:PLACE", help="parquet:DIR or spark:MASTER?path=DIR.", show_default=False
        ),
    ] = "",
    lang: Annotated[
        str, typer.Option("--lang", metavar="en|ko", help="Language of labels; also FMCAT_LANG.", show_default=False)
    ] = "",
    color: Annotated[str, typer.Option("--color", metavar="auto|always|never", help="When to colour.")] = "auto",
    debug: Annotated[bool, typer.Option("--debug", help="Show a traceback where something breaks.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Say which fmcat this is.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """The foundation-model catalog for the terminal: query, draw, cite and export, offline."""
    if color not in ("auto", "always", "never"):
        raise BadUsage(f"--color: {color!r} is none of auto, always, never")
    if lang and lang not in ("en", "ko"):
        raise BadUsage(f"--lang: {lang!r} is none of en, ko")
    if catalog and (registry or only or skip_broken):
        raise BadUsage("--catalog stands for all registries; leave out --registry, --only and --skip-broken")
    session = ctx.obj = Session(tuple(registry), only, skip_broken, chosen_language(lang), color, catalog)
    ctx.call_on_close(lambda: _remind(session))


def _remind(session: Session) -> None:
    """Say that the data is old, where a person is there and a command asked the catalog."""
    if sys.stderr.isatty() and "catalog" in vars(session):
        from fmcat.cli.reminder import remind  # not where nobody is there

        remind(session)


def main(argv: list[str] | None = None) -> None:
    """Run fmcat and exit with its code."""
    arguments = sys.argv[1:] if argv is None else argv
    if argv is None:
        _settle_in()
    if "COMP_CWORD" in os.environ:
        from fmcat.cli.complete import step_over_colon  # only where a shell asks

        step_over_colon()
    try:
        _refuse_bytes(arguments)
        code = app(args=arguments, prog_name="fmcat", standalone_mode=False)
        sys.stdout.flush()
    except FmcatError as error:
        code = _tell(error)
    except typer.TyperException as error:  # an option or argument Typer could not make sense of
        code = _tell(BadUsage(error.format_message()))
    except typer.Abort:
        code = 130
    except OSError as error:  # the disk that stdout goes to is full, a folder is gone
        code = _tell(FmcatError(f"{error.filename or 'output'}: {error.strerror}"))
    except Exception as error:
        if "--debug" in arguments:
            raise
        print(disarmed(f"error: a bug in fmcat: {type(error).__name__}: {one_line(str(error))}"), file=sys.stderr)
        print("       run it again with --debug before the command, and report what it prints", file=sys.stderr)
        code = 70
    sys.exit(code)


def _refuse_bytes(arguments: Sequence[str]) -> None:
    """Raise BadUsage where an argument is bytes that are not UTF-8, which no text of a catalog holds."""
    for argument in arguments:
        if not argument.isascii() and any("\ud800" <= letter <= "\udfff" for letter in argument):
            shown = os.fsencode(argument).decode("utf-8", "backslashreplace")
            raise BadUsage(f"the argument {shown} is not UTF-8; rename the file or type the text anew")


def _settle_in() -> None:
    """Make a process of our own behave as other commands do, and speak UTF-8 whatever the locale."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that leaves early ends us, as it ends `cat`
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _tell(error: FmcatError) -> int:
    """Say what is wrong on stderr; return the exit code."""
    from fmcat.cli.trouble import said  # Rich's cell widths, wanted only here

    with suppress(OSError):
        sys.stdout.flush()
    print(said(error), file=sys.stderr)
    return error.exit_code
