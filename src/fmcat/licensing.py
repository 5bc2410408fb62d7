"""What licenses allow and ask, and what binds a model because of what it was made from.

Nothing here is legal advice: it follows the rules of docs/licenses.md from what the registry states, and what that does
not state is unknown, never allowed.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fmcat.checkpoints import checkpoint_id
from fmcat.facts import UNDISCLOSED, Document
from fmcat.schema.license_classes import COMMERCIAL, spdx_classes
from fmcat.schema.license_expression import AllOf, Expression, License, parse

if TYPE_CHECKING:
    from fmcat.schema.document import TermDocument, TermsDocument

#: Whether commercial use is allowed, the best first. What is unknown may be as bad as conditions, but is not a refusal.
ANSWERS = YES, CONDITIONAL, UNKNOWN, NO = "yes", "conditional", "unknown", "no"
#: A license that gives nobody the weights, so nothing is made of a checkpoint that has it where another one has not.
_NO_WEIGHTS = "LicenseRef-Proprietary"


class Terms(NamedTuple):
    """What a license allows and asks. `is_read` is whether its conditions are described, so that none means none."""

    commercial: str = UNKNOWN
    conditions: tuple[str, ...] = ()
    is_read: bool = False


class Licenses:
    """The terms of licenses and of expressions of them."""

    def __init__(self, described: "Mapping[str, TermDocument]") -> None:
        self.described = described
        self._known: dict[str, Terms] = {}

    def of(self, expression: str) -> Terms:
        """The best of what OR offers, the worst of what AND joins; nothing is known of a license nobody described."""
        if expression not in self._known:
            self._known[expression] = self._terms(parse(expression, str, str)) if expression else Terms()
        return self._known[expression]

    def _terms(self, expression: Expression) -> Terms:
        if isinstance(expression, License):
            return self._single(expression.id)
        parts = [self._terms(part) for part in expression.parts]
        if not isinstance(expression, AllOf):
            return min(parts, key=lambda part: (ANSWERS.index(part.commercial), len(part.conditions)))
        conditions = dict.fromkeys(condition for part in parts for condition in part.conditions)
        return Terms(worst(part.commercial for part in parts), tuple(conditions), all(part.is_read for part in parts))

    def _single(self, name: str) -> Terms:
        if term := self.described.get(name):
            conditions = tuple(dict.fromkeys(condition["is"] for condition in term.get("conditions", ())))
            return Terms(term.get("commercial", UNKNOWN), conditions, "conditions" in term)
        return Terms(COMMERCIAL.get(spdx_classes().get(name, ""), UNKNOWN))


def worst(answers: Iterable[str]) -> str:
    """The worst of some answers about commercial use; `yes` where there is none."""
    return max(answers, key=ANSWERS.index, default=YES)


class Step(NamedTuple):
    """A step of lineage: the younger model has the relation to the older one, which may be no entry."""

    model: str
    relation: str
    target: str


class Origin(NamedTuple):
    """What of a model its descendants have to know: who made it, under which licenses, and from what."""

    makers: frozenset[str]
    #: The license of the weights of each checkpoint, by its id; empty where it is unknown.
    licenses: Mapping[str, str]
    #: Relation, target, and None, or for a target that is not an entry its license, empty if unknown.
    edges: tuple[tuple[str, str, str | None], ...]
    #: What a checkpoint derives from, where its entry says more than its lineage: models, or checkpoints of them.
    bases: Mapping[str, tuple[str, ...]]


class Bond(NamedTuple):
    """What comes with an ancestor, or with a teacher: its license, and the way that leads to it.

    `why` says why the license is unknown: `external` (no entry), `unlisted` (an entry, but the lineage lacks it),
    `unlicensed` (its entry names none), `sizes` (it differs by checkpoint, and which one was used is not recorded),
    `undescribed` (nobody described it), `cycle`.
    """

    path: tuple[Step, ...]
    license: str
    terms: Terms
    is_teacher: bool = False
    why: str = ""

    @property
    def target(self) -> str:
        """The ancestor's id, or its name if it is not an entry."""
        return self.path[-1].target


