"""How facts are read from a model's document, and what a fact's state is."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, cast

from fmcat.text import as_json

if TYPE_CHECKING:  # types only: building them takes some milliseconds of every start
    from fmcat.schema.document import BilingualDocument, ModelDocument

    Document = ModelDocument
else:
    Document = Mapping

#: A fact as plain JSON. Its kind of value depends on the field, so no type can describe it.
Fact: TypeAlias = Any
_T = TypeVar("_T")
Reader = Callable[[Document], Fact]

UNDISCLOSED = "undisclosed"
#: The keys of a document that no entry states: a compiled catalog computes them.
COMPUTED = ("country", "layer", "added", "changed", "terms")
#: Statuses of a maker's service.
_OF_SERVICES = ("deprecated", "retired")
#: What a parameter takes at 16 bits.
_BYTES_EACH = 2
#: The links a name leads to, best first.
_MAIN_LINKS = ("paper", "announcement", "code", "weights", "docs")


def main_link(document: Document) -> str:
    """The page that a model's name links to: its paper, or its announcement or another page; empty if none is known."""
    links = document.get("links", {})
    return next((links[kind] for kind in _MAIN_LINKS if kind in links), "")


def has_weights(document: Document) -> bool:
    """Whether its weights can be downloaded, whatever becomes of its maker's service: open ones on the Hub."""
    return document.get("access") == "open" and "huggingface" in document.get("ids", {})


def standing(document: Document) -> str | None:
    """Its stage of life, None if it is unknown. Weights to download outlive the maker's service, which is what ends."""
    status = document.get("status")
    return None if status in _OF_SERVICES and has_weights(document) else status


def stated(document: _T) -> _T:
    """A document, or an entry of an exported file, without what is computed: what its registry states."""
    if not isinstance(document, Mapping):
        return document  # no entry, which is for the reader of the file to tell
    return cast("_T", {key: value for key, value in document.items() if key not in COMPUTED})


def in_language(text: "BilingualDocument", language: str) -> str:
    """A bilingual text in a language, or else in the other one."""
    english, korean = text.get("en", ""), text.get("ko", "")
    return (korean or english) if language == "ko" else (english or korean)


def as_list(fact: object) -> list[Fact]:
    """A fact as a list, empty if it is unknown or undisclosed."""
    if fact is None or fact == UNDISCLOSED:
        return []
    return fact if isinstance(fact, list) else [fact]


def state_of(fact: object) -> str | None:
    """Whether a fact is `known`, `undisclosed`, or unknown (None)."""
    if not fact:
        return "known" if fact is False else None
    return UNDISCLOSED if fact == UNDISCLOSED or fact == [UNDISCLOSED] else "known"


def fact_at(document: Document, path: str) -> Fact:
    """The value at a dotted path such as `dates.paper`; None if the document has none."""
    if "." not in path:  # most are not, and every fact of every model is read this way
        return document.get(path)
    fact: Fact = document
    for part in path.split("."):
        if not isinstance(fact, dict) or part not in fact:
            return None
        fact = fact[part]
    return fact


def methods(document: Document) -> list[str]:
    """The methods of all training stages, each once."""
    return list(dict.fromkeys(method for methods in document.get("training", {}).values() for method in methods))


def stages(document: Document) -> list[str]:
    """The training stages that are known."""
    return list(document.get("training", ()))


def total_parameters(document: Document) -> Fact:
    """The parameters of the largest size."""
    parameters = document.get("parameters")
    return parameters["total"] if isinstance(parameters, Mapping) else parameters


def memory(document: Document) -> Fact:
    """The bytes that the weights take at 16 bits a parameter, all experts included."""
    total = total_parameters(document)
    return total * _BYTES_EACH if isinstance(total, int) else total


def compute(document: Document) -> Fact:
    """The FLOP of the training."""
    compute = document.get("training-compute")
    return compute["flop"] if isinstance(compute, Mapping) else compute


def language_count(document: Document) -> Fact:
    """How many languages a model is made for."""
    languages = document.get("languages")
    return len(languages) if isinstance(languages, list) else languages


def has_open_weights(document: Document) -> bool | None:
    """Whether anyone can download the weights."""
    access = document.get("access")
    return None if access is None else access in ("open", "open-restricted")


def lineage_targets(document: Document) -> list[str]:
    """The models of the catalog that this one was made from."""
    return list(
        dict.fromkeys(
            target for targets in document.get("lineage", {}).values() for target in targets if isinstance(target, str)
        )
    )


def weights_licenses(document: Document) -> Fact:
    """The license of the weights; for a compound SPDX expression, the list of its licenses."""
    return _licenses(document.get("license", {}).get("weights"))


def code_licenses(document: Document) -> Fact:
    """The license of the code, in the same form."""
    return _licenses(document.get("license", {}).get("code"))


def _licenses(expression: str | None) -> Fact:
    if not expression or " " not in expression:
        return expression
    words = expression.replace("(", " ").replace(")", " ").split()
    return [word for word in words if word not in ("AND", "OR", "WITH")]


def _of_checkpoints(document: Document, key: Literal["commercial", "conditions"]) -> list[str]:
    """What binds the checkpoint a document is of, or any of the model's."""
    terms = document.get("terms", {})
    told = [terms[document["id"]]] if document["id"] in terms else terms.values()
    return list(dict.fromkeys(word for one in told for word in as_list(one.get(key))))


def commercial_use(document: Document) -> list[str]:
    """Whether commercial use is allowed, what it inherits included: of a model, the answers of all its checkpoints."""
    return _of_checkpoints(document, "commercial")


def conditions(document: Document) -> list[str]:
    """What the licenses that bind it ask of those who use it."""
    return _of_checkpoints(document, "conditions")


def year(document: Document) -> str:
    """The year of the release."""
    return str(document["released"])[:4]


def own_texts(document: Document, key: str) -> list[str]:
    """The values of an `x-` key as texts: each part of a list, anything nested as JSON."""
    fact = fact_at(document, key)
    values = fact if isinstance(fact, list) else [fact]
    return [_own_text(value) for value in values if value not in (None, "", {})]


def own_words(document: Document, key: str) -> str:
    """The value of an `x-` key as people read it: parts in a row, each of a mapping after its key."""
    fact = fact_at(document, key)
    if isinstance(fact, dict):
        return ", ".join(f"{name}: {_own_text(value)}" for name, value in fact.items())
    return ", ".join(own_texts(document, key))


def _own_text(value: Fact) -> str:
    return value if isinstance(value, str) else as_json(value)


def summaries(document: Document) -> list[str]:
    """The summary in every language."""
    summary = document.get("summary", {})
    return [summary[language] for language in ("en", "ko") if language in summary]
