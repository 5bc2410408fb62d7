"""fmcat list: the models that match, as a table."""

from typing import Annotated

import typer

import fmcat.query.printed
from fmcat.cli import options
from fmcat.cli.delivery import TEXT, USUAL, Answer, Request, delivering
from fmcat.cli.listing import entries, models_answer, word_notes
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export import EXPORTERS, Choice
from fmcat.fields import DEFAULT_COLUMNS, TERMINAL_COLUMNS
from fmcat.messages import say
from fmcat.query.asked import Asked
from fmcat.query.sql import DIALECTS, Parameters, newest_first, select, select_checkpoints
from fmcat.query.sql import count as counting
from fmcat.text import indented


@delivering(*EXPORTERS)
@options.choosing
def run(
    ctx: typer.Context,
    text: Asked,
    request: Request = USUAL,
    sort: options.Sort = [],
    columns: options.Columns = "",
    limit: options.LimitToNewest = None,
    checkpoints: options.Checkpoints = False,
    count: Annotated[
        bool, typer.Option("--count", help="Print the number of matches.", rich_help_panel=options.SHOW)
    ] = False,
    explain_sql: Annotated[
        bool, typer.Option("--explain-sql", help="Print the SQL of the query.", hidden=True)
    ] = False,
    dialect: Annotated[
        str,
        options.choice(
            "--dialect", known=DIALECTS, help="The dialect of --explain-sql. [default: sqlite]", hidden=True
        ),
    ] = "",
) -> Answer:
    """List the models that match, as a table.

    A word that names a term is read as that term; any other word matches where a word of a model begins with it.
    field:value searches one field. All of them must match; use `or` and `not` for anything else. Prints a table on
    a terminal, and one tab-separated line per model into a pipe.
    """
    session: Session = ctx.obj
    asked = options.ordered(text, sort)
    chosen = session.catalog.query(asked)
    if limit:
        chosen = newest_first(chosen)
    if options.one_of("--dialect", dialect, DIALECTS) and not explain_sql:
        raise BadUsage(say("--dialect needs --explain-sql"))
    is_text = request.format == TEXT or (not request.format and session.output.is_terminal)
    usual = TERMINAL_COLUMNS if is_text else DEFAULT_COLUMNS
    fields = options.read_columns(session.catalog, columns, usual) if columns else ()
    choice = Choice(session.catalog, chosen, limit or None, fields, language=session.language, checkpoints=checkpoints)
    if explain_sql:
        sql = _statement(choice, count, nested=dialect in ("", DIALECTS[0]))
        return Answer(forms={"text": lambda: [fmcat.query.printed.printed(*sql, dialect or DIALECTS[0]), "\n"]})
    if count:
        alerts = word_notes(session, asked)
        return Answer(forms=dict.fromkeys(("text", "json"), lambda: [indented(entries(choice))]), alerts=alerts)
    return models_answer(session, choice, asked, request)


def _statement(choice: Choice, count: bool, nested: bool) -> tuple[str, Parameters]:
    if count:
        return counting(choice.query, choice.checkpoints)
    if choice.checkpoints:
        return select_checkpoints(choice.query, "c.id, m.name, c.released", choice.limit)
    return select(choice.query, "m.id, m.name, m.released", choice.limit, nested)
