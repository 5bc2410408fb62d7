"""A family tree as a graph on a time axis."""

from collections.abc import Callable, Collection, Mapping

from fmcat.answers.figures.axes import draw_years
from fmcat.answers.figures.branching import Node, arrange, rooted
from fmcat.answers.figures.frame import Frame, Heading, bounded, figure
from fmcat.answers.figures.look import Look
from fmcat.catalog.lanes import Importance, axis_of
from fmcat.catalog.lineage import Branch, branches_of
from fmcat.export.kit.svg import modality_class
from fmcat.fields import Document
from fmcat.messages import counted, message
from fmcat.schema.dates import read_date

#: The height of a figure without an aspect is at most its width times this, or this of a narrow one.
_TALLEST, _NARROW_TALLEST = 0.9, 1.6


def lineage_svg(
    heading: Heading, look: Look, trees: Mapping[str, Branch], loose: Collection[str], importance: Importance
) -> str:
    """The tree as a figure; steps of `loose` relations pass on no weights. The models with the largest families are
    drawn if not all find room.
    """
    [(way, tree)] = trees.items()
    branches = list(branches_of(tree))
    documents = [branch.document for branch in branches if branch.document]
    bounded(documents)

    def draw(frame: Frame) -> float:
        _legend(frame, branches, documents, loose)
        return _Graph(frame, tree, way == "down", documents, loose, importance).drawn()

    return figure(heading, look, draw)


def _legend(frame: Frame, branches: list[Branch], documents: list[Document], loose: Collection[str]) -> None:
    relations = {branch.step.relation for branch in branches if branch.step.relation}

    def line(kind: str) -> Callable[[float, float], None]:
        half = 0.6 * frame.size
        return lambda x, y: frame.picture.line(x - half, y, x + half, y, kind)

    kinds = {
        "weights_passed": ("link", relations - set(loose)),
        "nothing_passed": ("link dash", relations & set(loose)),
    }
    shown = [(line(kind), message(key, frame.language)) for key, (kind, used) in kinds.items() if used]
    frame.modalities(documents, shown if len(shown) > 1 else [])


