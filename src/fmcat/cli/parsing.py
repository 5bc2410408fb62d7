"""Parses the command line and lays out help: the Typer classes of the program and of its commands."""

import copy
import inspect
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import groupby
from keyword import iskeyword
from typing import Any, TypeAlias

import typer
from typer.core import TyperCommand, TyperGroup

from fmcat.cli.commands import ALIASES, COMMANDS, RETIRED
from fmcat.cli.help import Help
from fmcat.errors import BadUsage
from fmcat.messages import chosen_language, say, spoken
from fmcat.text import did_you_mean, near
from fmcat.version import __version__

#: `-vendor:openai` is a term of a query, not a bundle of options.
_DENIED_TERM = r"-[A-Za-z][\w.-]*:"
CONTEXT = {"help_option_names": ["-h", "--help"]}
#: Where `typer.Context.meta` records that --help-all was given.
_ALL = "fmcat.help_all"
#: Where it records the global options after the command on a line that is being completed.
LATE = "fmcat.late"
_GLOBAL = "Global options"
#: Typer does not export the classes of its contexts, parameters, commands and completions.
Context: TypeAlias = Any
Parameter: TypeAlias = Any
Command: TypeAlias = Any
Completion: TypeAlias = Any


class FmcatCommand(TyperCommand):
    """A command that also takes the global options, and whose help begins with examples."""

    _added: list[object] | None = None

    def get_params(self, ctx: Context) -> list[Parameter]:
        """The command's own parameters, then --help-all and the global options, which the first help leaves out."""
        if self._added is None:
            root = ctx.find_root().command
            own = {option for parameter in self.params for option in parameter.opts}
            shared = [one for one in root.params if root is not self and not own & set(one.opts)]
            self._added = [_help_all(self.get_help_option(ctx)), *map(_after_the_command, shared)]
        return [*super().get_params(ctx), *self._added]

    def shell_complete(self, ctx: Context, incomplete: str) -> list[Completion]:
        """Completions with their help in the user's language."""
        return _translated(super().shell_complete(ctx, incomplete))

    def get_help(self, ctx: object) -> str:
        """The command's description, examples, details, arguments, and options under their headings."""
        first, _, rest = inspect.cleandoc(self.help or "").partition("\n\n")
        page = _begun(self, ctx)
        page.paragraphs(first)
        page.examples(COMMANDS[self.name].examples if self.name and self.name in COMMANDS else ())
        page.paragraphs(rest)
        by_heading: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            if entry := _entry(parameter, ctx, page):
                is_argument = parameter.param_type_name == "argument"
                heading = "Arguments" if is_argument else getattr(parameter, "rich_help_panel", None) or "Options"
                by_heading.setdefault(heading, []).append(entry)
        for heading, entries in by_heading.items():
            page.section(heading, entries)
        return page.text()


class QueryCommand(FmcatCommand):
    """A command whose arguments are a query, in which a term may begin with a minus."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the arguments, `-field:value` as `not field:value`."""
        return super().parse_args(ctx, [f"not {arg[1:]}" if re.match(_DENIED_TERM, arg) else arg for arg in args])


class LazyCommands(TyperGroup):
    """Imports a command when it is run; the main help comes from the COMMANDS table."""

    _help_all: object = None

    def get_params(self, ctx: Context) -> list[Parameter]:
        """The global options and --help-all."""
        if self._help_all is None:
            self._help_all = _help_all(self.get_help_option(ctx))
        return [*super().get_params(ctx), self._help_all]

    def list_commands(self, ctx: object) -> list[str]:
        """The commands' names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> Command:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = _loaded(cmd_name)
        return self.commands[cmd_name]

    def shell_complete(self, ctx: Context, incomplete: str) -> list[Completion]:
        """Completions with their help in the user's language."""
        return _translated(super().shell_complete(ctx, incomplete))

    def get_help(self, ctx: object) -> str:
        """What fmcat is, examples, the commands (none is imported for it), and the global options."""
        page = _begun(self, ctx)
        page.paragraphs(self.help or "")
        page.examples(EXAMPLES)
        for heading, names in groupby(COMMANDS, key=lambda name: COMMANDS[name].panel):
            page.section(heading, [(name, page.said(COMMANDS[name].help)) for name in names])
        entries = [_entry(option, ctx, page) for option in self.get_params(ctx)]
        page.section("Options, before or after the command", list(filter(None, entries)))
        page.section("Documentation", [(_DOCUMENTATION, "")])
        return page.text()

    def resolve_command(self, ctx: Context, args: list[str]) -> Command:
        """The command that the arguments name; raises BadUsage, with similar names, if there is none."""
        args = [*ALIASES.get(args[0], (args[0],)), *args[1:]]
        if args[0] == "help":
            args = [*args[1:2], "--help"]
        if args[0].startswith("-"):  # `fmcat help`, `fmcat version`
            self.make_context("fmcat", args, parent=None)
        if args[0] not in COMMANDS:
            hint = did_you_mean(near(args[0], COMMANDS)) or say("fmcat --help lists all commands")
            raise BadUsage(say("unknown command {name!r}", name=args[0]), [hint])
        return super().resolve_command(ctx, args)


