"""fmcat lineage: a model's family tree."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from fmcat import views
from fmcat.answers import graph
from fmcat.answers.figures.frame import Heading
from fmcat.answers.figures.lineage import lineage_svg
from fmcat.answers.figures.look import Look
from fmcat.catalog.importance import importance
from fmcat.catalog.lineage import (
    DEEPEST,
    MOST_BRANCHES,
    Branch,
    family_tree,
    left_out,
    made_into,
    relations_besides_descent,
)
from fmcat.cli import complete, options
from fmcat.cli.delivery import Answer, delivering
from fmcat.cli.looks import PICTURES, figures, looking
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export.kit.rights import credit
from fmcat.fields import Document
from fmcat.messages import message, say
from fmcat.text import did_you_mean, showable

if TYPE_CHECKING:
    from rich.console import RenderableType


@delivering(*graph.WRITERS, *PICTURES)
@looking
def run(
    ctx: typer.Context,
    name: options.ModelName,
    look: Look,
    down: Annotated[bool, typer.Option("--down", help="Show only what was made from it.")] = False,
    depth: Annotated[
        int | None, typer.Option("--depth", metavar="N", min=1, help="Follow at most N steps.", show_default=False)
    ] = None,
    relation: Annotated[
        list[str],
        typer.Option(
            "--relation",
            metavar="TERM",
            help="Follow only this lineage relation.",
            show_default=False,
            autocompletion=complete.words_of("relation"),
        ),
    ] = [],
    licenses: Annotated[
        bool, typer.Option("--licenses", help="Show each model's license, and whether it may be used commercially.")
    ] = False,
) -> Answer:
    """Show a model's family tree: what it was made from, and what was made from it.

    A model that is reached twice is shown once, where it is nearest.
    """
    session: Session = ctx.obj
    document = session.model(" ".join(name))
    relations = [_relation(session, word) for word in relation]
    trees = {"down" if down else "up": family_tree(session.catalog, document, down, depth, relations)}
    cut = sum(map(left_out, trees.values())) if depth is None else 0
    alert = message("tree_cut", session.language, count=cut, most=MOST_BRANCHES, deepest=DEEPEST) if cut else ""
    return _answer(session, document, trees, alert, licenses, look)


def _answer(
    session: Session, document: Document, trees: Mapping[str, Branch], alert: str, licenses: bool, look: Look
) -> Answer:
    """The trees in every form."""

    def page(*_: int) -> "RenderableType":
        children = made_into(session.catalog, document["id"]) if "down" not in trees else []
        return views.lineage_page(trees.get("up"), trees.get("down"), children, session.wording, licenses)

    def draw() -> str:
        title = message("led_to" if "down" in trees else "made_of", session.language, name=showable(document["name"]))
        heading = Heading(title, session.wording, credit(session.catalog, session.language))
        loose = relations_besides_descent(session.catalog)
        return lineage_svg(heading, look, trees, loose, importance(session.catalog))

    return Answer(
        forms={
            **{name: partial(write, trees) for name, write in graph.WRITERS.items()},
            "json": partial(graph.to_json, trees, licenses),
            **figures(draw),
        },
        page=page,
        alerts=[alert] if alert else [],
        entries=lambda: len(graph.nodes(trees)),
    )


def _relation(session: Session, word: str) -> str:
    found = session.catalog.find("relation", word)
    if found is None:
        hint = did_you_mean(session.catalog.near("relation", word)) or say("fmcat explain lists all terms")
        raise BadUsage(say("--relation: unknown lineage relation {word!r}", word=word), [hint])
    return found
