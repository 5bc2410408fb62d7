"""Every field a person can ask for, once: tables, queries, sorting, comparison, exports and docs follow from it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from fmcat import facts
from fmcat.facts import UNDISCLOSED, Document, Fact, as_list, fact_at, main_link, state_of

__all__ = [
    "BARE_WORDS",
    "DEFAULT_COLUMNS",
    "FIELDS",
    "FIELD_NAMES",
    "OPERATORS",
    "UNDISCLOSED",
    "Document",
    "Field",
    "as_list",
    "main_link",
    "state_of",
]

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
    #: What a quantity counts, if that is written with a unit.
    unit: Literal["", "bytes"] = ""
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
        return "field:..24GB, 10GB..40GB, 80GB+" if self.unit else OPERATORS[self.kind]

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


def _table(*fields: Field) -> dict[str, Field]:
    return {field.name: field for field in fields}


# fmt: off
# One or two rows per field, in the order of every list of fields.
FIELDS: Mapping[str, Field] = _table(
    Field("id", "id", "Id", "ID", "the model's id in this catalog",
          vocabulary="model", sortable=True, required=True, compared=False, sourced=False, group=""),
    Field("name", "name", "Name", "이름", "the name, as the vendor writes it",
          sortable=True, required=True, compared=False, sourced=False, group=""),
    Field("alias", "name", "Also called", "다른 이름", "other names people use", key="aliases", aliases=("aliases",),
          many=True, compared=False, sourced=False, group="what_it_is", table="aliases"),
    Field("vendor", "term", "Vendor", "개발사", "who made it", aliases=("lab", "by"), vocabulary="vendor",
          many=True, sortable=True, required=True, group="", table="model_vendors"),
    Field("family", "term", "Family", "계열", "its model family", vocabulary="family", sortable=True, sourced=False,
          group="what_it_is"),
    Field("released", "date", "Released", "공개", "the day it became public", aliases=("date",),
          sortable=True, required=True, group="", scope="checkpoint"),
    Field("year", "date", "Year", "연도", "the year it became public", key="released", reader=facts.year,
          sortable=True, sorted_by="released", compared=False, group="", scope="checkpoint", table=None),
    Field("paper", "date", "Paper", "논문", "the day of its paper", key="dates.paper", group="", table=None),
    Field("announced", "date", "Announced", "발표", "the day it was announced",
          key="dates.announced", group="", table=None),
    Field("weights", "date", "Weights", "가중치 공개", "the day its weights came out",
          key="dates.weights", group="", table=None),
    Field("api", "date", "API", "API 공개", "the day its service opened", key="dates.api", group="", table=None),
    Field("deprecated", "date", "Deprecated", "지원 중단 예고", "the day it was deprecated",
          key="dates.deprecated", group="", table=None),
    Field("retired", "date", "Retired", "종료", "the day it was switched off",
          key="dates.retired", group="", table=None),
    Field("country", "term", "Country", "국가", "where its makers are", vocabulary="country",
          many=True, sourced=False, group="what_it_is", table="countries"),
    Field("status", "term", "Status", "상태", "its stage of life", vocabulary="status",
          sortable=True, group="what_it_is", scope="checkpoint"),
    Field("modality", "term", "Modality", "모달리티", "what it works on", key="modalities",
          aliases=("modalities", "shelf"), vocabulary="modality", many=True, sourced=False, group="",
          table="modalities"),
    Field("input", "term", "Inputs", "입력", "what it takes as input", key="inputs", aliases=("inputs",),
          vocabulary="data-type", many=True, group="what_it_is", table="inputs"),
    Field("output", "term", "Outputs", "출력", "what it outputs", key="outputs", aliases=("outputs",),
          vocabulary="data-type", many=True, group="what_it_is", table="outputs"),
    Field("architecture", "term", "Architecture", "구조", "how it is built", aliases=("arch",),
          vocabulary="architecture", many=True, group="what_it_is", table="architectures"),
    Field("stage", "term", "Stage", "학습 단계", "the stages of its training", key="training", reader=facts.stages,
          aliases=("stages",), vocabulary="stage", many=True, group="", table=None),
    Field("method", "term", "Method", "학습 방식", "how it was trained", key="training", reader=facts.methods,
          aliases=("methods", "training"), vocabulary="method", many=True, group="training", table=None),
    Field("capability", "term", "Can", "능력", "what it can do", key="capabilities",
          aliases=("can", "capabilities", "task"), vocabulary="capability", many=True, group="what_it_is",
          table="capabilities"),
    Field("parameters", "quantity", "Params", "매개변수", "parameters of a checkpoint; of a model, of its largest",
          reader=facts.total_parameters, aliases=("params", "size", "sizes"), sortable=True, group="sizes",
          scope="checkpoint"),
    Field("active", "quantity", "Active", "활성 매개변수", "parameters active for one token", key="parameters.active",
          sortable=True, group="", scope="checkpoint", exported_as="active_parameters"),
    Field("context", "quantity", "Context", "컨텍스트", "tokens it reads at once",
          sortable=True, group="sizes", scope="checkpoint"),
    Field("memory", "quantity", "Memory", "메모리", "what the weights take at 16 bits a parameter", key="parameters",
          reader=facts.memory, unit="bytes", sortable=True, sorted_by="parameters", compared=False, sourced=False,
          group="", scope="checkpoint", table=None),
    Field("cutoff", "date", "Cutoff", "지식 기준일", "how far its training data reaches", key="knowledge_cutoff",
          aliases=("knowledge_cutoff", "knowledge"), group="training", exported_as="knowledge_cutoff"),
    Field("license", "term", "License", "라이선스", "license of the weights", key="license.weights",
          reader=facts.weights_licenses, aliases=("licence",), vocabulary="license", many=True, sortable=True,
          group="license_and_access", scope="checkpoint", table="models", exported_as="license_weights"),
    Field("code-license", "term", "Code license", "코드 라이선스", "license of the code", key="license.code",
          reader=facts.code_licenses, vocabulary="license", many=True, group="", table="models",
          exported_as="license_code"),
    Field("commercial", "term", "Commercial use", "상업적 이용", "whether commercial use is allowed, by its license"
          " and those of what it was made from", key="terms", reader=facts.commercial_use, vocabulary="commercial",
          many=True, sourced=False, group="license_and_access", scope="checkpoint", table="commercial"),
    Field("conditions", "term", "Conditions", "조건", "what the licenses that bind it ask", key="terms",
          reader=facts.conditions, aliases=("condition",), vocabulary="condition", many=True, sourced=False,
          group="license_and_access", scope="checkpoint", table="conditions"),
    Field("access", "term", "Access", "공개 범위", "how people can get it", vocabulary="access",
          sortable=True, group="license_and_access", scope="checkpoint"),
    Field("open", "flag", "Open", "가중치 공개 여부", "whether anyone can download the weights", key="access",
          reader=facts.has_open_weights, compared=False, group="", scope="checkpoint", table=None),
    Field("lineage", "id", "Made from", "바탕", "the models it was directly made from", reader=facts.lineage_targets,
          aliases=("from",), vocabulary="model", many=True, group="", table=None),
    Field("bases", "fact", "Bases", "바탕 체크포인트", "the checkpoints it was made from, where known",
          compared=False, sourced=False, group="", table=None),
    Field("arxiv", "id", "arXiv", "arXiv", "its paper's arXiv id", key="ids.arxiv",
          compared=False, sourced=False, group="", table=None),
    Field("huggingface", "name", "Hugging Face", "Hugging Face", "its repositories there", key="ids.huggingface",
          aliases=("hf",), many=True, compared=False, sourced=False, group="", scope="checkpoint", table=None),
    Field("summary", "text", "Summary", "요약", "one sentence about it", reader=facts.summaries,
          many=True, compared=False, sourced=False, group="", table=None),
    Field("dates", "fact", "Dates", "날짜", "every known day of its life",
          compared=False, group="dates", table=None),
    Field("variants", "fact", "Variants", "변형", "its sizes and checkpoints", compared=False, group="", table=None),
    Field("links", "fact", "Links", "링크", "pages about it",
          compared=False, sourced=False, group="links", table=None),
    Field("ids", "fact", "Ids elsewhere", "외부 ID", "its ids in other catalogs",
          compared=False, sourced=False, group="elsewhere", table=None),
    Field("citation", "fact", "Citation", "인용", "how its paper is cited", compared=False, table=None),
    Field("layer", "term", "Layer", "레이어", "the registry layers that describe it",
          aliases=("layers",), vocabulary="layer", many=True, compared=False, sourced=False, group="", table="layers"),
    Field("added", "date", "Entry added", "항목 추가일", "the day its entry was added to the catalog",
          sortable=True, compared=False, sourced=False),
    Field("changed", "date", "Entry changed", "항목 수정일", "the day its entry last changed",
          sortable=True, compared=False, sourced=False),
    Field("sources", "fact", "Sources", "출처", "what was read about it",
          compared=False, sourced=False, group="", table=None),
)
# fmt: on

#: Every way to write a field's name.
FIELD_NAMES: Mapping[str, Field] = {name: field for field in FIELDS.values() for name in (field.name, *field.aliases)}


@lru_cache
def own_field(key: str) -> Field:
    """The field of an `x-` key."""
    reader = partial(facts.own_texts, key=key)
    return Field(key, "id", key, key, "", reader=reader, many=True, compared=False, sourced=False, group="", table=None)


def is_own(name: str) -> bool:
    """Whether a name is an `x-` key."""
    return name.startswith("x-")


def field_of(name: str) -> Field:
    """The field with this name; any other name is an `x-` key."""
    return FIELDS[name] if name in FIELDS else own_field(name)


#: The fields whose values a bare word of a query may name; if several match, the first counts.
BARE_WORDS = ("modality", "vendor", "family", "method", "capability", "license", "id")

#: The default columns of `fmcat list`.
DEFAULT_COLUMNS = ("name", "vendor", "released", "parameters", "method", "access")

#: The columns in which a table of models describes the checkpoints that a query chose.
DIFFERING = ("parameters", "memory", "license", "context", "access")
