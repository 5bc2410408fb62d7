"""fmcat check: finds and fixes problems of a registry."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fmcat import views
from fmcat.catalog.catalog import Catalog
from fmcat.catalog.coverage import coverage as coverage_of
from fmcat.catalog.policy import denied
from fmcat.catalog.tiers import Tiers
from fmcat.checks import ERROR, Breach, Examined, Finding, examine
from fmcat.checks.mend import mend
from fmcat.cli.delivery import USUAL, Answer, Request, delivering
from fmcat.cli.options import Denied
from fmcat.cli.session import Session
from fmcat.cli.trouble import total
from fmcat.errors import BadRegistry, FmcatError
from fmcat.files.lock import locked
from fmcat.files.paths import display_path
from fmcat.files.write import rewrite
from fmcat.messages import joined, say, spoken
from fmcat.registry.locate import BUNDLED, Layer, layers_of
from fmcat.registry.migrate import migrations
from fmcat.registry.parse import content_of
from fmcat.registry.read import Registry, read_registry
from fmcat.registry.revise import refuse_link
from fmcat.text import disarmed, indented, one_line

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering("json")
def run(
    ctx: typer.Context,
    request: Request = USUAL,
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]", help="A registry file or folder. [default: the one in use]", show_default=False
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Correct the form: order, and the spelling of terms, dates and sizes.")
    ] = False,
    coverage: Annotated[
        bool,
        typer.Option("--coverage", help="Count how many entries state each fact, and how many with a source."),
    ] = False,
    deny: Denied = [],
) -> Answer:
    """Check a registry: every problem with its line and how to fix it.

    The exit code is 0 if there are no errors (there may be warnings), 1 if a rule is broken, and 3 if the registry
    cannot be read. --fix corrects YAML files whose form is wrong or whose version is old, and keeps comments and
    layout; without PATH it leaves the bundled registry alone. `fmcat explain RULE` explains a rule.
    """
    session: Session = ctx.obj
    try:
        if coverage:
            return _coverage(session, read_registry(_layers(session, path)))
        return _findings(session, path, fix, deny)
    except BadRegistry as error:
        if request.format != "json":
            raise
        records = [problem_record(problem) for problem in error.problems if not problem.startswith("… and ")]
        return Answer(
            forms={"json": lambda: indented(records)},
            alerts=[total(error)],
            entries=lambda: len(records),
            exit_code=error.exit_code,
        )


def _layers(session: Session, path: Path | None) -> tuple[Layer, ...]:
    return session.layers if path is None else layers_of(path)


def _findings(session: Session, path: Path | None, fix: bool, deny: Sequence[str]) -> Answer:
    """The findings of the rules, after --fix has corrected what it can."""
    layers = _layers(session, path)
    mendable = layers[-1:] if path else [layer for layer in layers if layer.name != BUNDLED]
    before = {file: content_of(file) for layer in mendable for file in layer.files} if fix else {}
    upgraded = migrations(before)
    registry = read_registry(layers, instead=upgraded)
    examined = _examined(registry, path)
    found = _breaches(examined, path)
    if fix:
        mended = upgraded | mend(before | upgraded, [breach.finding for breach in found])
        registry = read_registry(layers, instead=mended)
        examined = _examined(registry, path)  # raises, and writes nothing, if an edit broke something
        for layer in mendable:
            for file in mended.keys() & set(layer.files):
                refuse_link(layer, file)
        _write(session, before, mended)
        found = _breaches(examined, path)
    found += _denied(registry, deny)
    errors = sum(breach.severity == ERROR for breach in found)
    warnings = len(found) - errors
    count = len(examined.models)
    looked_at = say("1 model examined" if count == 1 else "{count} models examined", count=count)
    counted = [
        say("1 error" if errors == 1 else "{count} errors", count=errors),
        say("1 warning" if warnings == 1 else "{count} warnings", count=warnings),
    ]
    return Answer(
        forms={
            "text": lambda: (_line(breach, session.language) + "\n" for breach in found),
            "json": lambda: indented([_record(breach) for breach in found]),
        },
        alerts=[joined(": ", [looked_at, joined(", ", counted)])],
        entries=lambda: len(found),
        exit_code=FmcatError.exit_code if errors else 0,
    )


def _denied(registry: Registry, deny: Sequence[str]) -> Iterator[Breach]:
    """An error for each model of the upper layers that a query matches; where there is one layer, of that."""
    if not deny:
        return
    catalog = Catalog(registry.layers)
    examined = {layer.name for layer in registry.layers[1:] or registry.layers}
    for query in deny:
        for model in sorted({model for model, _ in denied(catalog, query)}):
            if examined & set(registry.origins(model).values()):
                message = say("denied by {query}", query=query)
                yield Breach("denied", ERROR, Finding(model, (), message, registry.position(model)))


def _write(session: Session, before: Mapping[Path, bytes], mended: Mapping[Path, bytes]) -> None:
    for file, content in mended.items():
        with locked(file):
            rewrite(file, before[file], content)
        session.output.note(say("corrected {path}", path=display_path(file)))


def _examined(registry: Registry, path: Path | None) -> Examined:
    """What the rules examine: all models, or with a path those that its files say something of.

    Raises BadRegistry if an entry is not valid.
    """
    layer = registry.layers[-1].name if path else None
    return Examined(registry, list(registry.models()), date.today().isoformat(), layer)


def _breaches(examined: Examined, path: Path | None) -> list[Breach]:
    """The findings of the rules; with a path, in its files only."""
    own = {display_path(file) for file in examined.registry.layers[-1].files}
    return [breach for breach in examine(examined) if path is None or breach.finding.position.file in own]


def _coverage(session: Session, registry: Registry) -> Answer:
    """How many entries state each fact, how many have a source, and how many a source close to the maker."""
    vendors: dict[str, Any] = {vendor.id: vendor.document() for vendor in registry.vendors}
    kinds: list[Any] = [kind.document() for kind in registry.source_kinds]
    tiers = Tiers(vendors, kinds)
    rows = coverage_of([model.document() for model in registry.models()], tiers)

    def page(*_: int) -> "RenderableType":
        return views.coverage_table(rows, session.language)

    records = [asdict(row) for row in rows]
    return Answer(forms={"json": lambda: indented(records)}, page=page, entries=lambda: len(rows))


def _line(breach: Breach, language: str) -> str:
    rule, severity, finding = breach
    path = ".".join(map(str, (finding.entry, *finding.path)))
    return disarmed(one_line(f"{finding.position}: {severity}[{rule}] {path}: {spoken(finding.message, language)}"))


def _record(breach: Breach) -> dict[str, object]:
    rule, severity, finding = breach
    return {
        "rule": rule,
        "severity": severity,
        "file": finding.position.file,
        "line": finding.position.line,
        "column": finding.position.column,
        "entry": finding.entry,
        "path": list(finding.path),
        "message": finding.message,
    }


def problem_record(problem: str) -> dict[str, object]:
    """A problem of an unreadable registry in the shape of a finding, with its position if the line has one."""
    placed = re.match(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<message>.*)", problem, re.DOTALL)
    record: dict[str, object] = {"rule": "valid", "severity": ERROR}
    if not placed:
        return record | {"message": problem}
    where = {"file": placed["file"], "line": int(placed["line"]), "column": int(placed["column"])}
    return record | where | {"message": placed["message"]}