@dataclass(frozen=True)
class Bound:
    """What binds a checkpoint: its own license, and what it inherits, nearest first."""

    license: str
    own: Terms
    bonds: tuple[Bond, ...]

    @property
    def commercial(self) -> str:
        """Whether commercial use is allowed, all things known considered."""
        inherited = [bond.terms.commercial for bond in self.bonds if not bond.is_teacher]
        return worst([self.own.commercial, *inherited])

    @property
    def conditions(self) -> tuple[str, ...]:
        """What is asked of those who use it, its own conditions first."""
        return tuple(dict.fromkeys([*self.own.conditions, *(c for bond in self.bonds for c in bond.terms.conditions)]))

    @property
    def conflicts(self) -> tuple[Bond, ...]:
        """The ancestors whose licenses allow less than the checkpoint's own says."""
        return tuple(
            bond
            for bond in self.bonds
            if not bond.is_teacher
            and bond.terms.commercial in (CONDITIONAL, NO)
            and ANSWERS.index(bond.terms.commercial) > ANSWERS.index(self.own.commercial)
            and self.own.commercial != UNKNOWN
        )

    def document(self) -> "TermsDocument":
        """The result as plain JSON values; what is unknown has no key."""
        told: TermsDocument = {} if self.commercial == UNKNOWN else {"commercial": self.commercial}
        if self.conditions:
            told["conditions"] = list(self.conditions)
        return told