class _Graph:
    """A tree while it is drawn. Toward ancestors, everything is mirrored: names are before their marks."""

    def __init__(
        self,
        frame: Frame,
        tree: Branch,
        down: bool,
        documents: list[Document],
        loose: Collection[str],
        importance: Importance,
    ) -> None:
        self.frame, self.tree, self.down = frame, tree, down
        self.loose, self.importance = loose, importance
        self.row = 1.5 * frame.size
        room = frame.right - frame.left
        self.axis = axis_of(documents, room)
        ends = ((self._x(one, 0), self._room(one)) for one in branches_of(tree) if one.document)
        length = min(((room - name) / (x / room) for x, name in ends if x > 0), default=room)
        self.reserve = room - min(max(length, 0.6 * room), room)
        self.axis = axis_of(documents, room - self.reserve)

    def drawn(self) -> float:
        """Draw as many models as fit; returns where the figure ends."""
        frame = self.frame
        tallest = (_NARROW_TALLEST if frame.is_narrow else _TALLEST) * frame.width
        room = (frame.room if frame.bottom else tallest) - 3 * frame.size
        root, rows = self._fitting(max(int(room / self.row), 1))
        spare = min(room / rows / self.row, 1.5) if frame.bottom else 1
        self.row *= max(spare, 1)
        top, left = frame.y - frame.size, frame.left + (0 if self.down else self.reserve)
        bottom = top + (rows + 0.3) * self.row
        end = draw_years(frame, self.axis, left, top, bottom)
        shown = {id(node.branch): node for node in root.all()}
        self._repeated(shown)
        for node in shown.values():
            self._steps(node)
        for node in shown.values():
            self._model(node, is_root=node is root)
        left_out = sum(branch.first for branch in branches_of(self.tree)) - len(shown)
        if left_out:
            models = counted("model", frame.language, left_out)
            frame.notes.append(message("models_left_out", frame.language, models=models))
        return end

    def _fitting(self, most: int) -> tuple[Node, int]:
        """The tree with as many models as fit into `most` rows."""
        ranked = sorted(self._weights().items(), key=lambda item: item[1], reverse=True)
        low, high, best = 1, len(ranked), self._arranged(None)
        if best[1] <= most:
            return best
        while low <= high:
            middle = (low + high) // 2
            tried = self._arranged({name for name, _ in ranked[:middle]})
            if tried[1] <= most or middle == 1:
                best, low = tried, middle + 1
            else:
                high = middle - 1
        return best

    def _arranged(self, kept: Collection[int] | None) -> tuple[Node, int]:
        root = rooted(self.tree, self._x, self._room, kept)
        return root, arrange(root, self.frame.size)

    def _weights(self) -> dict[int, tuple[float, ...]]:
        """How important each branch is; never less than what is below it."""
        weights: dict[int, tuple[float, ...]] = {}
        for branch in reversed([one for one in branches_of(self.tree) if one.first]):
            is_milestone, descendants = self.importance.get(branch.step.id, (False, 0))
            below = [weights[id(one)] for one in branch.branches if one.first]
            family = 1 + sum(size for _, size, _ in below)
            weights[id(branch)] = (max([float(is_milestone), *(one[0] for one in below)]), family, float(descendants))
        return weights

    def _x(self, branch: Branch, start: float) -> float:
        """The place of a model: its date as far as known, else shortly after the model it is reached from."""
        if not branch.document:
            return start + 4 * self.frame.size
        released = read_date(branch.document["released"])
        x = (self.axis.at(released.earliest) + self.axis.at(released.latest)) / 2
        return x if self.down else self.axis.length - x

    def _room(self, branch: Branch) -> float:
        return self.frame.picture.measure(branch.step.name, "name") + 1.1 * self.frame.size

    def _place(self, node: Node) -> tuple[float, float]:
        """Where the mark of a node is."""
        left = self.frame.left + (0 if self.down else self.reserve)
        x = left + node.x if self.down else left + self.axis.length - node.x
        return x, self.frame.y + node.row * self.row

    def _steps(self, node: Node) -> None:
        """The lines from a node to those below it: one down, and one across to each."""
        frame = self.frame
        x, y = self._place(node)
        for below in node.below:
            far, level = self._place(below)
            kind = "link dash" if below.branch.step.relation in self.loose else "link"
            said = frame.wording.relation(below.branch.step.relation, below.branch.step.down)
            start = x if below.row != node.row else x + (node.room if self.down else -node.room)
            frame.picture.path(f"M{start:.1f} {y:.1f}V{level:.1f}H{far:.1f}", kind)
            if frame.picture.measure(said, "small") + 1.4 * frame.size < abs(far - start):
                place = min(start, far) + 0.4 * frame.size if self.down else max(start, far) - 0.4 * frame.size
                anchor = "start" if self.down else "end"
                frame.picture.text(place, level - 0.25 * frame.size, said, "dim small", anchor)

    def _repeated(self, shown: Mapping[int, Node]) -> None:
        """Further steps to models that are drawn already, as faint curves."""
        by_id = {node.branch.step.id: node for node in shown.values()}
        for node in shown.values():
            x, y = self._place(node)
            for branch in node.branch.branches:
                if not branch.first and (other := by_id.get(branch.step.id)):
                    far, level = self._place(other)
                    middle = (x + far) / 2
                    curve = f"M{x:.1f} {y:.1f}C{middle:.1f} {y:.1f} {middle:.1f} {level:.1f} {far:.1f} {level:.1f}"
                    self.frame.picture.path(curve, "link faint")

    def _model(self, node: Node, is_root: bool) -> None:
        frame, branch = self.frame, node.branch
        x, y = self._place(node)
        away = (0.65 if self.down else -0.65) * frame.size
        anchor = "start" if self.down else "end"
        if branch.document:
            if is_root:
                frame.picture.mark(x, y, 0.55 * frame.size, f"span {modality_class(branch.document['modalities'])}")
            frame.mark(x, y, branch.document)
            frame.name(x + away, y + 0.35 * frame.size, branch.document, anchor)
        else:
            frame.picture.mark(x, y, 0.26 * frame.size, "dim")
            frame.picture.text(x + away, y + 0.35 * frame.size, branch.step.name, "dim halo", anchor, branch.step.url)
