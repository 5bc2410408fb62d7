"""Sentences that are written in English where they are needed and shown in the user's language.

`say("unknown field {name!r}", name=name)` is an English `str`, so errors, logs and the Python API read as written. It
also keeps its template and values, so that whatever prints it can translate it: `spoken` looks up the template in the
table of the language, as gettext does. Braces are doubled only in templates with values.
"""

import re
from collections.abc import Iterable, Mapping

from fmcat.messages.particles import with_particles

#: A placeholder of a template, in the syntax of `str.format`.
_PLACEHOLDER = r"\{[^{}]*\}"


class Sentence(str):
    """An English text that can be translated: it keeps its template and the values in it."""

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> "Sentence":
        """The sentence of a template, its placeholders filled."""
        made = super().__new__(cls, _filled(template, values))
        made.template, made.values = template, values
        return made

    def __reduce__(self) -> tuple[type["Sentence"], tuple[str, Mapping[str, object]]]:
        """How it is pickled, between the processes of a scan."""
        return Sentence, (self.template, self.values)


def say(template: str, /, **values: object) -> Sentence:
    """A sentence whose template is translated in `messages/korean`. Values may be sentences too."""
    return Sentence(template, values)


def joined(separator: str, parts: Iterable[str]) -> Sentence:
    """Sentences or other texts joined into one sentence, whose parts are still translated."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return Sentence(separator.join(f"{{{name}}}" for name in values), values)


def spoken(text: str, language: str) -> str:
    """A text in a language: a sentence is translated, with the sentences in it; any other text stays unchanged.

    A template missing in the table stays English; a test checks that none is missing.
    """
    if language == "en" or not isinstance(text, Sentence):
        return text
    from fmcat.messages.korean import KOREAN  # large, and not needed in English

    values = {name: spoken(value, language) if isinstance(value, str) else value for name, value in text.values.items()}
    return with_particles(_filled(KOREAN.get(text.template, text.template), values), language)


def reason(error: Exception) -> str:
    """The message of an exception: the sentence it was raised with, or any other text."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def has_words(template: str) -> bool:
    """Whether a template has words of its own, rather than only joining its values."""
    return re.search(r"[^\W\d_]", re.sub(_PLACEHOLDER, "", template)) is not None


def _filled(template: str, values: Mapping[str, object]) -> str:
    return template.format_map(values) if values else template
