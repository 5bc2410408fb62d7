"""Standard input in a form that the MCP library can read."""

import re
from collections.abc import Awaitable, Callable
from typing import IO

from anyio import AsyncFile

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
