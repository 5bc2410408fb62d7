"""What an entry of each vocabulary is called in a sentence."""

from collections.abc import Mapping

from fmcat.messages.sentence import Sentence, say

KINDS: Mapping[str, Sentence] = {
    "modality": say("modality"),
    "data-type": say("kind of data"),
    "architecture": say("architecture"),
    "stage": say("training stage"),
    "method": say("training method"),
    "capability": say("capability"),
    "relation": say("lineage relation"),
    "access": say("access level"),
    "status": say("status"),
    "license": say("license"),
    "condition": say("condition of licenses"),
    "commercial": say("answer about commercial use"),
    "country": say("country"),
    "language": say("language"),
    "family": say("model family"),
    "vendor": say("vendor"),
    "source": say("work of sources.yaml"),
    "model": say("model"),
}


def known_as(word: str, vocabulary: str, term: str) -> Sentence:
    """The sentence that a word names an entry of a vocabulary, and the query term that finds its models."""
    kind = KINDS[vocabulary]
    return say(
        "{word} is an {kind}: {term}" if kind[0] in "aeiou" else "{word} is a {kind}: {term}",
        word=word,
        kind=kind,
        term=term,
    )
