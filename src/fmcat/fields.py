"""Every field a person can ask for, once: tables, queries, sorting, exports and docs know it from here."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

Document = Mapping[str, Any]
Kind = Literal["term", "id", "name", "text", "date", "quantity", "flag", "fact"]

UNDISCLOSED = "undisclosed"

#: What each kind of field can be asked, for `fmcat fields` and the docs.
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
    """What every room needs to know about one field.

    `read` takes a model's document and gives the fact as plain JSON: a text or number, a list of
    them, `undisclosed`, or None where nobody found it. `column` names the sortable column of the
    compiled catalog, where there is one.
    """

    name: str
    kind: Kind
    label: str
    label_ko: str
    help: str
    read: Callable[[Document], Any]
    aliases: tuple[str, ...] = ()
    vocabulary: str = ""
    column: str = ""

    @property
    def entry_key(self) -> str:
        """The key of an entry that the fact is read from: what its sources name."""
        return _ENTRY_KEYS.get(self.name, self.name)

    def values(self, document: Document) -> list[Any]:
        """The fact as a list, empty where it is unknown or undisclosed."""
        return as_list(self.read(document))

    def state(self, document: Document) -> str | None:
        """`known`, `undisclosed`, or None for unknown."""
        return state_of(self.read(document))

    def said(self, language: str) -> str:
        """The field's label in a language."""
        return self.label_ko if language == "ko" else self.label

    def inline(self, language: str) -> str:
        """The label as it stands within a sentence."""
        return self.said(language).lower()


#: The key of an entry that a field is read from, where that is not the field's name.
_ENTRY_KEYS: Mapping[str, str] = {
    "alias": "aliases",
    "year": "released",
    **dict.fromkeys(("paper", "announced", "weights", "api", "deprecated", "retired"), "dates"),
    "modality": "modalities",
    "input": "inputs",
    "output": "outputs",
    **dict.fromkeys(("stage", "method"), "training"),
    "capability": "capabilities",
    **dict.fromkeys(("active", "size"), "parameters"),
    "cutoff": "knowledge_cutoff",
    "code-license": "license",
    "open": "access",
    **dict.fromkeys(("arxiv", "huggingface"), "ids"),
}


#: The links a name leads to, best first.
_MAIN_LINKS = ("paper", "announcement", "code", "weights", "docs")


def main_link(document: Document) -> str:
    """Where a model's name leads: its paper, else its announcement or another page; empty where none is known."""
    links = document.get("links", {})
    return next((links[kind] for kind in _MAIN_LINKS if kind in links), "")


def as_list(fact: Any) -> list[Any]:
    """A fact as a list, empty where it is unknown or undisclosed."""
    if fact is None or fact == UNDISCLOSED:
        return []
    return fact if isinstance(fact, list) else [fact]


def state_of(fact: Any) -> str | None:
    """Whether a fact is `known`, `undisclosed`, or unknown (None)."""
    if not fact:
        return "known" if fact is False else None
    return UNDISCLOSED if fact == UNDISCLOSED or fact == [UNDISCLOSED] else "known"


def _key(*path: str) -> Callable[[Document], Any]:
    if len(path) == 1:
        return lambda document: document.get(path[0])

    def read(document: Document) -> Any:
        fact: Any = document
        for part in path:
            if not isinstance(fact, dict) or part not in fact:
                return None
            fact = fact[part]
        return fact

    return read


def _methods(document: Document) -> list[str]:
    return list(dict.fromkeys(method for methods in document.get("training", {}).values() for method in methods))


def _stages(document: Document) -> list[str]:
    return list(document.get("training", ()))


def _total(document: Document) -> Any:
    parameters = document.get("parameters")
    return parameters["total"] if isinstance(parameters, Mapping) else parameters


def _sizes(document: Document) -> Any:
    own = _total(document)
    found = {v["parameters"] for v in document.get("variants", ()) if isinstance(v.get("parameters"), int)}
    if isinstance(own, int):
        found.add(own)
    return sorted(found) or own


def _open(document: Document) -> bool | None:
    access = document.get("access")
    return None if access is None else access in ("open", "open-restricted")


def _targets(document: Document) -> list[str]:
    return list(
        dict.fromkeys(
            target for targets in document.get("lineage", {}).values() for target in targets if isinstance(target, str)
        )
    )


def _licenses(part: str) -> Callable[[Document], Any]:
    def read(document: Document) -> Any:
        expression = document.get("license", {}).get(part)
        if not expression or " " not in expression:
            return expression
        words = expression.replace("(", " ").replace(")", " ").split()
        return [word for word in words if word not in ("AND", "OR", "WITH")]

    return read


def _year(document: Document) -> str:
    return str(document["released"])[:4]


def _summaries(document: Document) -> list[str]:
    return list(document.get("summary", {}).values())


def _table(*fields: Field) -> dict[str, Field]:
    return {field.name: field for field in fields}


