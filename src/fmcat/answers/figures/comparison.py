"""Models side by side: facts that differ in columns, and below them what all share."""

from collections.abc import Sequence

from fmcat.answers.figures.frame import Frame, Heading, figure
from fmcat.answers.figures.look import Look
from fmcat.catalog.comparison import Row
from fmcat.days import month
from fmcat.export.kit.letters import wrapped
from fmcat.export.kit.svg import modality_class
from fmcat.fields import Document
from fmcat.messages import message

#: Facts that the heads of the columns have already.
_IN_HEADS = ("vendor", "released")
_DASH = "–"


def comparison_svg(heading: Heading, look: Look, documents: Sequence[Document], rows: Sequence[Row]) -> str:
    """The comparison as a figure."""

    def draw(frame: Frame) -> float:
        frame.modalities(documents)
        differing = [row for row in rows if row.differs and row.field.name not in _IN_HEADS]
        return _drawn(frame, documents, differing, _shared(frame, documents, rows))

    return figure(heading, look, draw)


def _shared(frame: Frame, documents: Sequence[Document], rows: Sequence[Row]) -> str:
    """What all the models share, in one sentence; empty if nothing."""
    said = [
        f"{row.field.label_in(frame.language)} {frame.wording.fact(row.field, documents[0])}"
        for row in rows
        if not row.differs
    ]
    return message("all_share", frame.language, facts=" · ".join(said)) if said else ""


def _drawn(frame: Frame, documents: Sequence[Document], rows: Sequence[Row], shared: str) -> float:
    picture, size = frame.picture, frame.size
    labels = max((picture.measure(row.field.label_in(frame.language), "dim") for row in rows), default=0)
    left = frame.left + min(labels, 0.24 * frame.width) + size
    width = (frame.right - left) / len(documents)
    starts = [left + n * width for n in range(len(documents))]
    _heads(frame, documents, starts, width - size)
    end = [*wrapped(shared, frame.right - frame.left, 0.85 * size)]
    limit = frame.bottom - len(end) * 1.3 * size if frame.bottom else 0
    for drawn, row in enumerate(rows):
        height = _row(frame, documents, row, starts, width - size, limit)
        if not height:
            names = ", ".join(one.field.label_in(frame.language) for one in rows[drawn:])
            frame.notes.append(message("rows_left_out", frame.language, facts=names))
            break
        frame.y += height
        picture.line(frame.left, frame.y - 1.2 * size, frame.right, frame.y - 1.2 * size)
    for part in end:
        picture.text(frame.left, frame.y, part, "dim small")
        frame.y += 1.3 * size
    return frame.y - 1.3 * size


def _heads(frame: Frame, documents: Sequence[Document], starts: Sequence[float], room: float) -> None:
    """The name, the vendor and the date of each model, over a rule."""
    size, depth = frame.size, 0.0
    for document, x in zip(documents, starts, strict=True):
        y = frame.y
        frame.mark(x + 0.4 * size, y - 0.35 * size, document)
        for n, part in enumerate(wrapped(document["name"], room - size, size, bold=True)):
            kind = f"head {modality_class(document['modalities'])}"
            frame.picture.text(x + 1.1 * size, y + n * 1.3 * size, part, kind, hover=frame.hover(document))
            y += 1.3 * size * (n > 0)
        for part in wrapped(frame.wording.vendors(document, 2), room, 0.85 * size, most=2):
            y += 1.35 * size
            frame.picture.text(x, y, part, "dim small")
        y += 1.35 * size
        frame.picture.text(x, y, month(document["released"], frame.language), "dim small")
        depth = max(depth, y)
    frame.y = depth + 0.8 * size
    frame.picture.line(frame.left, frame.y, frame.right, frame.y, "link")
    frame.y += 1.6 * size


def _row(
    frame: Frame, documents: Sequence[Document], row: Row, starts: Sequence[float], room: float, limit: float
) -> float:
    """Draw a fact of every model; returns its height, or 0 if it would end below a `limit`."""
    size, step = frame.size, 1.3 * frame.size
    label = wrapped(row.field.label_in(frame.language), starts[0] - frame.left - 0.5 * size, size)
    cells = [wrapped(frame.wording.fact(row.field, one) or _DASH, room, size) for one in documents]
    is_scaled = row.field.kind == "quantity" and len(row.field.across(documents)) > 1
    height = max(len(lines) for lines in (label, *cells)) * step + 0.75 * size + 0.6 * size * is_scaled
    if limit and frame.is_last and frame.y + height - 1.8 * size > limit:
        return 0
    for n, part in enumerate(label):
        frame.picture.text(frame.left, frame.y + n * step, part, "dim")
    for lines, x, state in zip(cells, starts, row.states, strict=True):
        for n, part in enumerate(lines):
            frame.picture.text(x, frame.y + n * step, part, "" if state == "known" else "dim")
    if is_scaled:
        largest = max(row.field.across(documents))
        for document, x in zip(documents, starts, strict=True):
            if values := row.field.values(document):
                kind = f"{modality_class(document['modalities'])} many"
                frame.picture.bar(x, frame.y + 0.5 * size, max(max(values) / largest * room, 2), 0.35 * size, kind)
    return height
