"""fmcat explain: what a term means, a note on foundation models, a rule of `check`, or the fields of a query."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.answers.fields import described, field_values
from fmcat.answers.glossary import record, to_markdown
from fmcat.catalog.topics import every_topic, meanings, near_topics, other_answers, term_facts
from fmcat.cli import complete
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.session import Session
from fmcat.errors import NotFound
from fmcat.fields import FIELDS, own_field
from fmcat.messages import message, say, spoken
from fmcat.text import did_you_mean, indented, near

if TYPE_CHECKING:
    from rich.console import RenderableType

_SHOWN_VALUES = 6
_FIELDS = "fields"
Topics = list[tuple[str, str]]


@delivering("json", "markdown")
def run(
    ctx: typer.Context,
    topic: Annotated[
        list[str],
        typer.Argument(
            metavar="[TOPIC]",
            help="A term, a note, a rule of `check`, or `fields`.",
            show_default=False,
            autocompletion=complete.topics,
        ),
    ] = [],
) -> Answer:
    """Explain a term, or what foundation models are; without TOPIC, list the topics.

    `fmcat explain fields` lists every field that a query can use. `--format markdown` without TOPIC writes the
    whole glossary.
    """
    session: Session = ctx.obj
    session.do_without()
    name = " ".join(topic)
    if name.lower() == _FIELDS:
        return _fields(session)
    if not name:
        return _overview(session)
    found = meanings(session.catalog, name)
    return _topics(session, found) if found else _rule(session, name)


def _overview(session: Session) -> Answer:
    """The list of topics; as Markdown, their full content."""
    catalog, found = session.catalog, every_topic(session.catalog)

    def page(*_: int) -> "RenderableType":
        terms = {name: catalog.terms(name) for name in catalog.vocabularies}
        return views.topics_page(catalog.entries("concept"), terms, session.wording)

    return Answer(
        forms={
            "json": lambda: indented([{"kind": kind, "id": topic} for kind, topic in found]),
            "markdown": partial(to_markdown, catalog, found, session.wording),
        },
        page=page,
        notes=lambda: [message("one_topic", session.language)],
        entries=lambda: len(found),
    )


def _topics(session: Session, found: Topics) -> Answer:
    """One topic, or several with the same name."""

    def page(*_: int) -> "RenderableType":
        return views.spaced(_page(session, kind, topic) for kind, topic in found)

    return Answer(
        forms={
            "json": lambda: indented([record(session.catalog, kind, topic) for kind, topic in found]),
            "markdown": partial(to_markdown, session.catalog, found, session.wording),
        },
        page=page,
        entries=lambda: len(found),
    )


def _page(session: Session, kind: str, topic: str) -> "RenderableType":
    if kind == "concept":
        return views.concept_page(session.catalog.entries("concept")[topic], session.wording)
    return views.term_page(term_facts(session.catalog, kind.removeprefix("term:"), topic), session.wording)


def _rule(session: Session, name: str) -> Answer:
    """A rule of `fmcat check`; raises NotFound, with similar topics, if there is none."""
    from fmcat.checks import CHECKS  # pydantic and the modules that read files, which topics do not need

    if name not in CHECKS:
        hints = other_answers(session.catalog, name)
        hints = hints or [did_you_mean(near_topics(session.catalog, name) or near(name, CHECKS))]
        raise NotFound(
            say("unknown topic {name!r}", name=name),
            [*filter(None, hints), say("fmcat explain lists all topics")],
        )
    rule = CHECKS[name]
    said = {"rule": name, "severity": rule.gravity, "meaning": rule.explanation}
    gravity, explanation = (spoken(text, session.language) for text in (rule.gravity, rule.explanation))
    return Answer(
        forms={
            "text": lambda: [f"{name} ({gravity})\n{explanation}\n"],
            "json": lambda: indented([said]),
            "markdown": lambda: f"### {name}\n\n{gravity} · {explanation}\n",
        }
    )


def _fields(session: Session) -> Answer:
    """Every field that a query can use: its meaning, its syntax, and its values."""

    def page(*_: int) -> "RenderableType":
        some = {
            name: [*values[:_SHOWN_VALUES], *(["…"] if len(values) > _SHOWN_VALUES else [])]
            for name, values in field_values(session.catalog).items()
        }
        return views.fields_table(known, some, session.language)

    known = [*FIELDS.values(), *map(own_field, session.catalog.own_keys())]
    return Answer(forms={"json": lambda: indented(described(session.catalog))}, page=page, entries=lambda: len(known))
