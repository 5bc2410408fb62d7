"""Facts of drafts in the form of an entry: each is read by the schema before it is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from fmcat.catalog.catalog import Catalog
from fmcat.facts import Fact
from fmcat.registry.position import Position
from fmcat.registry.problems import Problems, validated
from fmcat.schema.keys import KEYS
from fmcat.schema.model import Model
from fmcat.schema.vocabulary import Vocabulary
from fmcat.text import name_key
from fmcat.yaml_text import readable

#: A minimal entry, so that a single fact can be validated in it.
_PROBE = {"id": "probe", "name": "probe", "vendor": ["probe"], "released": "2000", "modalities": ["probe"]}


def vocabulary(catalog: Catalog, models: Iterable[str] = ()) -> Vocabulary:
    """Every word that an entry of this catalog may use, including the ids of models that are about to be added."""
    words: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for kind, key, word in catalog.rows("SELECT vocabulary, key, id FROM word", {}):
        words[kind][key] = word
    words["model"] |= {name_key(model): model for model in models}
    for kind in ("vendor", "modality"):
        words[kind].setdefault("probe", "probe")
    return Vocabulary(words)


def read(key: str, fact: object, words: Vocabulary) -> tuple[object, str]:
    """A fact in the form of a document, or None and the error."""
    problems = Problems()
    model = validated(Model, _PROBE | nested(key, fact), "", Position(""), words, problems)
    if model is None:
        return None, problems.found[0].message
    return value_at(model.document(), key), ""


def nested(key: str, value: object) -> dict[str, object]:
    """A fact as a part of an entry: `license.weights` is a mapping in a mapping."""
    first, _, rest = key.partition(".")
    return {first: {rest: value} if rest else value}


def value_at(document: Mapping[str, object], key: str) -> Fact:
    """The value of a document at a key like `license.weights`, or None."""
    first, _, rest = key.partition(".")
    value = document.get(first)
    return value.get(rest) if rest and isinstance(value, dict) else None if rest else value


def laid_out(document: Mapping[str, object]) -> dict[str, object]:
    """An entry as written in a registry file: keys in the schema's order, quantities like 7B."""
    return readable({key: document[key] for key in sorted(document, key=_rank)})


def _rank(key: str) -> int:
    name = key.removeprefix("+")
    return KEYS.index(name) if name in KEYS else len(KEYS)
