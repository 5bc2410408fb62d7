"""Optional libraries: imports what an extra installs, or names the missing extra."""

from importlib import import_module
from types import ModuleType

from fmcat.errors import FmcatError
from fmcat.messages import Sentence, say


def require(module: str, extra: str, purpose: Sentence, instead: str = "") -> ModuleType:
    """A module that needs an extra of fmcat, imported.

    Raises FmcatError if the extra is not installed: `purpose` is what needs it, `instead` a suffix to write without it.
    A missing module of fmcat itself is a bug and is raised unchanged.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] == "fmcat":
            raise
        install = say("pip install 'fmcat[{extra}]'", extra=extra)
        hint = say("{install}, or write {suffix} instead", install=install, suffix=instead) if instead else install
        raise FmcatError(say("{purpose} needs the '{extra}' extra", purpose=purpose, extra=extra), [hint]) from None
