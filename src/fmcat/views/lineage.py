"""A family tree: each model after the relation that leads to it, with its year and vendors."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.style import Style
from rich.text import Text
from rich.tree import Tree

from fmcat.catalog.lineage import Branch, Edge
from fmcat.fields import FIELDS, Document
from fmcat.messages import message
from fmcat.text import showable
from fmcat.views.theme import BRANCH, DIM, SEPARATOR, name_of
from fmcat.wording import Wording

_LONGEST_LIST = 8
_MOST_VENDORS = 2


def lineage_page(
    up: Branch | None, down: Branch | None, children: Sequence[Edge], wording: Wording, licenses: bool = False
) -> RenderableType:
    """The trees that were asked for; below a tree of ancestors alone, the model's children in one line.

    With `licenses`, each model has its own license and whether it may be used commercially.
    """
    language = wording.language
    page: list[RenderableType] = []
    for branch, heading in ((up, "made_from"), (down, "made_into")):
        if branch is None:
            continue
        if up and down:
            page += [Text(), Text(message(heading, language), DIM)] if page else [Text(message(heading, language), DIM)]
        page.append(_tree(branch, wording, licenses))
        if not branch.branches:
            page.append(Text(message(f"no_{heading}", language), DIM))
    if children and up:
        names = ", ".join(showable(edge.name) for edge in children[:_LONGEST_LIST])
        more = ", …" if len(children) > _LONGEST_LIST else ""
        command = f"fmcat lineage {up.step.id} --down"
        page += [Text(), Text(message("made_from_it", language, names=names + more, command=command), DIM)]
    return Group(*page)


def _tree(branch: Branch, wording: Wording, licenses: bool) -> Tree:
    root = Tree(_label(branch, wording, licenses), guide_style=DIM)
    _grow(root, branch, wording, licenses)
    return root


def _grow(tree: Tree, branch: Branch, wording: Wording, licenses: bool) -> None:
    for below in branch.branches:
        _grow(tree.add(_label(below, wording, licenses)), below, wording, licenses)


def _label(branch: Branch, wording: Wording, licenses: bool) -> Text:
    """The model behind the relation that leads to it, as the one above it sees that."""
    language, document, step = wording.language, branch.document, branch.step
    relation = wording.relation(step.relation, step.down) if step.relation else ""
    label = Text()
    if relation:
        label.append(f"{relation} {BRANCH} ", DIM)
    if not document:
        url = showable(step.url)
        return label.append(showable(step.name), Style(link=url) if url else "")
    label.append_text(name_of(document))
    if branch.first:
        label.append(f"  {document['released'][:4]}{SEPARATOR}{wording.vendors(document, _MOST_VENDORS)}")
    if licenses and branch.first:
        label.append(f"{SEPARATOR}{_licensed(document, wording)}", DIM)
    if not branch.first:
        label.append(f"  {message('shown_above' if branch.above else 'shown_below', language)}", DIM)
    if branch.cut:
        label.append(f"  {message('steps_more', language, count=branch.cut)}", DIM)
    return label


def _licensed(document: Document, wording: Wording) -> str:
    """A model's license, and what it and those of its ancestors say about commercial use."""
    license = wording.fact(FIELDS["license"], document) or message("not_stated", wording.language)
    commercial = wording.fact(FIELDS["commercial"], document) or message("unknown", wording.language)
    return f"{license} ({message('commercial', wording.language)}: {commercial})"
