"""Terms and concept notes, and the list of all of them."""

from collections.abc import Iterable, Mapping, Sequence

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from fmcat.catalog.topics import TermFacts
from fmcat.fields import Document
from fmcat.messages import counted, message, vocabulary_label
from fmcat.schema.document import ConceptDocument, TermDocument
from fmcat.text import showable
from fmcat.views.table import labelled
from fmcat.views.theme import ARROW, BARS, BULLET, DIM, HEADING, SEPARATOR, STRONG, name_of
from fmcat.wording import Wording


def term_page(facts: TermFacts, wording: Wording) -> RenderableType:
    """A term: its definition, broader and narrower terms, and the models that use it."""
    term, language = facts.term, wording.language
    title = Text(wording.bilingual(term["label"]), STRONG)
    title.append(f"{SEPARATOR}{vocabulary_label(facts.vocabulary, language)}", "not bold").append(
        f"  {term['id']}", DIM
    )
    rows: list[tuple[str, Text]] = []
    if "aliases" in term:
        rows.append((message("also_called", language), Text(showable(", ".join(term["aliases"])))))
    rows += [
        (message(key, language), Text(wording.terms(facts.vocabulary, terms)))
        for key, terms in (("broader", facts.broader), ("narrower", facts.narrower))
        if terms
    ]
    if facts.first:
        rows.append((message("first", language), Text(", ").join(map(_dated, facts.first))))
    if facts.examples:
        rows.append((message("well_known", language), Text(", ").join(map(name_of, facts.examples))))
    if facts.by_year:
        rows.append((message("over_years", language), _sparkline(facts.by_year)))
    if "commercial" in term:
        rows.append((message("commercial", language), Text(message(term["commercial"], language))))
    if "reference" in term:
        rows.append((message("reference", language), Text(showable(term["reference"]))))
    page: list[RenderableType] = [title, Text(wording.bilingual(term["definition"]))]
    if rows:
        page += [Text(), labelled(rows)]
    if facts.count:
        models = counted("model", language, facts.count)
        page += [Text(), Text(message("used_by", language, models=models, query=facts.query), DIM)]
    return Group(*page)


def spaced(pages: Iterable[RenderableType]) -> Group:
    """Several pages one below the other, with a blank line between."""
    return Group(*[part for page in pages for part in (Text(), page)][1:])


def _dated(document: Document) -> Text:
    return name_of(document).append(f" {document['released'][:4]}", "not bold")


def _sparkline(counts: Mapping[int, int]) -> Text:
    """One bar per year between the first and the last."""
    most = max(counts.values())
    bars = "".join(BARS[-(-count * (len(BARS) - 1) // most)] for count in counts.values())
    return Text.assemble((f"{min(counts)} ", DIM), bars, (f" {max(counts)}", DIM))


def concept_page(note: ConceptDocument, wording: Wording) -> RenderableType:
    """A concept note: its text, points, contrasts and links."""
    language = wording.language
    page: list[RenderableType] = [Text(wording.bilingual(note["title"]), STRONG)]
    if "text" in note:
        page += [Text(wording.bilingual(note["text"]))]
    for point in note.get("points", ()):
        page += [Text(), Text(f"{BULLET} {wording.bilingual(point['label'])}", HEADING)]
        if "text" in point:
            page.append(Padding(Text(wording.bilingual(point["text"])), (0, 0, 0, 2)))
        if "terms" in point:
            terms = ", ".join(_term_labels(point["terms"], wording))
            page.append(Padding(Text(message("see_also", language, terms=terms), DIM), (0, 0, 0, 2)))
    if "contrasts" in note:
        table = Table.grid(padding=(0, 2))
        table.add_row(Text(message("before", language), HEADING), "", Text(message("after", language), HEADING))
        for contrast in note["contrasts"]:
            table.add_row(wording.bilingual(contrast["before"]), Text(ARROW, DIM), wording.bilingual(contrast["after"]))
        page += [Text(), table]
    for link in note.get("links", ()):
        page += [
            Text(f"{BULLET} {wording.bilingual(link['title'])}"),
            Padding(Text(showable(link["url"]), DIM), (0, 0, 0, 2)),
        ]
    if "reference" in note:
        page += [Text(), Text(f"{message('reference', language)}: {showable(note['reference'])}", DIM)]
    return Group(*page)


def _term_labels(terms: Sequence[str], wording: Wording) -> list[str]:
    """The labels of terms, from the first vocabulary that has them, since a note does not name it."""
    by_id = {term: label for (vocabulary, term), label in wording.labels.items() if vocabulary != "vendor"}
    return [showable(by_id.get(term, term)) for term in terms]


def topics_page(
    concepts: Mapping[str, ConceptDocument], terms: Mapping[str, Mapping[str, TermDocument]], wording: Wording
) -> RenderableType:
    """Every topic: the notes, then each vocabulary as a tree from broad to narrow."""
    language = wording.language
    page: list[RenderableType] = [Text(message("concepts", language), STRONG)]
    for concept_id, note in concepts.items():
        page.append(Text.assemble("  ", concept_id, (f"  {wording.bilingual(note['title'])}", DIM)))
    for vocabulary, known in terms.items():
        page += [Text(), Text(vocabulary_label(vocabulary, language), STRONG)]
        if any("broader" in term for term in known.values()):
            page += [_tree(known, wording)]
        else:
            page.append(
                Padding(Columns([_topic(term, wording) for term in known.values()], padding=(0, 3)), (0, 0, 0, 2))
            )
    return Group(*page)


def _topic(term: TermDocument, wording: Wording) -> Text:
    return Text.assemble(term["id"], (f"  {wording.bilingual(term['label'])}", DIM) if wording.language == "ko" else "")


def _tree(known: Mapping[str, TermDocument], wording: Wording) -> Padding:
    root = Tree("", hide_root=True, guide_style=DIM)

    def grow(branch: Tree, broader: str | None) -> None:
        for term in known.values():
            if broader in term["broader"] if "broader" in term else broader is None:
                grow(branch.add(_topic(term, wording)), term["id"])

    grow(root, None)
    return Padding(root, (0, 0, 0, 2))
