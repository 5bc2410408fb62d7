"""What a person should know although the work went on: a layer left out, an owner that could not be kept.

The layers below the command line may not print, so they pass a sentence on here; the command line prints it on stderr
in the language of the run, and users of the Python API get a warning.
"""

import warnings
from collections.abc import Callable

from fmcat.messages import Sentence

Listener = Callable[[Sentence], None]


def _warn(sentence: Sentence) -> None:
    warnings.warn(str(sentence), stacklevel=3)


_listener: Listener = _warn


def listen(listener: Listener) -> None:
    """Pass every notice from here on to this function."""
    global _listener
    _listener = listener


def notify(sentence: Sentence) -> None:
    """Pass a notice to whoever listens."""
    _listener(sentence)
