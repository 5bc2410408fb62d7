"""Closed vocabularies: how a word finds its term, terms, and vendors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

from fmcat.messages import Sentence, say
from fmcat.messages.kinds import KINDS
from fmcat.schema import license_expression
from fmcat.schema.license_classes import CLASSES
from fmcat.schema.parts import UNDISCLOSED, Bilingual, CountryCode, Entry, Line, Name, Quantity, Slug, TermId, Url, line
from fmcat.text import did_you_mean, name_key, near

#: The vocabularies whose terms a taxonomy holds.
TAXONOMY = (
    "modality",
    "data-type",
    "architecture",
    "stage",
    "method",
    "capability",
    "relation",
    "access",
    "status",
    "license",
    "condition",
    "commercial",
    "country",
    "language",
)


_LICENSES_KEPT = 4096
#: The most spellings compared for all suggestions of one registry: thousands of unknown words in a registry of
#: thousands would otherwise take hours.
MOST_COMPARED = 200_000


@dataclass
class Vocabulary:
    """The words an entry may use: for each vocabulary, every spelling's key and its id."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    licenses: dict[str, str] = field(default_factory=dict, init=False, compare=False)
    """The canonical form of license expressions that were read: nearly all models have one of a few."""
    _compared: int = field(default=0, init=False, compare=False)

    def find(self, kind: str, word: str) -> str | None:
        """The id of `word` (an id, alias or label, in any case and spacing)."""
        return self.words.get(kind, {}).get(name_key(word))

    def near(self, kind: str, word: str) -> list[str]:
        """The ids of the vocabulary most similar to `word`; none after MOST_COMPARED."""
        known = self.words.get(kind, {})
        self._compared += len(known)
        if self._compared > MOST_COMPARED:
            return []
        return list(dict.fromkeys(known[key] for key in near(word, known)))


def _resolved(kind: str, word: object, info: ValidationInfo) -> str:
    vocabulary: Vocabulary | None = info.context
    if vocabulary is None:  # a document of the compiled catalog: resolved already
        return line(word)
    found = vocabulary.find(kind, word) if isinstance(word, str) else None
    if found is None:
        asked = line(word)
        hint = did_you_mean(vocabulary.near(kind, asked)) or _where_terms_are(kind)
        raise ValueError(unknown_word(kind, str(asked), hint))
    return found


def unknown_word(kind: str, word: str, hint: str) -> Sentence:
    """The error for an unknown word, with how to fix it."""
    return say(
        "unknown {kind} {word!r}; {hint}" if hint else "unknown {kind} {word!r}", kind=KINDS[kind], word=word, hint=hint
    )


def _where_terms_are(kind: str) -> str:
    if kind == "license":
        return say("write an SPDX id, or a LicenseRef that the taxonomy describes")
    return say("fmcat explain lists all terms") if kind in TAXONOMY else ""


def _license(expression: object, info: ValidationInfo) -> str:
    """The canonical form of an SPDX expression whose every license is known, or `undisclosed`."""
    text = line(expression)
    vocabulary: Vocabulary | None = info.context
    if vocabulary is None or text == UNDISCLOSED:
        return text
    if (found := vocabulary.licenses.get(text)) is None:
        found = str(license_expression.parse(text, lambda word: _license_id(word, info), _exception))
        if len(vocabulary.licenses) < _LICENSES_KEPT:
            vocabulary.licenses[str(text)] = found
    return found


def _license_id(word: str, info: ValidationInfo) -> str:
    """The id of a license; ValueError for a class of licenses, which is not precise enough."""
    found = _resolved("license", word, info)
    if found in CLASSES:
        raise ValueError(say("{word!r} is a class of licenses; name the license itself", word=word))
    return found


def _exception(word: str) -> str:
    """The id of an SPDX license exception, in any case; ValueError if there is none of that name."""
    known = _ids_in("spdx-exceptions.txt")
    if found := known.get(name_key(word)):
        return found
    hint = did_you_mean(near(word, known.values())) or say("see https://spdx.org/licenses/exceptions-index.html")
    raise ValueError(say("unknown license exception {word!r}; {hint}", word=word, hint=hint))


