"""Reads model cards and configurations of the Hugging Face Hub into keys of an entry."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fmcat.errors import SourceError
from fmcat.facts import Fact
from fmcat.messages import say
from fmcat.registry.parse import ParseError, read_yaml
from fmcat.schema.hub import BASE_RELATIONS, LICENSE_FAMILIES, LICENSES, OWN_LICENSE, SITE
from fmcat.sources.repository import address
from fmcat.sources.table import at, content, decoded
from fmcat.text import showable

CARD, CONFIG = "README.md", "config.json"
#: The largest front matter or configuration in bytes; a card's text below it is not read.
_LARGEST = 4 * 1024 * 1024
_OURS = {name: ours for ours, name in LICENSES.items()}
#: Our relations by the Hub's word; the first one claims no more than the Hub's word.
_RELATIONS = {name: ours for ours, name in reversed([*BASE_RELATIONS.items()])}
#: YAML's spellings of null.
_NULLS = ("", "~", "null", "Null", "NULL")
#: The keys of the context in configurations, and the keys under which they nest that of the language model.
_CONTEXTS = (
    *("max_position_embeddings", "n_positions", "n_ctx", "seq_length", "max_seq_len"),
    *("max_sequence_length", "max_seq_length"),
)
_LANGUAGE_MODELS = (
    *("text_config", "llm_config", "language_config", "language_model_config", "text_cfg", "thinker_config"),
)
#: How many levels of those are read.
_DEEPEST = 3


@dataclass
class Card:
    """The contents of a card or configuration: facts, facts only for comparison, and what an entry cannot represent."""

    name: str = ""
    facts: dict[str, Fact] = field(default_factory=dict)
    loose: dict[str, object] = field(default_factory=dict)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def leave(self, key: str, why: str) -> None:
        """Record what the card states and an entry cannot represent."""
        self.unread.append((key, why))


def card_of(path: Path, name: str) -> Card | None:
    """The contents of a card's front matter; None if it has none. Raises SourceError if it cannot be read."""
    matter = _front_matter(path, name)
    if not matter:
        return None
    card = Card()
    card.name = _one(card, matter, "model_name", "name")
    card.facts["license.weights"] = _license(card, matter)
    link = _one(card, matter, "license_link", "links.license")
    if link.startswith("https://"):
        card.facts["links.license"] = link
    elif "://" in link:
        card.leave("links.license", say("license_link: {link!r} is not an https address", link=link))
    task = _one(card, matter, "pipeline_tag", "capabilities")
    card.facts["capabilities"] = [task] if task else []
    _bases(card, matter)
    return card


def _license(card: Card, matter: Mapping[str, object]) -> str:
    """The license of a card, by the Hub's id or its own license_name; None if it cannot be identified."""
    license, name = _one(card, matter, "license", "license.weights"), _one(card, matter, "license_name", "license")
    if license == "other":
        if not name and not card.unread:
            card.leave("license.weights", say("license: other, without a license_name"))
        return f"{OWN_LICENSE}{name}" if name else ""
    if license in LICENSE_FAMILIES:
        why = say("license: {license!r} is a family of licenses on the Hub, without a version", license=license)
        card.leave("license.weights", why)
        return ""
    return _OURS.get(license, license if license != "unknown" else "")


def _bases(card: Card, matter: Mapping[str, object]) -> None:
    """The base models, each in the relation that the card states."""
    stated = _one(card, matter, "base_model_relation", "lineage")
    bases = list(_values(matter.get("base_model")))
    relation = _RELATIONS.get(stated)
    for base in bases:
        if not isinstance(base, str):
            shown = showable(str(base))[:200]
            card.leave("lineage", say("base_model: {base!r} is not the name of a repository", base=shown))
        elif not stated:
            card.leave("lineage", say("base_model: {base}, without a base_model_relation", base=base))
        elif not relation:
            why = say("base_model: {base}: an entry has no relation {relation!r}", base=base, relation=stated)
            card.leave("lineage", why)
        else:
            card.facts.setdefault(f"lineage.{relation}", []).append(_external(base))


