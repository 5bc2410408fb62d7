"""Standard input in a form that the MCP library can read, and answers that are counted until they are written."""

import re
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import IO, Generic, Protocol, Self, TypeVar

from anyio import AsyncFile, sleep

S = TypeVar("S")
T = TypeVar("T", contravariant=True)
_MOMENT = 0.1  # seconds

#: An escaped backslash or a surrogate pair, which stay, or a lone surrogate, which is not a character.
_ESCAPES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)


class Lines(AsyncFile[str]):
    """Lines of JSON, which end only when `idle` has returned: the library drops unanswered requests at the end.

    A lone surrogate becomes U+FFFD, since the library does not answer a message with such an escape.
    """

    def __init__(self, stream: IO[str], idle: Callable[[], Awaitable[None]]) -> None:
        super().__init__(stream)
        self._idle = idle

    async def readline(self) -> str:
        """The next line, with lone surrogates replaced; empty at the end."""
        line = await super().readline()
        if not line:
            await self._idle()
        return mended(line)


def mended(line: str) -> str:
    r"""The line with each lone `\ud800` to `\udfff` replaced; every other character stays."""
    return _ESCAPES.sub(lambda found: r"\ufffd" if found["half"] else found[0], line) if r"\u" in line else line


class Stream(Protocol[T]):
    """Where the messages to a client go."""

    async def send(self, item: T, /) -> None:
        """Wait until the writer takes the message."""

    async def aclose(self) -> None:
        """Send nothing more."""


class Sending(Generic[S]):
    """The messages to a client; `waiting` of them are not taken by the writer yet."""

    def __init__(self, stream: Stream[S]) -> None:
        self._stream = stream
        self.waiting = 0

    async def send(self, item: S, /) -> None:
        """Wait until the writer takes the message."""
        self.waiting += 1
        try:
            await self._stream.send(item)
        finally:
            self.waiting -= 1

    async def aclose(self) -> None:
        """Send nothing more."""
        await self._stream.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


async def at_rest(is_busy: Callable[[], bool]) -> None:
    """Wait until nothing is busy for two moments in a row: between two steps, an answer is nobody's for an instant."""
    rest = 0
    while rest < 2:
        await sleep(_MOMENT)
        rest = 0 if is_busy() else rest + 1
