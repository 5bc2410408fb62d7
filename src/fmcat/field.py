"""What a field is: how it is asked for, read, shown and exported."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from fmcat import facts
from fmcat.facts import Document, Fact, as_list, fact_at, state_of

Kind = Literal["term", "id", "name", "text", "date", "quantity", "flag", "fact"]
Scope = Literal["model", "checkpoint"]

#: The query syntax of each kind of field, for `fmcat explain fields` and the docs.
OPERATORS: Mapping[Kind, str] = {
    "term": "field:a, field:a,b (narrower terms match)",
    "id": "field:a, field:a,b (the whole id)",
    "name": "field:part (spaces, hyphens and underscores do not matter)",
    "text": "field:part",
    "date": "field:2023, 2021..2023, 2023-04.., 2023+",
    "quantity": "field:7B, 1B..10B, 7B+, 13B-",
    "flag": "field:yes, field:no",
    "fact": "has:field",
}
#: The same of quantities with a unit.
_ASKED_IN: Mapping[str, str] = {
    "tokens": "field:128k, 128Ki, 32k..128Ki, 100k+",
    "bytes": "field:..24GB, 10GB..40GB, 80GB+",
    "flop": "field:1e25.., 1e24..1e25, 2.1e25",
    "plain": "field:768, 512..1024, 1024+",
}

#: The columns in which a table of models describes the checkpoints that a query chose.
DIFFERING = ("parameters", "memory", "license", "commercial", "conditions", "context", "access", "status")


class Field(NamedTuple):
    """One field. Every list of fields elsewhere is derived from these attributes."""

    name: str
    kind: Kind
    label: str
    label_ko: str
    #: What it means, in a few words.
    help: str
    #: Where it is in an entry: a key, or a dotted path. Default: the field's name.
    key: str = ""
    #: Reads the fact if it is not simply the value at `key`.
    reader: facts.Reader | None = None
    #: Other spellings of the name.
    aliases: tuple[str, ...] = ()
    #: The vocabulary of its values.
    vocabulary: str = ""
    #: How a quantity is written, if not as 7B: with a unit, or as a plain number.
    unit: Literal["", "tokens", "bytes", "flop", "plain"] = ""
    #: Whether a model can have several values.
    many: bool = False
    #: Whether models can be sorted by it. The compiled catalog then has a column for it.
    sortable: bool = False
    #: The field to sort by, if that is another one.
    sorted_by: str = ""
    #: Whether every model has it, so that its column is never NULL.
    required: bool = False
    #: Whether a comparison of models has a row for it.
    compared: bool = True
    #: Whether it needs a source; names, links and other bookkeeping do not.
    sourced: bool = True
    #: The heading on a model's card (a key of MESSAGES); empty if the title or another field's row shows it.
    group: str = "other"
    #: Whether it describes the model or one of its checkpoints.
    scope: Scope = "model"
    #: Its table in the relational exports. Default: `models`, or for several values a separate table. None if the
    #: exported tables contain it in another form.
    table: str | None = ""
    #: Its column there. Default: the field's name.
    exported_as: str = ""

    @property
    def asked(self) -> str:
        """How it is asked for, with the word `field` for its name."""
        return _ASKED_IN[self.unit] if self.unit else OPERATORS[self.kind]

    @property
    def is_real(self) -> bool:
        """Whether its numbers are larger than databases' integers, so that they are kept as floating-point numbers."""
        return self.unit == "flop"

    @property
    def is_searched(self) -> bool:
        """Whether the bare words of a query are looked up in it: not in what is computed, nor in codes of languages,
        which are short words of English.
        """
        return self.path not in facts.COMPUTED and self.vocabulary != "language"

    @property
    def path(self) -> str:
        """Where the fact is in an entry, as a dotted path."""
        return self.key or self.name

    @property
    def entry_key(self) -> str:
        """The entry's key that the fact is read from, which its sources name."""
        return self.path.partition(".")[0]

    @property
    def name_in_sql(self) -> str:
        """The name in a form that SQL takes without quotes."""
        return self.name.replace("-", "_")

    @property
    def home(self) -> str:
        """Its table in the relational exports; empty if they contain it in another form."""
        return "" if self.table is None else self.table or (self.name_in_sql if self.many else "models")

    @property
    def column(self) -> str:
        """The column of the compiled catalog that models are sorted by; empty if they cannot be."""
        return (self.sorted_by or self.name_in_sql) if self.sortable else ""

    def read(self, document: Document) -> Fact:
        """The fact as plain JSON: a value, a list, a mapping, `undisclosed`, or None if it is unknown."""
        return self.reader(document) if self.reader else fact_at(document, self.path)

    def values(self, document: Document) -> list[Fact]:
        """The fact as a list, empty if it is unknown or undisclosed."""
        return as_list(self.read(document))

    def across(self, documents: Iterable[Document]) -> list[Fact]:
        """The values of several checkpoints, each once, in their order."""
        return list(dict.fromkeys(value for document in documents for value in self.values(document)))

    def differing(self, document: Document, chosen: Sequence[Document]) -> list[Fact]:
        """What a table of models shows for the checkpoints that a query chose; nothing if that is the model's own fact.

        Checkpoints differ in few fields; sizes are shown only if some checkpoints did not match.
        """
        variants = document.get("variants", ())
        is_size = self.entry_key == "parameters"
        if self.name not in DIFFERING or not variants or (is_size and len(chosen) >= len(variants)):
            return []
        return self.across(chosen)

    def of_chosen(self, document: Document, chosen: Sequence[Document]) -> Fact:
        """The fact of a model of which a query chose these checkpoints: theirs, and of sizes the largest of theirs."""
        values = self.differing(document, chosen)
        if not values:
            return self.read(document)
        return max(values) if self.entry_key == "parameters" else values if len(values) > 1 else values[0]

    def state(self, document: Document) -> str | None:
        """`known`, `undisclosed`, or None for unknown."""
        return state_of(self.read(document))

    def label_in(self, language: str) -> str:
        """The field's label in a language."""
        return self.label_ko if language == "ko" else self.label

    def inline(self, language: str) -> str:
        """The label as written within a sentence."""
        return self.label_in(language).lower()
