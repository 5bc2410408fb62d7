"""fmcat import: compares a public source with the catalog, and adds facts to your own registry."""

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from fmcat import views
from fmcat.catalog.store import Check
from fmcat.cli.delivery import Answer, Written, delivering
from fmcat.cli.editing import DryRun, layer_below
from fmcat.cli.session import Session
from fmcat.errors import BadUsage, SourceError
from fmcat.files.paths import display_path, existing
from fmcat.messages import message, say
from fmcat.registry.revise import Revision, files_of, own_layer, revise
from fmcat.sources import SOURCES
from fmcat.sources.draft import Draft
from fmcat.sources.merge import Facts, merged, taken
from fmcat.sources.newcomers import Newcomer
from fmcat.sources.plan import Plan, plan
from fmcat.sources.statements import CONFLICT, UNCLEAR, VERDICTS, Statement
from fmcat.text import did_you_mean, indented, near

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering("json")
def run(
    ctx: typer.Context,
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help=" | ".join(SOURCES), autocompletion=lambda: list(SOURCES)),
    ],
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="The source's file; for huggingface, a folder too.", show_default=False),
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Download the file.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Write the facts that the catalog lacks.")] = False,
    new: Annotated[bool, typer.Option("--new", help="Add models that the catalog lacks, too.")] = False,
    take: Annotated[
        list[str],
        typer.Option("--take", metavar="MODEL.FIELD", help="Follow the source in this conflict.", show_default=False),
    ] = [],
    dry_run: DryRun = False,
) -> Answer:
    """Compare a public source with the catalog: what is the same, what it adds, and where it disagrees.

    Rows are matched to models by the ids that the catalog has for the source, then by name. --apply writes facts that
    the catalog lacks to your own registry, each with its source, and --new adds models too. Conflicts are resolved
    only with --take. Importing the same file again changes nothing.
    """
    session: Session = ctx.obj
    if source not in SOURCES:
        hint = did_you_mean(near(source, SOURCES)) or say("choose one of {known}", known=", ".join(SOURCES))
        raise BadUsage(say("unknown source {source!r}", source=source), [hint])
    if take and not (apply or dry_run):
        hint = say("--apply writes the changes, --dry-run shows them")
        raise BadUsage(say("--take needs --apply or --dry-run"), [hint])
    path, name = _at_hand(source, file, fetch)
    made = plan(session.catalog, SOURCES[source].drafts(path, name), new)
    merger = Merger(taken(made, take), made.newcomers)
    revisions = merger.revise(session, write=apply and not dry_run) if apply or dry_run else []
    notes = [message("written", session.language, path=display_path(one.path)) for one in revisions if not dry_run]
    if (apply or dry_run) and not revisions:
        notes.append(message("unchanged", session.language))
    forms: dict[str, Callable[[], Written]] = {
        "json": lambda: indented(_record(source, made, merger, revisions)),
    }
    if dry_run:
        forms["text"] = lambda: (revision.diff() for revision in revisions)
    return Answer(forms=forms, page=lambda *_: _page(session, source, made, merger, apply, new), alerts=notes)


def _at_hand(source: str, file: Path | None, fetch: bool) -> tuple[Path, str]:
    """The file to read and its name in errors: the named file, or one fetched from the network."""
    if fetch == (file is not None):
        raise BadUsage(
            say("FILE is missing; name the file of the source, or add --fetch")
            if file is None
            else say("use either FILE or --fetch")
        )
    if file is not None:
        return existing(file), str(file)
    url = os.environ.get(f"FMCAT_{source.upper().replace('-', '_')}_URL") or SOURCES[source].url
    if not url:
        raise BadUsage(
            say("{source} is read from a file, not fetched", source=source), [say("name its file or folder")]
        )
    from fmcat.sources.fetch import fetch as fetched  # the network, only on request

    return fetched(url, source, examine=partial(_examine, source, url)), url


def _examine(source: str, url: str, path: Path) -> None:
    """Raise SourceError if the fetched file is not the source's, or has no model."""
    if not any(isinstance(draft, Draft) for draft in SOURCES[source].drafts(path, url)):
        raise SourceError(say("{url}: contains no model", url=url))


class Merger(NamedTuple):
    """The part of a plan that goes to your own registry."""

    facts: Facts
    newcomers: Sequence[Newcomer]

    def revise(self, session: Session, write: bool) -> list[Revision]:
        """Write it to the files of your own layer; returns the changed files, before and after."""
        layer = own_layer(session.layers)
        newcomers = {newcomer.entry["id"]: newcomer for newcomer in self.newcomers}
        revisions = []
        for path, models in files_of(layer, [*self.facts, *newcomers]).items():
            facts = {model: self.facts[model] for model in models if model in self.facts}
            added = [newcomers[model] for model in models if model in newcomers]
            change = partial(merged, facts=facts, newcomers=added, over=partial(layer_below, session))
            with closing(Check()) as check:
                revisions.append(revise(session.layers, layer, path, change, write, check.is_valid))
        return [revision for revision in revisions if revision.before != revision.after]

    def counts(self) -> dict[str, int]:
        """How many facts of how many models are written, and how many models and vendors are new."""
        return {
            "facts": sum(map(len, self.facts.values())),
            "models": len(self.facts),
            "new": len(self.newcomers),
            "vendors": len({vendor for newcomer in self.newcomers for vendor in newcomer.vendors}),
        }


def _page(session: Session, source: str, made: Plan, merger: Merger, applied: bool, new: bool) -> "RenderableType":
    rows = sum(map(len, made.matched.values()))
    language, counts = session.language, merger.counts()
    lines = [message("taken", language, **counts)] if applied else []
    if not applied and counts["facts"]:
        lines.append(message("to_take", language, **counts))
    if not applied and counts["new"]:
        lines.append(message("to_add", language, count=counts["new"]))
    found = views.Found(
        title=message(
            "plan_of", language, source=source, rows=rows + len(made.new), matched=rows, models=len(made.matched)
        ),
        verdicts=list(VERDICTS),
        counts=[(key, [found[verdict] for verdict in VERDICTS]) for key, found in made.counts().items()],
        conflicts=[_dispute(statement) for statement in made.of(CONFLICT)],
        unclear=[_dispute(statement) for statement in made.of(UNCLEAR)],
        lacking=[] if new else list(dict.fromkeys(draft.name for draft in made.new)),
        new=[newcomer.entry["id"] for newcomer in made.newcomers],
        left_out=[(one.about, one.why, one.place) for one in made.left_out],
        lines=lines,
    )
    return views.plan_page(found, language)


def _dispute(statement: Statement) -> tuple[str, ...]:
    return statement.model, statement.row, statement.key, statement.ours, statement.theirs


def _record(source: str, made: Plan, merger: Merger, revisions: Sequence[Revision]) -> dict[str, object]:
    """The plan as JSON values."""
    told = ("model", "row", "place", "key", "ours", "theirs", "verdict")
    return {
        "source": source,
        "verdicts": VERDICTS,
        "counts": {key: dict(found) for key, found in made.counts().items()},
        "statements": [{key: getattr(statement, key) for key in told} for statement in made.statements],
        "new": [{"name": draft.name, "place": draft.place, "facts": dict(draft.facts)} for draft in made.new],
        "left_out": [left_out._asdict() for left_out in made.left_out],
        "entries": [newcomer.entry for newcomer in made.newcomers],
        "merger": {
            "facts": [f"{model}.{one.key}" for model, facts in merger.facts.items() for one in facts],
            "models": [newcomer.entry["id"] for newcomer in merger.newcomers],
        },
        "diff": {str(revision.path): revision.diff() for revision in revisions},
    }
