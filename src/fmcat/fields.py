"""Every field a person can ask for, once: tables, queries, sorting, comparison, exports and docs follow from it."""

from collections.abc import Mapping
from functools import lru_cache, partial

from fmcat import facts
from fmcat.facts import UNDISCLOSED, Document, as_list, main_link, state_of
from fmcat.field import DIFFERING, OPERATORS, Field

__all__ = [
    "BARE_WORDS",
    "DEFAULT_COLUMNS",
    "DIFFERING",
    "FIELDS",
    "FIELD_NAMES",
    "GROUPS",
    "OPERATORS",
    "TERMINAL_COLUMNS",
    "UNDISCLOSED",
    "Document",
    "Field",
    "as_list",
    "main_link",
    "state_of",
]


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
    Field("retired", "date", "Retired", "종료", "the day its service ends",
          key="dates.retired", group="", table=None),
    Field("country", "term", "Country", "국가", "where its makers are", vocabulary="country",
          many=True, sourced=False, group="what_it_is", table="countries"),
    Field("status", "term", "Status", "상태", "its stage of life", vocabulary="status",
          reader=facts.standing, sortable=True, group="what_it_is", scope="checkpoint"),
    Field("replaced-by", "id", "Replaced by", "후속 모델", "the models its maker recommends in its place",
          vocabulary="model", many=True, group="what_it_is", table="replacements"),
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
    Field("language", "term", "Languages", "언어", "the languages it is made for, by ISO 639 code", key="languages",
          aliases=("languages",), vocabulary="language", many=True, group="what_it_is", table="languages"),
    Field("language-count", "quantity", "Language count", "언어 수", "how many languages it is made for",
          key="languages", reader=facts.language_count, unit="plain", sortable=True, compared=False, sourced=False,
          group=""),
    Field("parameters", "quantity", "Params", "매개변수", "parameters of a checkpoint; of a model, of its largest",
          reader=facts.total_parameters, aliases=("params", "size", "sizes"), sortable=True, group="sizes",
          scope="checkpoint"),
    Field("active", "quantity", "Active", "활성 매개변수", "parameters active for one token", key="parameters.active",
          sortable=True, group="", scope="checkpoint", exported_as="active_parameters"),
    Field("context", "quantity", "Context", "컨텍스트", "tokens it reads at once", unit="tokens",
          sortable=True, group="sizes", scope="checkpoint"),
    Field("max-output", "quantity", "Max output", "최대 출력", "tokens it writes at most in one answer",
          unit="tokens", sortable=True, group="sizes"),
    Field("embedding-dimension", "quantity", "Embedding dimension", "임베딩 차원",
          "numbers in an embedding, of its largest checkpoint", aliases=("dimension", "dimensions"), unit="plain",
          sortable=True, group="sizes"),
    Field("memory", "quantity", "Memory", "메모리", "what the weights take at 16 bits a parameter", key="parameters",
          reader=facts.memory, unit="bytes", sortable=True, sorted_by="parameters", compared=False, sourced=False,
          group="", scope="checkpoint", table=None),
    Field("cutoff", "date", "Cutoff", "지식 기준일", "how far its training data reaches", key="knowledge_cutoff",
          aliases=("knowledge_cutoff", "knowledge"), group="training", exported_as="knowledge_cutoff"),
    Field("training-tokens", "quantity", "Training tokens", "학습 토큰", "tokens it was trained on",
          sortable=True, group="training"),
    Field("training-compute", "quantity", "Training compute", "학습 연산량",
          "FLOP that the training of its largest checkpoint took", reader=facts.compute, aliases=("compute",),
          unit="flop", sortable=True, group="training"),
    Field("compute-kind", "id", "Compute is", "연산량 출처",
          "whether its maker states the compute or others estimate it: stated, estimated",
          key="training-compute.kind", compared=False, sourced=False, group=""),
    Field("hardware", "text", "Hardware", "학습 하드웨어", "what it was trained on", group="training"),
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

#: The fields of the keys of an entry, by which its sources name facts; of several, the one that has a row of its own.
BY_KEY: Mapping[str, Field] = {
    **{field.entry_key: field for field in FIELDS.values() if not field.group},
    **{field.entry_key: field for field in FIELDS.values() if field.group},
    **FIELDS,
}
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

#: The default columns of tables.
DEFAULT_COLUMNS = ("name", "vendor", "released", "parameters", "method", "access")
#: Those on a terminal, by what people choose by: the last ones are left out where not all fit.
TERMINAL_COLUMNS = ("name", "vendor", "released", "parameters", "license", "access", "method")

#: The headings of a model's card, in order. Fields without one of them are under `other`, the last of the facts.
GROUPS = (
    *("what_it_is", "training", "sizes", "license_and_access", "dates", "made_from", "made_into", "links", "elsewhere"),
    *("other", "sources"),
)
