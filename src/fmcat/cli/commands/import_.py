"""fmcat import: a public table beside the catalog."""

from pathlib import Path
from typing import Annotated

import typer

from fmcat.cli.session import Session
from fmcat.errors import BadUsage, SourceError
from fmcat.messages import message
from fmcat.sources import SOURCES
from fmcat.sources.plan import CONFLICT, VERDICTS, plan
from fmcat.text import did_you_mean, near


def run(
    ctx: typer.Context,
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help=" | ".join(SOURCES), autocompletion=lambda: list(SOURCES)),
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The source's table, as a file.")],
    json: Annotated[bool, typer.Option("--json", help="The plan as JSON.")] = False,
) -> None:
    """Compare a public table with the catalog: what is new, what is the same, what is stated differently.

    Nothing is written. Rows find their models by the ids the catalog notes for the source, then by name.
    """
    session: Session = ctx.obj
    if source not in SOURCES:
        hint = did_you_mean(near(source, SOURCES)) or f"choose one of {', '.join(SOURCES)}"
        raise BadUsage(f"no source is called {source!r}", [hint])
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SourceError(f"{file}: cannot be read: {error.strerror}") from None
    made = plan(session.catalog, SOURCES[source].drafts(data, str(file)), SOURCES[source].work)
    conflicts = [statement for statement in made.statements if statement.verdict == CONFLICT]
    counts = made.counts()
    if json:
        record = {
            "source": source,
            "verdicts": VERDICTS,
            "counts": {key: dict(found) for key, found in counts.items()},
            "statements": [statement._asdict() for statement in made.statements],
            "new": [{"name": draft.key, "line": draft.line, "facts": draft.facts} for draft in made.new],
        }
        session.output.json(record)
        return
    from fmcat.views.plan import plan_page  # Rich, which JSON does without

    rows = sum(map(len, made.matched.values()))
    title = message(
        "plan_of", session.language, source=source, rows=rows + len(made.new), matched=rows, models=len(made.matched)
    )
    page = plan_page(
        title,
        list(VERDICTS),
        [(key, [found[verdict] for verdict in VERDICTS]) for key, found in counts.items()],
        [statement[:-1] for statement in conflicts],
        [draft.key for draft in made.new],
        session.language,
    )
    session.output.paint(page, pages=True)
