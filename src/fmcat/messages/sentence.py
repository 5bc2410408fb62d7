"""Sentences that a person reads in their own language although they are written in English, where they are needed.

`say("unknown field {name!r}", name=name)` is a text in English, so errors, logs and the Python API read as they are
written. It also keeps its template and values, so that what prints it can say it in the language of the run: `spoken`
looks the template up in the table of that language, as gettext does. Braces are doubled only where there are values.
"""

import re
from collections.abc import Iterable, Mapping

#: A placeholder of a template, as `str.format` reads it.
_PLACEHOLDER = r"\{[^{}]*\}"


class Sentence(str):
    """A text in English that can also be said in another language: its template, and what fills it."""

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> "Sentence":
        """The sentence of a template, its placeholders filled."""
        made = super().__new__(cls, _filled(template, values))
        made.template, made.values = template, values
        return made


def say(template: str, /, **values: object) -> Sentence:
    """A sentence, whose template has its translation in `messages/korean`. Values may be sentences themselves."""
    return Sentence(template, values)


def joined(separator: str, parts: Iterable[str]) -> Sentence:
    """Sentences or other texts as one, each of which is still said in the language of the run."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Sentence(separator.join(f"{{{name}}}" for name in values), values)


def spoken(text: str, language: str) -> str:
    """A text as it is said in a language: a sentence translated with the sentences in it, any other text as it is.

    What the table lacks stays English; the tests let nothing be lacking.
    """
    if language == "en" or not isinstance(text, Sentence):
        return text
    from fmcat.messages.korean import KOREAN  # long, and of no use to an English run

    values = {name: spoken(value, language) if isinstance(value, str) else value for name, value in text.values.items()}
    return _filled(KOREAN.get(text.template, text.template), values)


def reason(error: Exception) -> str:
    """What an exception says: the sentence it was raised with, or any other text."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def has_words(template: str) -> bool:
    """Whether a template says anything by itself, rather than only putting its values together."""
    return re.search(r"[^\W\d_]", re.sub(_PLACEHOLDER, "", template)) is not None


def _filled(template: str, values: Mapping[str, object]) -> str:
    return template.format_map(values) if values else template
