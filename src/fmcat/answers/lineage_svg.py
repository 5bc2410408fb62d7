"""A family tree as a picture: one line per model, connected by the steps between them."""

from collections.abc import Mapping

from fmcat.catalog.lineage import Branch
from fmcat.export.kit.svg import Picture, measure, modality_class
from fmcat.fields import main_link
from fmcat.messages import message
from fmcat.wording import Wording

_LINE, _INDENT, _MARGIN = 24.0, 26.0, 24.0


def to_svg(trees: Mapping[str, Branch], wording: Wording) -> str:
    """The trees (`up`, `down`) below one another."""
    name = next(iter(trees.values())).step.name
    title = f"{name} · {message('lineage', wording.language)}"
    picture = Picture(max(_width(tree, wording) for tree in trees.values()) + 2 * _MARGIN, title)
    picture.text(_MARGIN, _MARGIN + 14, title, "title")
    y = _MARGIN + 14 + 1.5 * _LINE
    for way, tree in trees.items():
        if len(trees) > 1:
            picture.text(_MARGIN, y, message("made_into" if way == "down" else "made_from", wording.language), "dim")
            y += _LINE
        y = _draw(picture, tree, _MARGIN, y, wording) + _LINE / 2
    return picture.written(y - _LINE / 2)


def _draw(picture: Picture, branch: Branch, x: float, y: float, wording: Wording) -> float:
    """Draw a branch with its top line at `y`; returns where the next line goes."""
    document, step = branch.document, branch.step
    relation = f"{wording.relation(step.relation, step.down)} · " if step.relation else ""
    modality = modality_class(document["modalities"] if document else ())
    link = (main_link(document) if document else "") or step.url
    summary = wording.bilingual(document.get("summary", {})) if document else ""
    picture.dot(x + 5, y - 4.5, 4 if branch.first else 2.5, modality)
    parts = [(relation, "dim"), (step.name, f"head {modality}"), (f"   {_rest(branch, wording)}", "dim")]
    picture.words(x + 16, y, parts, link, summary)
    top, last, y = y, y, y + _LINE
    for below in branch.branches:  # one long line for all, since renderers are slow with many lines
        last = y - 4.5
        picture.line(x + 5, last, x + _INDENT, last, "link")
        y = _draw(picture, below, x + _INDENT, y, wording)
    if branch.branches:
        picture.line(x + 5, top + 2, x + 5, last, "link")
    return y


def _rest(branch: Branch, wording: Wording) -> str:
    if not branch.document:
        return ""
    if not branch.first:
        return message("shown_above" if branch.above else "shown_below", wording.language)
    more = f"  {message('steps_more', wording.language, count=branch.cut)}" if branch.cut else ""
    return f"{branch.document['released'][:4]} · {wording.vendors(branch.document, 2)}{more}"


def _width(branch: Branch, wording: Wording, depth: int = 0) -> float:
    """The width of a tree, from its root."""
    relation = f"{wording.relation(branch.step.relation, branch.step.down)} · "
    own = depth * _INDENT + 40 + measure(relation + branch.step.name + _rest(branch, wording))
    return max([own, *(_width(below, wording, depth + 1) for below in branch.branches)])
