import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from fmcat.lazy import postpone


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the modules that ran; `once` is postponed, and so are `broken` and `absent`."""
    ran: list[str] = []
    monkeypatch.setattr(sys, "ran", ran, raising=False)
    (tmp_path / "once.py").write_text("import sys, time\nsys.ran.append(__name__)\ntime.sleep(.1)\nvalue = 1\n")
    (tmp_path / "broken.py").write_text("import sys\nsys.ran.append(__name__)\nraise ImportError('no library')\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    postpone("once", "broken", "absent")
    yield ran
    for name in ("once", "broken"):
        sys.modules.pop(name, None)


def test_a_postponed_module_runs_when_it_is_first_used(loaded: list[str]) -> None:
    import once  # type: ignore[import-not-found]

    assert once.__name__ == "once"
    assert once.__file__.endswith("once.py")
    assert not loaded
    assert once.value == 1
    assert loaded == ["once"]
    with pytest.raises(AttributeError, match="'once' has no attribute 'other'"):
        _ = once.other
    assert loaded == ["once"]


def test_names_imported_from_it_are_used_at_once(loaded: list[str]) -> None:
    from once import value

    assert value == 1
    assert loaded == ["once"]


def test_threads_see_all_of_it(loaded: list[str]) -> None:
    import once

    seen: list[int] = []
    threads = [threading.Thread(target=lambda: seen.append(once.value)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 8
    assert loaded == ["once"]


def test_a_module_that_is_missing_fails_where_it_is_imported_and_a_broken_one_where_it_is_used(
    loaded: list[str],
) -> None:
    with pytest.raises(ModuleNotFoundError, match="absent"):
        import absent  # type: ignore[import-not-found]  # noqa: F401
    import broken  # type: ignore[import-not-found]

    with pytest.raises(ImportError, match="no library"):
        _ = broken.anything
