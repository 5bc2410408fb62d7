"""The network: the only module that touches it, and only when a person asks. Standard library only."""

import json
import socket
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, getproxies

from fmcat.catalog.store import cache_folder
from fmcat.errors import SourceError
from fmcat.files.digests import digest
from fmcat.files.lock import locked
from fmcat.files.write import write_whole
from fmcat.messages import say
from fmcat.version import __version__

_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {"User-Agent": f"fmcat/{__version__}", "Accept-Encoding": "identity"}
_CHUNK = 64 * 1024
#: How long a server that keeps the line open is waited for once all it announced has come, in seconds.
_MORE = 0.2


@dataclass(frozen=True)
class Limits:
    """How long is waited, in seconds (for a connection, for the next bytes, for all of it), and how much is taken."""

    connect: float = 10
    read: float = 20
    total: float = 300
    size: int = 50 * 1024 * 1024
    redirects: int = 5


class _Answer(NamedTuple):
    """What a server sent, or that what we have is still right."""

    body: bytes = b""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


def fetch(url: str, name: str, limits: Limits = Limits(), examine: Callable[[Path], object] = Path.stat) -> Path:
    """The file in the cache folder that holds what lies at a url now; `name` is what the file is called.

    It is asked for only if it changed since it was last fetched. What comes takes the place of what was there only
    when `examine` has read it. Raises SourceError where it cannot be had, and whatever `examine` raises.
    """
    file = cache_folder() / "sources" / name
    answer = _in_time(url, _standing(file, url), limits)
    if answer.unchanged:
        return file
    note = {"url": url, "etag": answer.etag, "modified": answer.modified, "sha256": digest(answer.body)}
    candidate = file.with_name(f"{file.name}.new")
    with locked(file):
        write_whole(candidate, [answer.body])
        try:
            examine(candidate)
        finally:
            candidate.unlink(missing_ok=True)
        write_whole(file, [answer.body])
        write_whole(_note(file), [json.dumps(note).encode()])
    return file


