"""fmcat explain: what a term means, or a note on foundation models."""

from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from fmcat.catalog.topics import every_topic, meanings, near_topics, other_answers, term_facts
from fmcat.cli import complete, options
from fmcat.cli.session import Session
from fmcat.errors import NotFound
from fmcat.export.glossary import to_markdown
from fmcat.messages import message
from fmcat.text import did_you_mean
from fmcat.views.topics import concept_page, term_page, topics_page

_FORMATS = ("page", "markdown")


def run(
    ctx: typer.Context,
    topic: Annotated[
        list[str],
        typer.Argument(metavar="[TOPIC]", help="A term or a note.", show_default=False, autocompletion=complete.topics),
    ] = [],
    everything: Annotated[bool, typer.Option("--all", help="Every note and term: the glossary.")] = False,
    format: Annotated[str, options.format_choice(_FORMATS)] = "",
) -> None:
    """What a term means, or a note on foundation models; without TOPIC, the list of topics.

    `--format markdown` without TOPIC writes the whole glossary.
    """
    session: Session = ctx.obj
    catalog, wording = session.catalog, session.wording
    options.one_of("--format", format, _FORMATS)
    if not topic and not everything and format != "markdown":
        terms = {name: catalog.notes(f"term:{name}") for name in catalog.vocabularies}
        session.output.paint(topics_page(catalog.notes("concept"), terms, wording), pages=True)
        session.output.note(message("one_topic", session.language))
        return
    found = _meant(session, " ".join(topic)) if topic else every_topic(catalog)
    if format == "markdown":
        session.output.data(to_markdown(catalog, found, wording))
        return
    pages = [_page(session, kind, topic_id) for kind, topic_id in found]
    session.output.paint(Group(*[part for page in pages for part in (Text(), page)][1:]), pages=True)


def _meant(session: Session, name: str) -> list[tuple[str, str]]:
    """The topics of a name; raises NotFound with near ones where there is none."""
    found = meanings(session.catalog, name)
    if not found:
        hints = other_answers(session.catalog, name) or [did_you_mean(near_topics(session.catalog, name))]
        hints += ["fmcat explain lists every topic"]
        raise NotFound(f"no topic is called {name!r}", list(filter(None, hints)))
    return found


def _page(session: Session, kind: str, topic_id: str) -> RenderableType:
    if kind == "concept":
        return concept_page(session.catalog.notes("concept")[topic_id], session.wording)
    return term_page(term_facts(session.catalog, kind.removeprefix("term:"), topic_id), session.wording)
