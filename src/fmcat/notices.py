"""What a person should know although the work went on: a layer left out, an owner that could not be kept.

The layers below the command line may not print, so they tell it here; the command line says it on stderr in the
language of the run, and users of the Python API get a warning.
"""

from collections.abc import Callable, Mapping

from fmcat.messages import LANGUAGES

NOTICES: Mapping[str, tuple[str, str]] = {
    # writing
    "waiting": (
        "waiting for another process that is writing in {path}",
        "{path}에 쓰고 있는 다른 프로세스를 기다리는 중입니다",
    ),
    "owner_lost": (
        "{path}: its owner, group or access list could not be kept",
        "{path}: 소유자, 그룹 또는 접근 목록을 유지하지 못했습니다",
    ),
    # layers left out
    "layer_left_out_unreadable": (
        "{path} is left out: it cannot be read",
        "{path}은(는) 읽을 수 없어 제외되었습니다",
    ),
    "layer_left_out_writable": (
        "{path} is left out: anybody may write it; name it with --registry to use it",
        "{path}은(는) 누구나 쓸 수 있는 파일이라 제외되었습니다. 사용하려면 --registry로 지정하십시오",
    ),
    "layer_left_out_folder": (
        "{path} is left out: anybody may write in its folder; name it with --registry to use it",
        "{path}은(는) 누구나 쓸 수 있는 폴더에 있어 제외되었습니다. 사용하려면 --registry로 지정하십시오",
    ),
}

#: Takes the key of a notice and the values of its placeholders.
Listener = Callable[..., None]


def notice(key: str, language: str, **values: object) -> str:
    """The text of a notice in a language, with its placeholders filled."""
    return NOTICES[key][LANGUAGES.index(language)].format(**values)


def _warn(key: str, **values: object) -> None:
    import warnings  # only in programs that use fmcat as a library

    warnings.warn(notice(key, "en", **values), stacklevel=3)


_listener: Listener = _warn


def listen(listener: Listener) -> None:
    """Have every notice from here on told to this function."""
    global _listener
    _listener = listener


def notify(key: str, **values: object) -> None:
    """Tell whoever listens: the key of a notice, and what fills its placeholders."""
    _listener(key, **values)
