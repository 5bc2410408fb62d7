"""Facts in words: terms by their labels, dates and sizes as people write them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fmcat.days import day, month
from fmcat.facts import Fact, has_weights, in_language
from fmcat.fields import BY_KEY, FIELDS, UNDISCLOSED, Document, Field
from fmcat.messages import message
from fmcat.schema.quantities import UNITS, say_compute, say_quantity, say_tokens
from fmcat.text import showable

if TYPE_CHECKING:
    from fmcat.schema.document import BilingualDocument, ComputeDocument

Labels = Mapping[tuple[str, str], str]


class Wording(NamedTuple):
    """A language, with the labels of the catalog's terms and vendors in it."""

    language: str
    labels: Labels

    def naming(self, models: Mapping[str, str]) -> "Wording":
        """The same, with models by their names where a fact has their ids."""
        return self._replace(labels={**self.labels, **{("model", one): name for one, name in models.items()}})

    def term(self, vocabulary: str, term: str) -> str:
        """A term's label, or its id if it has none."""
        return showable(self.labels.get((vocabulary, term), term))

    def relation(self, relation: str, down: bool = False) -> str:
        """The label of a lineage step, seen from the younger model or, with `down`, from the older one."""
        label = FIELDS["bases"].label_in(self.language) if relation == "bases" else self.term("relation", relation)
        if not down:
            return label
        return showable(self.labels[inverse]) if (inverse := ("inverse", relation)) in self.labels else f"← {label}"

    def terms(self, vocabulary: str, terms: Sequence[str]) -> str:
        """Several terms' labels, comma-separated."""
        return ", ".join(self.term(vocabulary, term) for term in terms)

    def fact(self, field: Field, document: Document, exact: bool = False) -> str:
        """A field of a model's document in words, or empty if it is unknown.

        Sizes and dates are rounded for tables, unless `exact`.
        """
        fact = field.read(document)
        if field.name == "summary":
            return self.bilingual(document.get("summary", {}))
        if fact is None or fact == []:
            return ""
        if fact == UNDISCLOSED:
            return message("undisclosed", self.language)
        if exact and isinstance(fact, dict):
            return "; ".join(showable(f"{key} {value}") for key, value in fact.items() if isinstance(value, str))
        return ", ".join(self.value(field, value, exact) for value in (fact if isinstance(fact, list) else [fact]))

    def across(self, field: Field, document: Document, chosen: Sequence[Document]) -> str:
        """What the chosen checkpoints differ in, if anything: `Apache-2.0, Qwen`, or of sizes `0.5B–32B, 6 of 7`."""
        values = field.differing(document, chosen)
        if field.entry_key != "parameters" or not values:
            return ", ".join(self.value(field, value) for value in values)
        ends = dict.fromkeys(self.value(field, value) for value in (min(values), max(values)))
        all = len(document["variants"])
        return message("some_of", self.language, sizes="–".join(ends), some=len(chosen), all=all)

    def value(self, field: Field, value: Fact, exact: bool = False) -> str:
        """One value of a field."""
        if field.kind == "quantity":
            return UNITS[field.unit].write(value) if exact else UNITS[field.unit].say(value)
        if field.kind == "date":
            return day(value, self.language) if exact else month(value, self.language)
        if field.kind == "flag":
            return message("yes" if value else "no", self.language)
        if field.kind == "term" and isinstance(value, int):
            return message("languages", self.language, all=value)
        if field.vocabulary == "license":
            return showable(value.removeprefix("LicenseRef-"))
        if field.name == "lineage":
            return self.term("model", value)
        if isinstance(value, dict):
            return showable(next(iter(value.values())))
        return self.term(field.vocabulary, value) if field.vocabulary else showable(str(value))

    def counted(self, field: Field, value: str) -> str:
        """The label of a counted value; an empty value is an unknown fact."""
        if not value:
            return message("unknown", self.language)
        if value == UNDISCLOSED:
            return message("undisclosed", self.language)
        if field.kind == "quantity":
            return f"{self.value(field, int(value))}{'' if field.unit == 'plain' else '+'}"
        if field.kind == "flag":
            return message(value, self.language)
        if field.vocabulary == "language" and value.isdecimal():
            return message("languages", self.language, all=value)
        return value if field.kind == "date" else self.value(field, value)

    def added_up(self, field: Field, values: Sequence[str], kept: Sequence[str]) -> str:
        """The label of counted values that are added up, beside those `kept`: years as `…2019`, sizes as `<1B`, terms
        as how many.
        """
        if field.kind == "date":
            return f"…{values[-1]}"
        if field.kind == "quantity" and kept and kept[0].isdecimal():
            return f"<{self.counted(field, kept[0]).removesuffix('+')}"
        return message("others", self.language, count=len(values)) if field.kind == "term" else "…"

    def bilingual(self, text: "BilingualDocument") -> str:
        """A bilingual text in this language, or else in the other one."""
        return showable(in_language(text, self.language))

    def vendors(self, document: Document, most: int | None = None) -> str:
        """The makers of a model; beyond `most`, the first ones and how many more."""
        vendors = document["vendor"]
        more = len(vendors) - most if most is not None else 0
        return self.terms("vendor", vendors[:most]) + (f" +{more}" if more > 0 else "")

    def keys(self, keys: Sequence[str]) -> str:
        """The keys of an entry that a source was read for, as the labels of their fields."""
        return ", ".join(dict.fromkeys(BY_KEY[key].inline(self.language) if key in BY_KEY else key for key in keys))

    # ── what a card says in its own words ────────────────────────────────────────────────────

    def sizes(self, total: int | str | None, active: int | None = None) -> list[str]:
        """How many parameters there are, and how many are active, as far as that is known."""
        parts = [] if total is None else [self.quantity(total)]
        return parts if active is None else [*parts, message("active", self.language, size=say_quantity(active))]

    def tokens(self, count: int | str) -> str:
        """A number of tokens."""
        if not isinstance(count, int):
            return self.quantity(count)
        return message("tokens", self.language, count=say_tokens(count))

    def quantity(self, count: int | str) -> str:
        """A quantity, or that it is undisclosed."""
        return say_quantity(count) if isinstance(count, int) else message("undisclosed", self.language)

    def compute(self, compute: "ComputeDocument") -> str:
        """The compute of a training, who says so, and how certain an estimate is."""
        said = message(f"flop_{compute['kind']}", self.language, flop=say_compute(compute["flop"]))
        return f"{said} ({message(compute['confidence'], self.language)})" if "confidence" in compute else said

    def license_of(self, part: str) -> str:
        """What the license of the `weights`, the `code` or the `data` is called."""
        field = {"weights": "license", "code": "code-license"}.get(part)
        return FIELDS[field].label_in(self.language) if field else message(part, self.language)

    def event(self, event: str, date: str, document: Document, at: str) -> str:
        """What happened to a model on a date, or will after the day `at`.

        Of a model with weights to download, only its maker's service ends.
        """
        if event != "retired":
            return FIELDS[event].label_in(self.language)
        is_over = date <= at[: len(date)]
        if has_weights(document):
            return message("service_ended" if is_over else "service_ends", self.language)
        return FIELDS[event].label_in(self.language) if is_over else message("retires", self.language)
