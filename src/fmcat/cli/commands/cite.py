"""fmcat cite: references for models."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from fmcat.answers.bibliography import MERGED, keys, merged
from fmcat.cli import complete
from fmcat.cli.delivery import USUAL, Answer, Request, Written, delivering
from fmcat.cli.listing import word_notes
from fmcat.cli.session import Session
from fmcat.errors import BadUsage, FmcatError
from fmcat.export.citations import STYLES, Reference, bibtex, itself, references
from fmcat.fields import Document
from fmcat.messages import say
from fmcat.query.asked import Asked
from fmcat.text import did_you_mean


@delivering("bibtex", "csl", "json", "typst", "text", usual="bibtex", former="--style")
def run(
    ctx: typer.Context,
    request: Request = USUAL,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="[NAME...|QUERY]",
            help="Names of models, or a query.",
            show_default=False,
            autocompletion=complete.model_names,
        ),
    ] = [],
    ascii_only: Annotated[bool, typer.Option("--ascii", help="Write BibTeX in ASCII: é as {\\'e}.")] = False,
    self: Annotated[bool, typer.Option("--self", help="Cite the catalog itself, at this version.")] = False,
    append: Annotated[bool, typer.Option("--append", help="Append entries that the file does not have yet.")] = False,
) -> Answer:
    """Write references for papers: BibTeX, CSL JSON, Typst or plain text.

    Models without a paper are cited by their announcement. Keys are the ids of the catalog, which never change.
    """
    session: Session = ctx.obj
    if ascii_only and request.format not in ("", "bibtex"):
        raise BadUsage(say("--ascii works with BibTeX only"))
    if not names and not self:
        raise BadUsage(
            say("no models to cite"), [say("name models, write a query, or use --self for the catalog itself")]
        )
    found = [itself(session.catalog)] if self else []
    asked = Asked(" ".join(names))
    found += references(session.catalog, _documents(session, names) if names else [])
    near = "" if found else did_you_mean(session.catalog.near("model", " ".join(names)))
    answer = Answer(
        forms=_forms(found, ascii_only),
        alerts=[] if _names(session, names) else word_notes(session, asked),
        nothing="" if found else session.nothing(asked, near),
        entries=lambda: len(found),
    )
    return _appended(answer, found, request, ascii_only) if append else answer


def _forms(found: Sequence[Reference], ascii_only: bool) -> dict[str, Callable[[], Written]]:
    """The references in each style; JSON is CSL JSON."""
    styles = {**STYLES, "json": STYLES["csl"], "bibtex": partial(bibtex, ascii_only=ascii_only)}
    return {name: partial(write, found) for name, write in styles.items()}


def _appended(answer: Answer, found: Sequence[Reference], request: Request, ascii_only: bool) -> Answer:
    """The answer added to the existing file, whose own entries stay as they are."""
    style = {"json": "csl", "": "bibtex"}.get(request.format, request.format)
    if style not in MERGED or request.output == "-":
        raise BadUsage(say("--append needs a bibliography to add to"), [say("for example --output refs.bib")])
    path = Path(request.output)
    try:
        before = path.read_bytes().decode() if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise FmcatError(say("{path}: cannot be read: {reason}", path=request.output, reason=error)) from None
    whole = merged(style, before, found, partial(bibtex, ascii_only=ascii_only) if style == "bibtex" else STYLES[style])
    forms = dict.fromkeys((request.format or style, style), lambda: [whole])
    return answer._replace(forms=forms, entries=lambda: len(keys(style, whole)), keeps_file=True)


def _documents(session: Session, words: Sequence[str]) -> list[Document]:
    """The named models, if every word is a name or all words together are; else those that match the query."""
    if names := _names(session, words):
        documents = map(session.catalog.document, names)
        return list({document["id"]: document for document in documents}.values())
    return list(session.catalog.documents(session.catalog.query(" ".join(words))))


def _names(session: Session, words: Sequence[str]) -> Sequence[str]:
    """The names of models that the words are, each or all together; empty if they are a query."""
    named, whole = session.catalog.named, " ".join(words)
    names = [whole] if words and named(whole) else words
    return names if all(map(named, names)) else []
