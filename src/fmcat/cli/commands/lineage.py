"""fmcat lineage: a model's family tree."""

from typing import Annotated

import typer

from fmcat.catalog.lineage import DEEPEST, MOST_BRANCHES, family_tree, left_out, made_into
from fmcat.cli import complete, options
from fmcat.cli.session import Session
from fmcat.errors import BadUsage
from fmcat.export import graph
from fmcat.messages import message
from fmcat.text import did_you_mean

FORMATS = {"tree": "", "json": ".json", "dot": ".dot", "mermaid": ".mmd", "svg": ".svg", "png": ".png"}


def run(
    ctx: typer.Context,
    name: options.ModelName,
    up: Annotated[bool, typer.Option("--up", help="What it was made from (the usual).")] = False,
    down: Annotated[bool, typer.Option("--down", help="What was made from it.")] = False,
    depth: Annotated[
        int | None, typer.Option("--depth", metavar="N", min=1, help="At most so many steps.", show_default=False)
    ] = None,
    relation: Annotated[
        list[str],
        typer.Option(
            "--relation",
            metavar="TERM",
            help="Only steps of this kind.",
            show_default=False,
            autocompletion=complete.words_of("relation"),
        ),
    ] = [],
    format: Annotated[str, options.format_choice(FORMATS)] = "",
    output: options.OutputFile = "-",
) -> None:
    """A model's family tree: what it was made from, and what was made from it.

    A model that is reached twice is shown where it is nearest, and referred to elsewhere.
    """
    session: Session = ctx.obj
    catalog = session.catalog
    document = session.model(" ".join(name))
    relations = [_relation(session, word) for word in relation]
    trees = {
        way: family_tree(catalog, document, way == "down", depth, relations)
        for way, wanted in (("up", up or not down), ("down", down))
        if wanted
    }
    if depth is None and (count := sum(map(left_out, trees.values()))):
        session.output.note(message("tree_cut", session.language, count=count, most=MOST_BRANCHES, deepest=DEEPEST))
    format = options.chosen_format(format, output, FORMATS, "tree")
    if format == "tree":
        from fmcat.views.lineage import lineage_page  # Rich, which the other formats do without

        children = made_into(catalog, document["id"]) if "down" not in trees else []
        page = lineage_page(trees.get("up"), trees.get("down"), children, session.wording)
        session.output.paint(page, pages=True)
        return
    if format in graph.WRITERS:
        session.output.write([graph.WRITERS[format](trees)], output)
        return
    from fmcat.export.lineage_svg import to_svg  # only where a picture is written
    from fmcat.export.picture import to_png

    picture = to_svg(trees, session.wording)
    session.output.write([to_png(picture) if format == "png" else picture], output)


def _relation(session: Session, word: str) -> str:
    found = session.catalog.find("relation", word)
    if found is None:
        hint = did_you_mean(session.catalog.near("relation", word)) or "fmcat explain lists them all"
        raise BadUsage(f"--relation: {word!r} is no lineage relation", [hint])
    return found
