"""Names and modules that are loaded when first used, so that start-up stays fast."""

import sys
from _thread import RLock  # `threading` itself loads slowly
from types import ModuleType

TYPE_CHECKING = False  # as type checkers know it: nothing is imported here, since Ctrl-C is not quiet before this has
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from importlib.abc import Loader
    from importlib.machinery import ModuleSpec


def lazily(package: str, homes: "Mapping[str, str]") -> "Callable[[str], object]":
    """The `__getattr__` of a package whose public names are in these modules; type checkers see plain imports."""

    def imported(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(__import__(homes[name], fromlist=[name]), name)

    return imported


def postpone(*names: str) -> None:
    """Load these modules when something in them is first used, although modules of others import them at the start.

    If a module does not exist, its import fails as ever; what prevents it from loading is raised where it is used.
    """
    sys.meta_path.insert(0, _Postponing(names))


#: What the import system looks for in a module and sets itself.
_IMPORT_SYSTEM = ("__cached__", "__file__", "__path__")
#: Held while a postponed module loads, so that another thread sees all of it.
_LOADING = RLock()


class _Postponing:
    """Finds modules as they are found without it, but with a loader that loads them later."""

    def __init__(self, names: "Collection[str]") -> None:
        self._names = names

    def find_spec(
        self, name: str, path: "Sequence[str] | None", target: ModuleType | None = None
    ) -> "ModuleSpec | None":
        if name not in self._names:
            return None
        found = (finder.find_spec(name, path, target) for finder in sys.meta_path if finder is not self)
        spec = next(filter(None, found), None)
        if spec and spec.loader:
            spec.loader = _Later(spec.loader)  # type: ignore[assignment]  # `importlib.abc` itself loads slowly
        return spec


class _Later:
    """A loader that leaves the work of another to the first use of the module."""

    def __init__(self, loader: "Loader") -> None:
        self.loader = loader

    def create_module(self, spec: "ModuleSpec") -> ModuleType:
        return _Postponed(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


class _Postponed(ModuleType):
    def __getattr__(self, name: str) -> object:
        if name in _IMPORT_SYSTEM:
            raise AttributeError(name)
        with _LOADING:
            loader = self.__loader__
            if isinstance(loader, _Later):
                self.__loader__ = loader.loader
                loader.loader.exec_module(self)
        return super().__getattribute__(name)