def known(kind: str) -> tuple[BeforeValidator, object]:
    """Annotations for a word of the vocabulary `kind`: checked when the context is a Vocabulary.

    An alias or label is replaced by its id.
    """

    def resolve(word: object, info: ValidationInfo) -> str:
        return _license(word, info) if kind == "license" else _resolved(kind, word, info)

    return BeforeValidator(resolve), Field(json_schema_extra={"x-vocabulary": kind})


Modality = Annotated[str, *known("modality")]
DataType = Annotated[str, *known("data-type")]
Architecture = Annotated[str, *known("architecture")]
Stage = Annotated[str, *known("stage")]
Method = Annotated[str, *known("method")]
Capability = Annotated[str, *known("capability")]
Relation = Annotated[str, *known("relation")]
Language = Annotated[str, *known("language")]
Access = Annotated[str, *known("access")]
Status = Annotated[str, *known("status")]
License = Annotated[str, *known("license")]
ConditionId = Annotated[str, *known("condition")]
VendorId = Annotated[str, *known("vendor")]
SourceId = Annotated[str, *known("source")]
ModelId = Annotated[str, *known("model")]


Commercial = Annotated[str, Field(pattern="^(yes|no|conditional)$")]
#: The kind of a lineage relation: weights are passed on, a teacher's outputs are learned from, or the next generation.
Kind = Annotated[str, Field(pattern="^(derivation|teaching|succession)$")]


class Condition(Entry):
    """One requirement of a license."""

    is_: ConditionId = Field(alias="is")
    clause: Line | None = None
    """The clause of the license that states it."""
    limit: Quantity | None = None
    """For a limit: the number above which the license does not apply. Monthly users, unless the note states something
    else.
    """
    text: Line | None = None
    """The words that the license requires to be displayed or shipped."""
    note: Bilingual | None = None
    """What it applies to, in a few words."""


class Term(Entry):
    """One term of a vocabulary: its labels, its meaning, and its broader terms."""

    id: TermId
    label: Bilingual
    definition: Bilingual
    broader: list[TermId] = []
    """Broader terms of the same vocabulary; queries for one of them match it too."""
    aliases: list[Name] = []
    """Abbreviations and other words for it."""
    reference: Url | None = None
    """The paper or page that introduced or best defines it."""
    examples: list[ModelId] = []
    """Well-known models as examples."""
    commercial: Commercial | None = None
    """For a license: whether it allows commercial use."""
    osi: Annotated[bool, Field(json_schema_extra={"type": ["boolean", "string"]})] | None = None
    """For a license: whether the Open Source Initiative approved it."""
    conditions: list[Condition] | None = None
    """For a license: its requirements, as in its text. An empty list: none. Absent if the text was not read."""
    kind: Kind | None = None
    """For a lineage relation: whether weights were passed on, outputs were learned from, or a generation followed."""
    inverse: Bilingual | None = None
    """For a lineage relation: its label seen from the other end."""


class Vendor(Entry):
    """Who makes models."""

    id: Slug
    label: Bilingual
    aliases: list[Name] = []
    """Other names, including those of its labs."""
    country: list[CountryCode] = []
    """ISO 3166-1 alpha-2 codes."""
    kind: Annotated[str, Field(pattern="^(company|university|nonprofit|community|government)$")] | None = None
    part_of: VendorId | None = Field(default=None, alias="part-of")
    """The vendor it belongs to; queries for that one match it too."""
    url: Url | None = None
    hosts: list[Name] = []
    """Hosts of its own pages, including their subdomains."""
    organizations: list[Name] = []
    """Its accounts on GitHub and on Hugging Face."""


def spellings(entry: Term | Vendor) -> Iterator[str]:
    """Every way to write a term or a vendor: its id, its labels, its aliases."""
    yield entry.id
    yield from filter(None, (entry.label.en, entry.label.ko))
    yield from entry.aliases


def spdx_ids() -> list[str]:
    """The ids of the SPDX license list."""
    return list(_ids_in("spdx.txt").values())


def licenses() -> dict[str, str]:
    """The ids of the SPDX license list by their key, and the word for an undisclosed license."""
    return _ids_in("spdx.txt") | {name_key(UNDISCLOSED): UNDISCLOSED}


@lru_cache(2)
def _ids_in(file: str) -> dict[str, str]:
    """The ids of a list next to this module, by their key."""
    text = Path(__file__).with_name(file).read_text("utf-8")
    return {name_key(word): word for word in text.splitlines() if not word.startswith("#")}
