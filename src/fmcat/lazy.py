"""Package names that are imported when first used, so that start-up stays fast."""

TYPE_CHECKING = False  # as type checkers know it: nothing is imported here, since Ctrl-C is not quiet before this has
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazily(package: str, homes: "Mapping[str, str]") -> "Callable[[str], object]":
    """The `__getattr__` of a package whose public names are in these modules; type checkers see plain imports."""

    def imported(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(__import__(homes[name], fromlist=[name]), name)

    return imported
