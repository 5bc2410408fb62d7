"""What can go wrong, and its exit code. All exit codes are defined here."""

from collections.abc import Sequence

#: Exit codes that belong to no exception: the answer is no, the run was interrupted, fmcat has a bug.
NO, INTERRUPTED, BUG = 1, 130, 70


class FmcatError(Exception):
    """An error that a person can fix: one clear line, and optional lines that help.

    `message` says what is wrong and where; `details` are shown below it as they are.
    """

    exit_code = 1

    def __init__(self, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)


class NotFound(FmcatError):
    """The answer is no: nothing has that name."""

    exit_code = 1


class BadUsage(FmcatError):
    """Wrong usage: for example an option value that is invalid here, or a path where nothing is."""

    exit_code = 2


class BadQuery(BadUsage):
    """A query that cannot be read. `start` and `end` mark the mistake in `query`, in characters."""

    def __init__(self, message: str, query: str = "", start: int = 0, end: int = 0, hint: str = "") -> None:
        super().__init__(message, (hint,) if hint else ())
        self.query, self.start, self.end = query, start, end


class BadRegistry(FmcatError):
    """A registry that cannot be read or is not valid: `problems`, one line each, and `hint`, a way on.

    `count` is their number if `problems` does not list all of them, and `is_cut` tells that there may be more.
    """

    exit_code = 3

    def __init__(self, problems: Sequence[str], hint: str = "", count: int = 0, is_cut: bool = False) -> None:
        super().__init__(problems[0], problems[1:])
        self.problems, self.hint = tuple(problems), hint
        self.count, self.is_cut = count or len(problems), is_cut


class NoRegistry(BadRegistry):
    """A registry was named that is not there."""

    exit_code = BadUsage.exit_code


class BadDataSet(FmcatError):
    """A data set with documents that no registry could contain."""

    exit_code = 3


class SourceError(FmcatError):
    """A source that cannot be reached or read."""

    exit_code = 4


def unreadable(error: BaseException, otherwise: type[FmcatError]) -> type[FmcatError]:
    """What it is that a file cannot be read: wrong usage if nothing is at the path that was named."""
    return BadUsage if isinstance(error, FileNotFoundError) else otherwise
