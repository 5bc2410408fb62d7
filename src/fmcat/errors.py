"""What can go wrong, and the exit code that says so. Exit codes live here and nowhere else."""

from collections.abc import Sequence

#: The exit codes that are not an error's: the answer is no, a person interrupted the run, fmcat itself is broken.
NO, INTERRUPTED, BUG = 1, 130, 70


class FmcatError(Exception):
    """A mistake a person can mend: one clear line, and optional lines that help.

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
    """Wrong usage: an option's value that means nothing here."""

    exit_code = 2


class BadQuery(BadUsage):
    """A query that cannot be read. `start` and `end` mark the culprit in `query`, counted in characters."""

    def __init__(self, message: str, query: str = "", start: int = 0, end: int = 0, hint: str = "") -> None:
        super().__init__(message, (hint,) if hint else ())
        self.query, self.start, self.end = query, start, end


class BadRegistry(FmcatError):
    """A registry that cannot be read or is not valid: `problems`, one line each, and `hint`, a way on.

    `count` is how many there are where `problems` do not tell all of them, and `is_cut` says that there may be more.
    """

    exit_code = 3

    def __init__(self, problems: Sequence[str], hint: str = "", count: int = 0, is_cut: bool = False) -> None:
        super().__init__(problems[0], problems[1:])
        self.problems, self.hint = tuple(problems), hint
        self.count, self.is_cut = count or len(problems), is_cut


class BadDataSet(FmcatError):
    """A data set whose documents no registry could hold."""

    exit_code = 3


class SourceError(FmcatError):
    """A source that cannot be reached or read."""

    exit_code = 4
