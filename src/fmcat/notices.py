"""Notices: what a person should know although the work continued, such as a skipped layer.

Modules below the command line may not print, so they send a sentence here. The command line prints it on stderr in the
language of the run, and users of the Python API get a warning.
"""

import warnings
from collections.abc import Callable

from fmcat.messages import Sentence

Listener = Callable[[Sentence], None]


def _warn(sentence: Sentence) -> None:
    warnings.warn(str(sentence), stacklevel=3)


_listener: Listener = _warn


def listen(listener: Listener) -> None:
    """Send every notice from now on to this function."""
    global _listener
    _listener = listener


def notify(sentence: Sentence) -> None:
    """Send a notice to the listener."""
    _listener(sentence)
