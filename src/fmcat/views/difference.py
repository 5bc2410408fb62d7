"""What changed between two catalogs."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from fmcat.catalog.difference import Difference
from fmcat.messages import message
from fmcat.text import one_line
from fmcat.views.theme import ADDED, ARROW, DIM, HEADING, MINUS, REMOVED, SEPARATOR, STRONG


def difference_page(found: Difference, changes: Mapping[str, Sequence[str]], language: str) -> RenderableType:
    """The page; `changes` are each changed model's changes in words."""
    page: list[RenderableType] = []
    for key, sign, documents, style in (("added", "+", found.added, ADDED), ("removed", MINUS, found.removed, REMOVED)):
        if documents:
            page.append(Text(message(key, language, count=len(documents)), HEADING))
            page += [
                Text.assemble(
                    (f"{sign} {one_line(one['name'])}", style), (f"  {one['id']}{SEPARATOR}{one['released']}", DIM)
                )
                for one in documents
            ]
    if found.renamed:
        page.append(Text(message("renamed", language, count=len(found.renamed)), HEADING))
        page += [Text(f"{old['id']} {ARROW} {new['id']}") for old, new in found.renamed]
    if changes:
        page.append(Text(message("changed", language, count=len(changes)), HEADING))
        for model, said in changes.items():
            page.append(Text.assemble((one_line(found.names[model]), STRONG), (f"  {model}", DIM)))
            page += [Padding(Text(line), (0, 0, 0, 2)) for line in said]
    return Group(*page)
