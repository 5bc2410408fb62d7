"""Notices: what a person should know although the work continued, such as a skipped layer, and how far long work is.

Modules below the command line may not print, so they send a sentence here. The command line prints it on stderr in the
language of the run, and users of the Python API get a warning.
"""

import warnings
from collections.abc import Callable

from fmcat.messages import Sentence

Listener = Callable[[Sentence], None]
#: Takes how many bytes of how many are done.
Watcher = Callable[[int, int], None]


def _warn(sentence: Sentence) -> None:
    warnings.warn(str(sentence), stacklevel=3)


def _ignore(done: int, whole: int) -> None:
    pass


_listener: Listener = _warn
_watcher: Watcher = _ignore


def listen(listener: Listener) -> None:
    """Send every notice from now on to this function."""
    global _listener
    _listener = listener


def notify(sentence: Sentence) -> None:
    """Send a notice to the listener."""
    _listener(sentence)


def watch(watcher: Watcher) -> None:
    """Tell this function from now on how far long work is."""
    global _watcher
    _watcher = watcher


def advance(done: int, whole: int) -> None:
    """Tell how many bytes of how many are done."""
    _watcher(done, whole)