FIELDS: Mapping[str, Field] = _table(
    Field("id", "id", "Id", "ID", "the model's id in this catalog", _key("id"), (), "model", "id"),
    Field("name", "name", "Name", "이름", "the name, as the vendor writes it", _key("name"), column="name"),
    Field("alias", "name", "Also called", "다른 이름", "other names people use", _key("aliases"), ("aliases",)),
    Field(
        "vendor", "term", "Vendor", "개발사", "who made it", _key("vendor"), ("lab", "by"), "vendor", column="vendor"
    ),
    Field("family", "term", "Family", "계열", "its model family", _key("family"), (), "family", column="family"),
    Field(
        "released",
        "date",
        "Released",
        "공개",
        "the day it became public",
        _key("released"),
        ("date",),
        column="released",
    ),
    Field("year", "date", "Year", "연도", "the year it became public", _year, column="released"),
    Field("paper", "date", "Paper", "논문", "the day of its paper", _key("dates", "paper")),
    Field("announced", "date", "Announced", "발표", "the day it was announced", _key("dates", "announced")),
    Field("weights", "date", "Weights", "가중치 공개", "the day its weights came out", _key("dates", "weights")),
    Field("api", "date", "API", "API 공개", "the day its service opened", _key("dates", "api")),
    Field(
        "deprecated", "date", "Deprecated", "지원 중단 예고", "the day it was deprecated", _key("dates", "deprecated")
    ),
    Field("retired", "date", "Retired", "종료", "the day it was switched off", _key("dates", "retired")),
    Field("status", "term", "Status", "상태", "where it is in its life", _key("status"), (), "status", column="status"),
    Field(
        "modality",
        "term",
        "Modality",
        "모달리티",
        "what it works on",
        _key("modalities"),
        ("modalities", "shelf"),
        "modality",
    ),
    Field("input", "term", "Inputs", "입력", "what it takes in", _key("inputs"), ("inputs",), "data-type"),
    Field("output", "term", "Outputs", "출력", "what it gives out", _key("outputs"), ("outputs",), "data-type"),
    Field(
        "architecture",
        "term",
        "Architecture",
        "구조",
        "how it is built",
        _key("architecture"),
        ("arch",),
        "architecture",
    ),
    Field("stage", "term", "Stage", "학습 단계", "the stages of its training", _stages, ("stages",), "stage"),
    Field("method", "term", "Method", "학습 방식", "how it was trained", _methods, ("methods", "training"), "method"),
    Field(
        "capability",
        "term",
        "Can",
        "능력",
        "what it can do",
        _key("capabilities"),
        ("can", "capabilities", "task"),
        "capability",
    ),
    Field(
        "parameters",
        "quantity",
        "Params",
        "매개변수",
        "parameters of the largest size; size: of any",
        _total,
        ("params",),
        column="parameters",
    ),
    Field(
        "active",
        "quantity",
        "Active",
        "활성 매개변수",
        "parameters at work for one token",
        _key("parameters", "active"),
        column="active",
    ),
    Field("size", "quantity", "Sizes", "크기", "parameters of any size; params: the largest", _sizes, ("sizes",)),
    Field("context", "quantity", "Context", "컨텍스트", "tokens it reads at once", _key("context"), column="context"),
    Field(
        "cutoff",
        "date",
        "Cutoff",
        "지식 기준일",
        "how far its training data reaches",
        _key("knowledge_cutoff"),
        ("knowledge_cutoff", "knowledge"),
    ),
    Field(
        "license",
        "term",
        "Licence",
        "라이선스",
        "license of the weights",
        _licenses("weights"),
        ("licence",),
        "license",
        column="license",
    ),
    Field(
        "code-license", "term", "Code licence", "코드 라이선스", "license of the code", _licenses("code"), (), "license"
    ),
    Field(
        "access", "term", "Access", "공개 범위", "how people can have it", _key("access"), (), "access", column="access"
    ),
    Field("open", "flag", "Open", "가중치 공개 여부", "whether anyone can download the weights", _open),
    Field("lineage", "id", "Made from", "바탕", "the models it was directly made from", _targets, ("from",), "model"),
    Field("arxiv", "id", "arXiv", "arXiv", "its paper's arXiv id", _key("ids", "arxiv")),
    Field(
        "huggingface",
        "name",
        "Hugging Face",
        "Hugging Face",
        "its repositories there",
        _key("ids", "huggingface"),
        ("hf",),
    ),
    Field("summary", "text", "Summary", "요약", "one sentence about it", _summaries),
    Field("dates", "fact", "Dates", "날짜", "every day of its life that is known", _key("dates")),
    Field("variants", "fact", "Variants", "변형", "its sizes and checkpoints", _key("variants")),
    Field("links", "fact", "Links", "링크", "where to read on", _key("links")),
    Field("ids", "fact", "Ids elsewhere", "외부 ID", "what other catalogs call it", _key("ids")),
    Field("citation", "fact", "Citation", "인용", "how its paper is cited", _key("citation")),
    Field("sources", "fact", "Sources", "출처", "what was read about it", _key("sources")),
)

#: Every way to write a field's name.
FIELD_NAMES: Mapping[str, Field] = {name: field for field in FIELDS.values() for name in (field.name, *field.aliases)}

#: The columns of `fmcat list` where none are asked for.
DEFAULT_COLUMNS = ("name", "vendor", "released", "parameters", "method", "access")
