"""The pictures of `fmcat timeline`: each joins facts with how they are drawn and written."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fmcat import views
from fmcat.answers import outline
from fmcat.answers.figures.eras import eras_svg
from fmcat.answers.figures.frame import Heading
from fmcat.answers.figures.lanes import lanes_svg
from fmcat.answers.figures.look import Look
from fmcat.answers.figures.periods import periods_svg
from fmcat.answers.figures.plot import plot_svg
from fmcat.answers.outline import Entry, Section
from fmcat.catalog.lanes import Groups, Importance, folded
from fmcat.catalog.plot import Plot, plot
from fmcat.catalog.timeline import Era, Period
from fmcat.cli.delivery import Written
from fmcat.cli.looks import PICTURES, figures
from fmcat.days import month
from fmcat.errors import BadUsage
from fmcat.export.kit import picture
from fmcat.fields import Document, Field, main_link
from fmcat.messages import message, say
from fmcat.text import indented
from fmcat.wording import Wording

if TYPE_CHECKING:
    from rich.console import RenderableType

#: The formats of a drawing, besides the terminal's text.
FORMATS = (*PICTURES, "html", "markdown", "mermaid", "json")


@dataclass(frozen=True)
class Drawing(ABC):
    """A picture of models through time under a heading; `importance` tells which of them to name first."""

    heading: Heading
    look: Look
    importance: Callable[[], Importance]

    @property
    def title(self) -> str:
        """What it shows."""
        return self.heading.title

    @property
    def wording(self) -> Wording:
        """How facts are worded."""
        return self.heading.wording

    @abstractmethod
    def page(self, width: int, height: int) -> "RenderableType":
        """The picture in characters, on a page of a width and height in cells."""

    @abstractmethod
    def svg(self) -> str:
        """The picture as SVG."""

    @abstractmethod
    def sections(self) -> Sequence[Section]:
        """The picture as headings with models below them."""

    def written(self, format: str) -> Written:
        """The picture in one of FORMATS."""
        if format in PICTURES:
            return figures(self.svg)[format]()
        if format == "html":
            return picture.to_html(self.svg(), self.look.title or self.title, self.wording.language)
        if format == "json":
            return indented(outline.record(self.title, self.sections()))
        return (outline.to_markdown if format == "markdown" else outline.to_mermaid)(self.title, self.sections())

    def entry(self, document: Document, note: str = "") -> Entry:
        """A model as a line of text."""
        remark = " · ".join(filter(None, (self.wording.vendors(document), note)))
        when = month(document["released"], self.wording.language)
        return Entry(document["name"], when, remark, main_link(document), document["id"], document["released"])


@dataclass(frozen=True)
class Eras(Drawing):
    """Curated eras."""

    eras: Sequence[Era]

    def page(self, width: int, height: int) -> "RenderableType":
        """The eras down the page."""
        return views.eras_page(self.title, self.heading.subtitle, self.eras, self.wording, width)

    def svg(self) -> str:
        """The same as a picture."""
        return eras_svg(self.heading, self.look, self.eras)

    def sections(self) -> Sequence[Section]:
        """One section per era."""
        bilingual = self.wording.bilingual
        return [
            Section(
                era.years,
                bilingual(era.headline),
                [self.entry(milestone.document, bilingual(milestone.note)) for milestone in era.milestones],
            )
            for era in self.eras
        ]


@dataclass(frozen=True)
class Periods(Drawing):
    """Years or months."""

    periods: Sequence[Period]

    def page(self, width: int, height: int) -> "RenderableType":
        """The periods down the page."""
        return views.periods_page(self.title, self.heading.subtitle, self.periods, self.wording.language)

    def svg(self) -> str:
        """The same as a picture."""
        return periods_svg(self.heading, self.look, self.periods, self.importance())

    def sections(self) -> Sequence[Section]:
        """One section per period."""
        return [
            Section(month(period.when, self.wording.language), "", [self.entry(one) for one in period.documents])
            for period in self.periods
        ]


@dataclass(frozen=True)
class Lanes(Drawing):
    """Lanes on one axis, the largest `most` of them (0: all)."""

    groups: Groups
    field: Field
    most: int

    @property
    def labels(self) -> dict[str, str]:
        """The label of each lane."""
        return {
            name: self.wording.term(self.field.vocabulary, name) if name else message("unknown", self.wording.language)
            for name in self.groups
        }

    def page(self, width: int, height: int) -> "RenderableType":
        """The lanes, with as many names as fit."""
        return views.lanes_page(
            self.title, self.groups, self.labels, width, self.most, self.wording.language, self.importance()
        )

    def svg(self) -> str:
        """The same as a picture."""
        return lanes_svg(self.heading, self.look, self.groups, self.labels, self.most, self.importance())

    def sections(self) -> Sequence[Section]:
        """One section per lane."""
        labels = self.labels
        return [
            Section("", labels[name], [self.entry(document) for document in documents])
            for name, documents in folded(self.groups, self.most)[0].items()
        ]


@dataclass(frozen=True)
class Plotted(Drawing):
    """A quantity over time."""

    documents: Sequence[Document]
    field: Field

    def _plot(self, width: float, height: float) -> Plot:
        drawn = plot(self.documents, self.field, width, height)
        if drawn is None:
            raise BadUsage(say("--plot: {field} is unknown for all of these models", field=self.field.name))
        return drawn

    def page(self, width: int, height: int) -> "RenderableType":
        """The points; the leading models are named."""
        return views.plot_page(self.title, self._plot(*views.plot_size(width, height)), self.wording.language)

    def svg(self) -> str:
        """The same as a picture."""
        return plot_svg(self.heading, self.look, self._plot, self.importance())

    def sections(self) -> Sequence[Section]:
        """One section, the largest first."""
        stating = [document for document in self.documents if self.field.values(document)]
        stating.sort(key=lambda document: -max(self.field.values(document)))
        heading = self.field.label_in(self.wording.language)
        return [Section("", heading, [self.entry(one, self.wording.fact(self.field, one)) for one in stating])]
