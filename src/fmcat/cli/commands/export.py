"""fmcat export: models in other formats."""

from pathlib import Path
from typing import Annotated

import typer

from fmcat.cli import options
from fmcat.cli.session import Session
from fmcat.errors import BadUsage, FmcatError
from fmcat.export import EXPORTERS, Choice
from fmcat.fields import DEFAULT_COLUMNS
from fmcat.messages import message
from fmcat.query.asked import Asked


@options.choosing
def run(
    ctx: typer.Context,
    text: Asked,
    sort: options.Sort = [],
    columns: options.Columns = "",
    limit: options.Limit = None,
    format: Annotated[str, options.format_choice(EXPORTERS, ". What the file's suffix says, else json.")] = "",
    output: options.OutputFile = "-",
    parts: Annotated[
        str, options.choice("--partition-by", known=("year",), help="Parts of a Parquet data set.", panel=options.WRITE)
    ] = "",
) -> None:
    """Write models to a file or to another program; without QUERY, the whole catalog, in a stable order.

    Parquet to a folder (one that is there, or a name without a suffix) is a data set with all that queries need:
    `fmcat --catalog parquet:FOLDER list …` asks it.
    """
    session: Session = ctx.obj
    options.one_of("--partition-by", parts, ("year",))
    format = options.chosen_format(format, output, {name: EXPORTERS[name].suffix for name in EXPORTERS}, "json")
    if not EXPORTERS[format].is_text and output == "-" and session.output.is_terminal:
        raise BadUsage(f"{format} is no text for a terminal", ["name a file with --output"])
    text = options.ordered(text, sort)
    fields = options.read_columns(columns, ("id", *DEFAULT_COLUMNS)) if columns else ()
    asked = session.catalog.query(text or "sort:id")
    choice = Choice(session.catalog, asked, limit, fields, whole=not text and limit is None, language=session.language)
    is_dataset = format == "parquet" and _is_folder(output)
    if parts and not is_dataset:
        raise BadUsage("--partition-by parts a Parquet data set only", ["like --format parquet --output DIR"])
    with session.output.busy(message("writing", session.language, what=output if output != "-" else format)):
        if is_dataset:
            _write_dataset(choice, Path(output), parts == "year")
        else:
            session.output.write(EXPORTERS[format].write(choice), output)


def _write_dataset(choice: Choice, folder: Path, by_year: bool) -> None:
    try:
        from fmcat.engines.dataset import write_dataset  # DuckDB, only where a data set is written
    except ModuleNotFoundError as missing:
        if missing.name != "duckdb":
            raise
        raise FmcatError("Parquet wants the extra parquet", ["pip install 'fmcat[parquet]'"]) from None
    write_dataset(choice.catalog, choice.query, folder, by_year, choice.limit)


def _is_folder(output: str) -> bool:
    """Whether an output names a folder: one that is there, or a path without a suffix."""
    path = Path(output)
    return output != "-" and (output.endswith("/") or path.is_dir() or not (path.suffix or path.exists()))