def _external(base: str) -> dict[str, str]:
    """A base model as an entry names it. Only an address is certain to be a page; a name may be a folder."""
    page = address(base)
    return {"external": page, "url": f"{SITE}/{page}"} if page else {"external": base}


def configuration(path: Path, name: str) -> Card | None:
    """The contents of a config.json; None if it is empty. Raises SourceError if it cannot be read."""
    config = _read_config(path, name)
    if not config:
        return None
    card = Card()
    for part in _language_models(config, _DEEPEST):
        lengths = [_count(card, part, key, "context") for key in _CONTEXTS]
        if context := next(filter(None, lengths), None):
            card.facts["context"] = context
            break
    card.facts["parameters"] = _count(card, config, "num_parameters", "parameters")
    if isinstance(config.get("vision_config"), dict):
        # A vision part tells that the model takes images, but not everything it takes.
        card.loose["inputs"] = ["image"]
    return card


def _language_models(config: Mapping[str, Fact], deep: int) -> Iterator[Mapping[str, object]]:
    """A configuration and those nested in it for its language model, `deep` levels down, the outermost first."""
    yield config
    nested = (*_LANGUAGE_MODELS, *(("encoder",) if config.get("model_type") == "encoder-decoder" else ()))
    for key in nested:
        if deep and isinstance(config.get(key), dict):
            yield from _language_models(config[key], deep - 1)


def _front_matter(path: Path, name: str) -> dict[str, object]:
    """The YAML at the head of a card, every value a text. Raises SourceError if it cannot be read."""
    text = showable(decoded(content(path, name, _LARGEST), name).replace("\r\n", "\n"))
    found = re.match(r"\s*---[ \t]*\n(?:(.*?)\n)?---[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if not found and re.match(r"\s*---[ \t]*\n\s*[\w-]+:", text):
        raise SourceError(at(name, say("the front matter has no end; close it with a line of ---")))
    try:
        matter = read_yaml(found[1], name, placed=False) if found and found[1] else None
    except ParseError as error:
        raise SourceError(at(f"{name}:{error.line + 1}", error.message)) from None
    if matter is not None and not isinstance(matter, dict):
        raise SourceError(at(name, say("the front matter is not a mapping")))
    return matter or {}


def _read_config(path: Path, name: str) -> dict[str, object]:
    try:
        config = json.loads(decoded(content(path, name, _LARGEST), name))
    except (ValueError, RecursionError) as error:
        raise SourceError(at(name, say("not valid JSON: {reason}", reason=error))) from None
    if not isinstance(config, dict):
        raise SourceError(at(name, say("the configuration is not a mapping")))
    return config


def _count(card: Card, config: Mapping[str, object], key: str, fact: str) -> int | None:
    """The count at a key of a configuration; anything else is recorded as unread."""
    value = config.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if value is not None:
        card.leave(fact, say("{key}: {value!r} is not a count", key=key, value=showable(str(value))[:200]))
    return None


def _one(card: Card, matter: Mapping[str, object], key: str, fact: str) -> str:
    """The single text at a key, or nothing; several values, or other types, are recorded as unread."""
    values = list(_values(matter.get(key)))
    if not values:
        return ""
    [first, *others] = values
    if isinstance(first, str) and not others:
        return first
    shown = ", ".join(showable(str(value)) for value in values)[:200]
    why = say(
        "{key}: {count} values where one is expected: {values}"
        if others
        else "{key}: a text is expected, not: {values}",
        key=key,
        count=len(values),
        values=shown,
    )
    card.leave(fact, why)
    return ""


def _values(value: object) -> Iterator[object]:
    """The values of a key of a card, each item of a list; null counts as absent."""
    for one in value if isinstance(value, list) else [value]:
        if one is not None and not (isinstance(one, str) and one.strip() in _NULLS):
            yield one