def _standing(file: Path, url: str) -> dict[str, str]:
    """What is noted of the file in the cache; nothing where it is not there, damaged, or from elsewhere."""
    try:
        note = json.loads(_note(file).read_bytes())
        sound = note["url"] == url and note["sha256"] == digest(file.read_bytes())
        headers = {"If-None-Match": note["etag"], "If-Modified-Since": note["modified"]}
        texts = all(isinstance(value, str) and value.isascii() for value in headers.values())
        return {name: value for name, value in headers.items() if value} if sound and texts else {}
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def _note(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")


def _in_time(url: str, standing: dict[str, str], limits: Limits) -> _Answer:
    """The answer, asked for in a thread that is left alone when its time is over, however slowly bytes drip."""
    answers: list[_Answer | Exception] = []

    def ask() -> None:
        try:
            answers.append(_asked(url, standing, limits))
        except (OSError, HTTPException, ValueError) as error:
            answers.append(SourceError(say("{url}: {reason}", url=url, reason=_reason(error))))
        except Exception as error:
            answers.append(error)

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(limits.total)
    answer = (
        answers[0]
        if answers
        else SourceError(say("{url}: took longer than {seconds:g} seconds", url=url, seconds=limits.total))
    )
    if isinstance(answer, Exception):
        raise answer
    return answer


def _reason(error: Exception) -> str:
    cause = getattr(error, "reason", error)  # urllib wraps what it meets
    if isinstance(cause, TimeoutError):
        return "no answer in time"
    return " ".join((getattr(cause, "strerror", None) or str(cause) or type(cause).__name__).split())


def _asked(url: str, standing: dict[str, str], limits: Limits) -> _Answer:
    """What the server at a url, or the one it sends us to, answers."""
    at, lines = url, list[socket.socket]()
    for _ in range(limits.redirects + 1):
        _permit(at, url)
        request = Request(at, headers={**standing, **_HEADERS})
        with _opener(limits, lines).open(request, timeout=limits.connect) as response:
            if response.status in _REDIRECTS:
                at = urljoin(at, response.headers.get("Location", ""))
                continue
            if response.status == 304 and standing:
                return _Answer(unchanged=True)
            if response.status != 200:
                raise SourceError(
                    say(
                        "{url}: the server answered {status} {reason}",
                        url=at,
                        status=response.status,
                        reason=response.reason,
                    )
                )
            sent = _body(response, lines[-1], at, limits.size)
            body = _text(sent, response.headers.get("Content-Encoding", "identity").lower(), at, limits.size)
            return _Answer(body, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
    raise SourceError(say("{url}: redirected more than {redirects} times", url=url, redirects=limits.redirects))


def _permit(url: str, first: str) -> None:
    """Refuse what is not https, except on this machine itself; and nobody out there sends us to this machine."""
    parts, here, from_here = _split(url), _is_here(_split(url)), _is_here(_split(first))
    if parts.scheme == "https" and (from_here or not here):
        return
    if not (parts.scheme == "http" and here and from_here):
        raise SourceError(
            say(
                "{url}: only https addresses are fetched"
                if url == first
                else "{url}: only https addresses are fetched ({first} redirects there)",
                url=url,
                first=first,
            )
        )


def _split(url: str) -> SplitResult:
    with suppress(ValueError):
        parts = urlsplit(url)
        if parts.hostname and (parts.port is None or parts.port) and url.isprintable() and " " not in url:
            return parts
    raise SourceError(say("{url}: is not a web address", url=url))


def _is_here(parts: SplitResult) -> bool:
    """Whether a url is of this machine."""
    with suppress(ValueError):
        return ip_address(parts.hostname or "").is_loopback
    return parts.hostname == "localhost"


def _opener(limits: Limits, lines: list[socket.socket]) -> OpenerDirector:
    """An opener that speaks http and https alone, follows nothing by itself, and goes through the environment's proxy.

    The connections it makes are added to `lines`.
    """

    def connected(line: socket.socket) -> None:
        line.settimeout(limits.read)
        lines.append(line)

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            connected(self.sock)

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            connected(self.sock)

    class Handler(HTTPHandler, HTTPSHandler):
        def http_open(self, req: Request) -> HTTPResponse:
            return self.do_open(Plain, req)

        def https_open(self, req: Request) -> HTTPResponse:
            return self.do_open(Secure, req)

    opener = OpenerDirector()
    opener.add_handler(ProxyHandler({kind: proxy for kind, proxy in getproxies().items() if kind == "https"}))
    opener.add_handler(Handler())
    return opener


def _body(response: HTTPResponse, line: socket.socket, url: str, most: int) -> bytes:
    """All that the server sends, if it is as much as it announces and not too much."""
    announced = response.length
    if not response.chunked:
        response.length = None  # read to the end, so that a server which sends more than it says is noticed
    body = bytearray()
    while max(len(body), announced or 0) <= most:
        if len(body) == announced:
            line.settimeout(_MORE)
        try:
            chunk = response.read1(_CHUNK)
        except TimeoutError:
            if len(body) != announced:
                raise
            chunk = b""
        if not chunk:
            break
        body += chunk
    else:
        raise _too_large(url, most)
    if announced not in (None, len(body)):
        raise SourceError(
            say("{url}: received {count} of {announced} bytes", url=url, count=len(body), announced=announced)
        )
    return bytes(body)


def _text(body: bytes, coding: str, url: str, most: int) -> bytes:
    """The body without its encoding, if that is a whole gzip and what is in it is text."""
    if coding == "gzip":
        body = _unpacked(body, url, most)
    elif coding != "identity":
        raise SourceError(say("{url}: unexpected encoding {coding!r}", url=url, coding=coding))
    with suppress(UnicodeDecodeError):
        if body.strip() and "\0" not in body.decode():
            return body
    raise SourceError(
        say("{url}: the answer is not UTF-8 text" if body.strip() else "{url}: the answer is empty", url=url)
    )


def _unpacked(body: bytes, url: str, most: int) -> bytes:
    """What one gzip member holds; nothing may follow it."""
    opened = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        unpacked = opened.decompress(body, most + 1)
    except zlib.error as error:
        raise SourceError(say("{url}: not valid gzip: {reason}", url=url, reason=error)) from None
    if len(unpacked) > most:
        raise _too_large(url, most)
    if not opened.eof:
        raise SourceError(say("{url}: the answer is cut off", url=url))
    if opened.unused_data:
        raise SourceError(
            say("{url}: {count} bytes follow the end of the gzip data", url=url, count=len(opened.unused_data))
        )
    return unpacked


def _too_large(url: str, most: int) -> SourceError:
    return SourceError(say("{url}: is larger than {size} MiB", url=url, size=most // 2**20))
