"""Coverage-guided fuzzing of the registry reader and the query language, if atheris is installed.

python tests/fuzz/atheris_read.py [RUNS]
"""

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

try:
    import atheris
except ImportError:
    print("atheris is not installed: pip install atheris, and coverage guides the fuzzing too")
    sys.exit(0)

with atheris.instrument_imports(include=["fmcat"]):
    from fmcat.errors import FmcatError
    from fmcat.fields import FIELD_NAMES, Field
    from fmcat.query.parse import parse
    from fmcat.registry.locate import Layer
    from fmcat.registry.read import read_registry

SMALL = Path(__file__).parent.parent / "data" / "small.yaml"
_LAYER = Layer("small", SMALL, (SMALL,))


class NoWords:
    """A catalog without any words."""

    def meanings(self, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
        return {}

    def field(self, name: str) -> Field | None:
        return FIELD_NAMES.get(name.lower())

    def own_keys(self) -> list[str]:
        return []

    def find(self, vocabulary: str, word: str) -> str | None:
        return word or None

    def hint(self, vocabulary: str, word: str) -> str:
        return ""

    def narrower(self, vocabulary: str, term: str) -> list[str]:
        return [term]


def once(data: bytes) -> None:
    """Read the bytes as a registry, and as a query; anything but our own errors is a finding."""
    with contextlib.suppress(FmcatError):
        list(read_registry([_LAYER], instead={SMALL: data}).models())
    with contextlib.suppress(FmcatError):
        parse(data.decode("utf-8", "replace"), NoWords())


if __name__ == "__main__":
    runs = sys.argv[1] if len(sys.argv) > 1 else "20000"
    atheris.Setup([sys.argv[0], f"-atheris_runs={runs}", "-max_len=4096"], once)
    atheris.Fuzz()