class Licensing:
    """Computes what binds the checkpoints of a registry.

    `described` are the licenses of the taxonomy, `relations` its lineage relations, `above` the vendor each vendor is
    part of, `find` the origin of a model (None where there is no such entry).
    """

    def __init__(
        self,
        described: "Mapping[str, TermDocument]",
        relations: "Mapping[str, TermDocument]",
        above: Mapping[str, str],
        find: Callable[[str], Origin | None],
    ) -> None:
        self.licenses = Licenses(described)
        self._owned: dict[str, TermsDocument] = {}
        self._relations, self._above, self._find = relations, above, find

    def origin(self, document: Document) -> Origin:
        """What a model's descendants have to know of it."""
        edges = [
            (relation, target, None)
            if isinstance(target, str)
            else (relation, target["external"], target.get("license", ""))
            for relation, targets in document.get("lineage", {}).items()
            for target in targets
        ]
        license, bases = document.get("license", {}).get("weights", ""), document.get("bases", ())
        own = [(document["id"], license, bases)]
        if variants := document.get("variants"):
            own = [
                (checkpoint_id(document, one), one.get("license", license), one.get("bases") or bases)
                for one in variants
            ]
        return Origin(
            frozenset(map(self._root, document["vendor"])),
            {name: "" if said == UNDISCLOSED else said for name, said, _ in own},
            tuple(edges),
            {name: tuple(theirs) for name, _, theirs in own if theirs},
        )

    def alone(self, origin: Origin) -> "Mapping[str, TermsDocument] | None":
        """The terms of each checkpoint of a model, if any are known; None if others may bind it."""
        if origin.edges or origin.bases:
            return None
        told = {name: self._own_terms(license) for name, license in origin.licenses.items()}
        return {name: document for name, document in told.items() if document}

    def _own_terms(self, license: str) -> "TermsDocument":
        """The terms of a checkpoint with a license that nothing else binds."""
        if license not in self._owned:
            self._owned[license] = Bound(license, self.licenses.of(license), ()).document()
        return self._owned[license]

    def bound(self, model: str, origin: Origin) -> dict[str, Bound]:
        """What binds each checkpoint of a model, by the checkpoint's id."""
        return {
            name: Bound(license, self.licenses.of(license), tuple(self._bonds(model, name, origin)))
            for name, license in origin.licenses.items()
        }

    def parents(self, origin: Origin, checkpoint: str) -> list[tuple[str, str, str | None, str]]:
        """What passed its weights on to a checkpoint directly: an edge of Origin each, and the checkpoint used."""
        return [step for step in self._steps(origin, checkpoint) if self._kind(step[0]) == "derivation"]

    def _root(self, vendor: str) -> str:
        seen = {vendor}
        while (above := self._above.get(vendor)) and above not in seen:
            seen.add(vendor := above)
        return vendor

    def _kind(self, relation: str) -> str:
        return self._relations[relation].get("kind", "derivation") if relation in self._relations else "derivation"

    def _steps(self, origin: Origin, checkpoint: str) -> Iterator[tuple[str, str, str | None, str]]:
        """The steps up from a checkpoint: relation, target, its license if it is not an entry, the checkpoint used."""
        bases = origin.bases.get(checkpoint)
        if bases is None:
            yield from ((*edge, "") for edge in origin.edges if self._kind(edge[0]) != "succession")
            return
        used = {base.partition("/")[0]: base if "/" in base else "" for base in bases}
        for relation, target, license in origin.edges:
            kind = self._kind(relation)
            if kind == "teaching" or (kind == "derivation" and target in used):
                yield relation, target, license, used.pop(target, "")
        yield from (("bases", base, "", "") for base in used)  # not in its lineage, so not what follows from it either

    def _bonds(self, model: str, checkpoint: str, origin: Origin) -> Iterator[Bond]:
        """What comes from every ancestor and teacher, nearest first."""
        seen = {model}
        waiting: deque[tuple[str, str, Origin, tuple[Step, ...]]] = deque([(model, checkpoint, origin, ())])
        while waiting:
            name, place, near, way = waiting.popleft()
            for relation, target, external, used in self._steps(near, place):
                path = (*way, Step(name, relation, target))
                far = None if external is not None else self._find(target)
                is_teacher = self._kind(relation) == "teaching"
                if target == model or far is None:
                    if target == model:
                        yield Bond(path, "", Terms(), why="cycle")
                    elif not is_teacher:
                        why = "unlisted" if relation == "bases" and self._find(target) else "external"
                        yield self._bond(path, [external], "") if external else Bond(path, "", Terms(), why=why)
                elif is_teacher:
                    yield from self._teacher(path, near, far)
                elif target not in seen:
                    seen.add(target)
                    waiting.append((target, used, far, path))
                    yield from self._ancestor(path, near, far, origin.licenses[checkpoint], used)

    def _teacher(self, path: tuple[Step, ...], near: Origin, far: Origin) -> Iterator[Bond]:
        """Outputs carry no license, but the one who used them may have promised not to train with them."""
        for license in dict.fromkeys(far.licenses.values()):
            if not far.makers <= near.makers and "no-output-training" in self.licenses.of(license).conditions:
                yield Bond(path, license, Terms(UNKNOWN, ("no-output-training",), True), is_teacher=True)
                return

    def _ancestor(self, path: tuple[Step, ...], near: Origin, far: Origin, license: str, used: str) -> Iterator[Bond]:
        """The bond to an ancestor, of whose checkpoints one may be known to have been `used`.

        Those who made all of it may license their work again, unless their license says that it stays the same.
        """
        bond = self._bond(path, [far.licenses[used]] if used in far.licenses else list(far.licenses.values()), license)
        if not far.makers <= near.makers or "share-alike" in bond.terms.conditions:
            yield bond

    def _bond(self, path: tuple[Step, ...], licenses: list[str], license: str) -> Bond:
        """The bond of an ancestor with one of these licenses; where its descendant has one of them, with that."""
        found = list(dict.fromkeys(filter(None, licenses)))
        found = [one for one in found if one != _NO_WEIGHTS] or found
        if not found:
            return Bond(path, "", Terms(), why="unlicensed")
        same = license in found and self.licenses.of(license).commercial != YES  # else a coincidence would allow it
        chosen = license if same else found[0]
        terms = self.licenses.of(chosen)
        if not same and len({self.licenses.of(one).commercial for one in found}) > 1:
            shared = [c for c in terms.conditions if all(c in self.licenses.of(one).conditions for one in found)]
            return Bond(path, " | ".join(found), Terms(UNKNOWN, tuple(shared)), why="sizes")
        return Bond(path, chosen, terms, why="undescribed" if terms.commercial == UNKNOWN else "")
