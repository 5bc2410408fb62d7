"""fmcat list: the models that match, as a table."""

from typing import Annotated

import typer

from fmcat.cli import options
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export import EXPORTERS, Choice
from fmcat.fields import DEFAULT_COLUMNS, FIELDS, Field
from fmcat.messages import message
from fmcat.query.asked import Asked
from fmcat.query.expression import Query
from fmcat.query.sql import DEFAULT_ORDER, DIALECTS, select
from fmcat.query.sql import count as counting

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown", "ids", "agent")


@options.choosing
def run(
    ctx: typer.Context,
    text: Asked,
    sort: options.Sort = [],
    columns: options.Columns = "",
    limit: options.Limit = None,
    count: Annotated[bool, typer.Option("--count", help="Only how many.", rich_help_panel=options.SHOW)] = False,
    format: Annotated[
        str, options.format_choice(FORMATS, ". A table on a terminal, else plain lines.", options.SHOW)
    ] = "",
    explain_sql: Annotated[
        bool, typer.Option("--explain-sql", help="Only the SQL that asks this.", rich_help_panel=options.SHOW)
    ] = False,
    dialect: Annotated[str, options.choice("--dialect", known=DIALECTS, help="Of --explain-sql; sqlite.")] = "",
    json: options.AsJson = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="The same as --format ids.", rich_help_panel=options.SHOW)
    ] = False,
) -> None:
    """The models that match, as a table.

    Words are looked for everywhere; field:value terms in one field. All must hold; say `or` and `not`
    for anything else. On a terminal this prints a table, into a pipe one tab-separated line a model.
    """
    session: Session = ctx.obj
    text = options.ordered(text, sort)
    chosen = session.catalog.query(text)
    format = _format(format, json, quiet)
    if options.one_of("--dialect", dialect, DIALECTS) and not explain_sql:
        raise BadUsage("--dialect is whose SQL --explain-sql prints; it does nothing alone")
    fields = options.read_columns(columns, DEFAULT_COLUMNS) if columns else ()
    if explain_sql:
        from fmcat.query.printed import printed  # only where the SQL is wanted

        asked = counting(chosen) if count else select(chosen, "m.id, m.name, m.released", limit)
        session.output.data([printed(*asked, dialect or DIALECTS[0]), "\n"])
        return
    if count:
        session.output.data([f"{min(session.catalog.count(chosen), limit if limit is not None else 10**9)}\n"])
        return
    if format == "table" or (not format and session.output.is_terminal):
        _paint(session, chosen, fields, limit)
    else:
        _write(session, Choice(session.catalog, chosen, limit, fields), format)
    if not session.catalog.finds(chosen):
        session.note_nothing(text)


def _format(format: str, json: bool, quiet: bool) -> str:
    asked = {name for name, given in ((format, bool(format)), ("json", json), ("ids", quiet)) if given}
    if len(asked) > 1:
        raise BadUsage(f"{' and '.join(sorted(asked))} are two formats; choose one")
    return options.one_of("--format", next(iter(asked), ""), FORMATS)


def _write(session: Session, choice: Choice, format: str) -> None:
    if format:
        session.output.write(EXPORTERS[format].write(choice), "-")
    else:
        from fmcat.export.separated import to_plain  # only where plain lines are wanted

        session.output.data(to_plain(choice))


def _paint(session: Session, query: Query, fields: tuple[Field, ...], limit: int | None) -> None:
    from fmcat.views.table import models_table  # Rich, which the other formats do without

    documents = list(session.catalog.documents(query, limit))
    if not documents:
        return
    columns = fields or tuple(FIELDS[name] for name in DEFAULT_COLUMNS)
    page = models_table(documents, columns, session.wording, session.output.width, all_columns=bool(fields))
    session.output.paint(page)
    session.output.note(_footer(session, query, len(documents), is_cut=len(documents) == limit))


def _footer(session: Session, query: Query, shown: int, is_cut: bool) -> str:
    total, found = len(session.catalog), session.catalog.count(query) if is_cut else shown
    said = "first_of" if shown < found else "models_of" if shown < total else "models"
    order = ", ".join(FIELDS[key.field].inline(session.language) for key in query.order or DEFAULT_ORDER)
    parts = [
        message(said, session.language, shown=shown, all=found if shown < found else total),
        message("sorted_by", session.language, order=order),
        message("details", session.language),
    ]
    return " · ".join(parts)
