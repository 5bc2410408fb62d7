"""The frame of every figure: a title that says the query, a legend, room for the figure, notes and the source."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from fmcat.answers.figures.look import Look
from fmcat.days import day
from fmcat.errors import BadUsage
from fmcat.export.kit.letters import wrapped
from fmcat.export.kit.palette import MODALITY_COLORS
from fmcat.export.kit.svg import Picture, modality_class
from fmcat.fields import Document, main_link
from fmcat.messages import message, say
from fmcat.wording import Wording

#: More models than this make a picture unreadable, and slow to render.
MOST_DRAWN = 5000
#: By how much a layout may grow, so that its content fits into a fixed height; its letters become smaller.
_ZOOMS = (1.0, 1.2, 1.4)
_TITLE = 1.35


@dataclass(frozen=True)
class Heading:
    """What a figure is about, in words: its title, a line below it, and where its data come from."""

    title: str
    wording: Wording
    credit: str = ""
    subtitle: str = ""


@dataclass
class Frame:
    """A figure while it is drawn. `y` is where the next line goes; `bottom` the end of the room, 0 without a limit."""

    heading: Heading
    look: Look
    zoom: float = 1
    is_last: bool = True
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        shape = self.look.shape
        self.size = shape.size
        self.width, self.height = shape.width * self.zoom, shape.height * self.zoom
        self.margin = 2.2 * self.size if self.width >= 50 * self.size else 1.2 * self.size
        title = self.look.title or self.heading.title
        self.picture = Picture(self.width, title, self.size, self.look.theme)
        self.left, self.right = self.margin, self.width - self.margin
        self.is_narrow = self.width < 48 * self.size
        self.line = 1.75 * self.size
        self.y = self.margin + self.size
        for part in wrapped(title, self.right - self.left, self.size * _TITLE, bold=True, most=3):
            self.picture.text(self.left, self.y, part, "title")
            self.y += 1.3 * _TITLE * self.size
        self.y += 0.3 * self.size
        for part in wrapped(self.heading.subtitle, self.right - self.left, self.size):
            self.picture.text(self.left, self.y - 0.3 * self.size, part, "dim")
            self.y += 1.4 * self.size
        self.y += 0.9 * self.size
        self.bottom = self.height - self.margin - 2.6 * self.size if self.height else 0.0

    @property
    def wording(self) -> Wording:
        """How facts are worded."""
        return self.heading.wording

    @property
    def language(self) -> str:
        """The language of the figure."""
        return self.heading.wording.language

    @property
    def room(self) -> float:
        """The height that is left; endless without a limit."""
        return self.bottom - self.y if self.bottom else float("inf")

    def legend(self, parts: Iterable[tuple[Callable[[float, float], None], str]]) -> None:
        """Draw a legend: marks, each drawn around a place, with what they mean; in several lines if need be."""
        parts = list(parts)
        x, gap = self.left, 0.5 * self.size
        for draw, label in parts:
            width = 2.2 * gap + gap + self.picture.measure(label, "dim")
            if x > self.left and x + width > self.right:
                x, self.y = self.left, self.y + self.line * 0.9
            draw(x + gap, self.y - 0.35 * self.size)
            self.picture.text(x + 2.6 * gap, self.y, label, "dim")
            x += width + 1.4 * self.size
        self.y += 1.9 * self.size if parts else 0

    def modalities(
        self, documents: Sequence[Document], besides: Iterable[tuple[Callable[[float, float], None], str]] = ()
    ) -> None:
        """Draw the legend of the modalities, if there are several, and what else is to explain."""
        used = {modality_class(document["modalities"]) for document in documents}
        names = [name for name in (*MODALITY_COLORS, "other") if f"s-{name}" in used] if len(used) > 1 else []
        self.legend([*((self._marked(name), self._label(name)) for name in names), *besides])

    def _marked(self, name: str) -> Callable[[float, float], None]:
        return lambda x, y: self.picture.mark(x, y, 0.36 * self.size, f"s-{name}")

    def _label(self, name: str) -> str:
        return message("other", self.language) if name == "other" else self.wording.term("modality", name)

    def mark(self, x: float, y: float, document: Document, more: str = "", small: bool = False) -> None:
        """The mark of a model, which links to its paper."""
        kind, radius = modality_class(document["modalities"]), self.size * (0.26 if small else 0.34)
        hover = "\n".join(filter(None, (self.hover(document), more)))
        self.picture.mark(x, y, radius, f"{kind} many", main_link(document), hover)

    def name(self, x: float, y: float, document: Document, anchor: str = "start", text: str = "") -> float:
        """The name of a model in its color; returns its width."""
        kind = f"name halo {modality_class(document['modalities'])}"
        name = text or document["name"]
        return self.picture.text(x, y, name, kind, anchor, main_link(document), self.hover(document))

    def hover(self, document: Document) -> str:
        """What the tooltip of a model says."""
        parts = [document["name"], self.wording.vendors(document), day(document["released"], self.language)]
        return "\n".join([" · ".join(parts), self.wording.bilingual(document.get("summary", {}))])

    def lines(self, count: int, line: float) -> tuple[float, int]:
        """The height of a line and how many of them fit: all, unless even a larger layout has no room."""
        if not self.bottom or not count:
            return line, count
        fitting = min(1.4 * line, self.room / count)
        if fitting >= 0.8 * line or not self.is_last:
            return max(fitting, 0.8 * line), count
        return 0.8 * line, max(int(self.room / (0.8 * line)), 1)

    def written(self, end: float) -> str:
        """The whole figure, whose content ends at `end`."""
        bottom = self.height or end + 2.6 * self.size * 0.6
        small = 0.85 * self.size
        notes = wrapped(" · ".join(self.notes), self.right - self.left, small, most=1 if self.height else 0)
        lines = [*notes, *wrapped(self.heading.credit, self.right - self.left, small, most=1)]
        y = bottom - self.margin * 0.8 - (len(lines) - 1) * 1.5 * small if self.height else bottom
        for text in lines:
            self.picture.text(self.left, y, text, "dim small")
            y += 1.5 * small
        return self.picture.written(self.height or y + 0.4 * self.size, self.look.width or self.look.shape.width)


def figure(heading: Heading, look: Look, draw: Callable[[Frame], float]) -> str:
    """A figure: `draw` draws into a frame, and returns where its content ends.

    If that is below the room, it draws again into a larger layout; in the last one, the frame `is_last`, and what
    finds no room has to be left out.
    """
    for zoom in _ZOOMS:
        frame = Frame(heading, look, zoom, is_last=zoom == _ZOOMS[-1])
        end = draw(frame)
        if not frame.bottom or end <= frame.bottom + 1:
            break
    return frame.written(end)


def bounded(documents: Sequence[Document]) -> None:
    """Raise BadUsage for more models than a picture may have."""
    if len(documents) > MOST_DRAWN:
        problem = say("a picture has at most {most:,} models, not {count:,}", most=MOST_DRAWN, count=len(documents))
        raise BadUsage(problem, [say("choose fewer models with a query, or write .md")])
