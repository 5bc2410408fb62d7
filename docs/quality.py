"""Writes docs/data-quality.md: how much is known and sourced, and every place where sources disagree.

`python docs/quality.py epoch=FILE models-dev=FILE` compares the catalog with those public tables anew.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from fmcat.catalog.collection import Catalog
from fmcat.catalog.coverage import coverage
from fmcat.fields import FIELD_NAMES, Document
from fmcat.registry.locate import Layer, bundled_folder, files_at
from fmcat.sources import SOURCES
from fmcat.sources.plan import Plan, plan
from fmcat.sources.statements import CONFLICT, VERDICTS
from fmcat.wording import Wording

PAGE = Path(__file__).with_name("data-quality.md")
HEAD = """\
<!-- made by `python docs/quality.py`; edit the registry, not this page -->

# How good the data is

Every fact of the catalog names what it was read in, or counts as unsourced here. Where two works disagree, both are
kept: the entry follows the one nearer to the source, and says what the other states (`fmcat why NAME FIELD`).
"""


def page(catalog: Catalog, plans: dict[str, Plan]) -> str:
    """The whole page."""
    documents = catalog.to_records()
    parts = [HEAD, f"\n## Coverage\n\n{len(documents)} models.\n", _coverage(documents)]
    for source, made in plans.items():
        parts += [f"\n## Beside {catalog.notes('source')[SOURCES[source].work]['title']}\n", _plan(source, made)]
    parts += ["\n## Disagreements on record\n", "What a work that was read states otherwise than the entry.\n"]
    parts += [
        "\n| model | fact | we say | it says | who | why we do not follow it |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    parts += sorted(_disagreements(catalog, documents))
    return "\n".join(parts) + "\n"


def _coverage(documents: list[Document]) -> str:
    rows = ["| fact | stated | of these withheld | sourced | % |", "| --- | ---: | ---: | ---: | ---: |"]
    rows += [
        f"| {row.key} | {row.stated} | {row.undisclosed or ''} | {row.sourced} | {row.percent} |"
        for row in coverage(documents)
    ]
    return "\n".join(rows)


def _plan(source: str, made: Plan) -> str:
    rows = sum(map(len, made.matched.values()))
    said = [
        f"{rows} of its {rows + len(made.new)} rows are about {len(made.matched)} of our models "
        f"(`fmcat import {source} FILE`).\n",
        f"| fact | {' | '.join(VERDICTS)} |",
        f"| --- |{' ---: |' * len(VERDICTS)}",
    ]
    said += [
        f"| {key} | {' | '.join(str(found[verdict] or '') for verdict in VERDICTS)} |"
        for key, found in made.counts().items()
    ]
    left = made.of(CONFLICT)
    if left:
        said += ["\nConflicts no entry has on record yet:\n", "| model | row | fact | we say | it says |"]
        said += ["| --- | --- | --- | --- | --- |"]
        said += [f"| {s.model} | {_cell(s.row)} | {s.key} | {_cell(s.ours)} | {_cell(s.theirs)} |" for s in left]
    return "\n".join(said)


def _disagreements(catalog: Catalog, documents: list[Document]) -> Iterator[str]:
    works = catalog.notes("source")
    wording = Wording("en", catalog.labels("en"))
    for document in documents:
        for source in document.get("sources", ()):
            if "says" not in source:
                continue
            who = works[source["source"]]["title"] if "source" in source else f"<{source['url']}>"
            for key in source["for"]:
                ours = wording.fact(FIELD_NAMES[key], document, exact=True)
                cells = [document["id"], key, ours, source["says"], who, source.get("reason", "")]
                yield f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    folder = bundled_folder()
    bundled = Catalog([Layer("bundled", folder, files_at(folder))])
    asked = dict(argument.split("=", 1) for argument in sys.argv[1:])
    plans = {source: plan(bundled, SOURCES[source].drafts(Path(file))) for source, file in asked.items()}
    PAGE.write_text(page(bundled, plans), "utf-8")