#: The docs as they were at this version; a wheel contains none.
_DOCUMENTATION = f"https://github.com/fmcat/fmcat/tree/v{__version__}/docs"
EXAMPLES = (
    "fmcat list -m vision --since 2023",
    "fmcat show dinov2",
    "fmcat timeline vision",
    "fmcat explain masked-image-modeling",
)


def advice(error: typer.TyperException) -> list[str]:
    """What to write instead of an option that there no longer is, or of a fact as an option."""
    command, option = getattr(getattr(error, "ctx", None), "info_name", None), getattr(error, "option_name", "")
    if command in ("add", "set") and option and not getattr(error, "possibilities", None):
        return [say("write facts as FIELD=VALUE, like parameters=7B")]
    return [RETIRED[command, option]] if (command, option) in RETIRED else []


def _translated(completions: list[Completion]) -> list[Completion]:
    """Completions of commands and options with their whole help, in the language of the environment."""
    page = Help(chosen_language(None))
    for one in completions:
        one.help = page.said(COMMANDS[one.value].help if one.value in COMMANDS else one.help or "")
    return completions


def _loaded(name: str) -> Command:
    command = typer.Typer(add_completion=False, rich_markup_mode=None)
    run = import_module(f"fmcat.cli.commands.{name}{'_' if iskeyword(name) else ''}").run
    cls = QueryCommand if COMMANDS[name].takes_query else FmcatCommand
    command.command(name, cls=cls, context_settings=CONTEXT)(run)
    return typer.main.get_command(command)


def _begun(command: Command, ctx: Context) -> Help:
    """The help of a command, so far only its usage line."""
    session = ctx.find_root().obj
    page = Help(session.language if session else "en")
    page.usage(ctx.command_path, (piece.strip("{}") for piece in command.collect_usage_pieces(ctx)))
    return page


def _entry(parameter: Parameter, ctx: object, page: Help) -> tuple[str, str] | None:
    """An argument or option with its meaning and its default, or None if it is hidden."""
    with _everything_shown(ctx, [parameter]):
        record = parameter.get_help_record(ctx)
    if not record:
        return None
    name, text = record
    default = re.search(r"  \[default: ([^];]+)[^]]*\]$", text)
    shown = spoken(say("[default: {value}]", value=default[1]), page.language) if default else ""
    return name, f"{page.said(parameter.help or '')} {shown}"


def _help_all(help_option: Parameter) -> object:
    """The option --help-all, a --help that leaves nothing out."""
    option = copy.copy(help_option)
    option.name, option.opts, option.secondary_opts = "help_all", ["--help-all"], []
    option.help = "Show all options, including rare ones, and exit."
    option.callback = _show_all
    return option


def _show_all(ctx: Context, _: object, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        ctx.meta[_ALL] = True
        sys.stdout.write(ctx.get_help() + "\n")
        ctx.exit()


@contextmanager
def _everything_shown(ctx: Context, parameters: Sequence[Parameter]) -> Iterator[None]:
    """Show hidden options in this context if --help-all was given."""
    hidden = [one for one in parameters if ctx.meta.get(_ALL) and getattr(one, "hidden", False)]
    for one in hidden:
        one.hidden = False
    try:
        yield
    finally:
        for one in hidden:
            one.hidden = True


def _after_the_command(option: Parameter) -> object:
    """A global option after the command, where it changes the session that was opened without it."""
    again = copy.copy(option)
    again.hidden, again.rich_help_panel, again.expose_value = True, _GLOBAL, False
    if not option.is_eager:
        again.callback = _set_on_session
    return again


def _set_on_session(ctx: Context, option: Parameter, value: object) -> None:
    if ctx.get_parameter_source(option.name).name != "COMMANDLINE":
        return
    if ctx.obj is None or ctx.resilient_parsing:  # the line is only being completed
        ctx.meta.setdefault(LATE, {})[option.name] = value
    else:
        ctx.obj.set_global(option.name, value)
