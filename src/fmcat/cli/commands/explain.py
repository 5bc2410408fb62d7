"""fmcat explain: what a term means, or a note on foundation models."""

from typing import Annotated

import typer
from rich.console import Group
from rich.text import Text

from fmcat.catalog.topics import meanings, near_topics, term_facts
from fmcat.cli import complete
from fmcat.cli.session import Session
from fmcat.errors import NotFound
from fmcat.messages import message
from fmcat.text import did_you_mean
from fmcat.views.topics import concept_page, term_page, topics_page


def run(
    ctx: typer.Context,
    topic: Annotated[
        list[str],
        typer.Argument(metavar="[TOPIC]", help="A term or a note.", show_default=False, autocompletion=complete.topics),
    ] = [],
) -> None:
    """What a term means, or a note on foundation models; without TOPIC, the list of topics."""
    session: Session = ctx.obj
    catalog, wording = session.catalog, session.wording
    if not topic:
        terms = {name: catalog.notes(f"term:{name}") for name in catalog.vocabularies}
        session.output.paint(topics_page(catalog.notes("concept"), terms, wording), pages=True)
        session.output.note(message("one_topic", session.language))
        return
    name = " ".join(topic)
    found = meanings(catalog, name)
    if not found:
        hints = [did_you_mean(near_topics(catalog, name)), "fmcat explain lists every topic"]
        raise NotFound(f"no topic is called {name!r}", list(filter(None, hints)))
    pages = [
        concept_page(catalog.notes("concept")[topic_id], wording)
        if kind == "concept"
        else term_page(term_facts(catalog, kind.removeprefix("term:"), topic_id), wording)
        for kind, topic_id in found
    ]
    parted = [part for page in pages for part in (Text(), page)][1:]
    session.output.paint(Group(*parted), pages=True)
