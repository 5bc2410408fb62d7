"""fmcat cite: references for models."""

from collections.abc import Sequence
from typing import Annotated

import typer

from fmcat.cli import complete, options
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export.citations import SELF, STYLES, bibtex, references
from fmcat.fields import Document
from fmcat.query.asked import Asked
from fmcat.text import did_you_mean

_SUFFIXES = {"bibtex": ".bib", "csl": ".json", "typst": ".yml", "text": ".txt"}


def run(
    ctx: typer.Context,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[NAME...|QUERY]",
            help="Models by name, or a query.",
            show_default=False,
            autocompletion=complete.model_names,
        ),
    ] = [],
    style: Annotated[
        str,
        options.choice("--style", known=STYLES, help=" | ".join(STYLES), panel=options.WRITE, metavar="STYLE"),
    ] = "",
    ascii_only: Annotated[
        bool, typer.Option("--ascii", help="BibTeX in ASCII: é as {\\'e}.", rich_help_panel=options.WRITE)
    ] = False,
    self: Annotated[bool, typer.Option("--self", help="The catalog itself, at this version.")] = False,
    output: options.OutputFile = "-",
) -> None:
    """References for papers: BibTeX, CSL JSON, Typst or plain text.

    Models without a paper cite their announcement. Keys are the catalog's ids, which never change.
    """
    session: Session = ctx.obj
    chosen = options.chosen_format(style, output, _SUFFIXES, "bibtex", "--style")
    if ascii_only and chosen != "bibtex":
        raise BadUsage("--ascii: only BibTeX is ever anything but UTF-8 text")
    if not names and not self:
        raise BadUsage("cite which models?", ["name them, write a query, or --self for the catalog"])
    found = [SELF] if self else []
    found += references(session.catalog, _documents(session, names) if names else [])
    if not found:
        session.note_nothing(Asked(" ".join(names)), did_you_mean(session.catalog.near("model", " ".join(names))))
        return
    session.output.write(bibtex(found, True) if ascii_only else STYLES[chosen](found), output)


def _documents(session: Session, words: Sequence[str]) -> list[Document]:
    """The models of these names where every word is one, or all words together; else what the query chooses."""
    catalog = session.catalog
    together = catalog.find("model", " ".join(words))
    ids = [together] if together else [catalog.find("model", word) for word in words]
    if all(ids):
        return [catalog.document(model) for model in dict.fromkeys(ids) if model]
    return list(catalog.documents(catalog.query(" ".join(words))))
