"""fmcat check: the doctor."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from fmcat.catalog.coverage import coverage as coverage_of
from fmcat.checks import CHECKS, ERROR, Breach, Examined, examine
from fmcat.checks.mend import mend
from fmcat.cli import options
from fmcat.cli.session import Session
from fmcat.errors import FmcatError
from fmcat.registry.locate import BUNDLED, layers_of
from fmcat.registry.migrate import migrations
from fmcat.registry.placed import content_of
from fmcat.registry.read import Registry, read_registry, shown
from fmcat.registry.write import locked, rewrite
from fmcat.schema.model import Model
from fmcat.text import disarmed, one_line

_FORMATS = ("text", "json")


def run(
    ctx: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(metavar="[PATH]", help="A registry file or folder; else the one in use.", show_default=False),
    ] = None,
    format: Annotated[str, options.format_choice(_FORMATS)] = "",
    explain: Annotated[str, options.choice("--explain", known=CHECKS, help="What a rule holds.", metavar="RULE")] = "",
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is a matter of form: order, spelling of terms, dates and sizes.")
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="How many entries state each fact, and for how many it has a source.")
    ] = False,
) -> None:
    """Examine a registry: every problem with its place and cure.

    Exit 0 where nothing is wrong (warnings may be), 1 where a rule is broken, 3 where the registry cannot be read.
    --fix mends YAML files where only the form is wrong, or their version is an older one, comments and layout
    kept; without PATH it leaves the bundled registry alone.
    """
    session: Session = ctx.obj
    if explain:
        rule = CHECKS[options.one_of("--explain", explain, CHECKS)]
        session.output.data([f"{explain} ({rule.gravity})\n{rule.explanation}\n"])
        return
    options.one_of("--format", format, _FORMATS)
    layers = session.layers if path is None else layers_of(path)
    mendable = layers[-1:] if path else [layer for layer in layers if layer.name != BUNDLED]
    files = [file for layer in mendable for file in layer.files]
    before = {file: content_of(file) for file in files} if fix else {}
    upgraded = migrations(before)
    registry = read_registry(layers, instead=upgraded)
    models = list(registry.models())
    if coverage:
        _say_coverage(session, models, format)
        return
    found = _examined(registry, models, path)
    if fix:
        mended = upgraded | mend(before | upgraded, [breach.finding for breach in found])
        registry = read_registry(layers, instead=mended)
        models = list(registry.models())  # raises, and nothing is written, where an edit broke something
        for file, content in mended.items():
            with locked(file):
                rewrite(file, before[file], content)
            session.output.note(f"mended {shown(file)}")
        found = _examined(registry, models, path)
    if format == "json":
        session.output.json([_record(breach) for breach in found])
    else:
        session.output.data(_line(breach) + "\n" for breach in found)
    errors = sum(breach.severity == ERROR for breach in found)
    session.output.note(
        f"{len(models)} models examined: {_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}"
    )
    if errors:
        raise typer.Exit(FmcatError.exit_code)


def _examined(registry: Registry, models: Sequence[Model], path: Path | None) -> list[Breach]:
    """What the rules find; with a path, in its files only."""
    found = examine(Examined(registry, models, date.today().isoformat()))
    own = {shown(file) for file in registry.layers[-1].files}
    return [breach for breach in found if path is None or breach.finding.place.file in own]


def _say_coverage(session: Session, models: Sequence[Model], format: str) -> None:
    rows = coverage_of([model.document() for model in models])
    if format == "json":
        session.output.json([asdict(row) for row in rows])
    else:
        from fmcat.views.coverage import coverage_table  # Rich, which JSON does without

        session.output.paint(coverage_table(rows, session.language))


def _line(breach: Breach) -> str:
    rule, severity, finding = breach
    path = ".".join(map(str, (finding.entry, *finding.path)))
    return disarmed(one_line(f"{finding.place}: {severity}[{rule}] {path}: {finding.message}"))


def _record(breach: Breach) -> dict[str, Any]:
    rule, severity, finding = breach
    return {
        "rule": rule,
        "severity": severity,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "entry": finding.entry,
        "path": list(finding.path),
        "message": finding.message,
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
