"""The only module that uses the network, only on request, with the standard library alone."""

import json
import socket
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address
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
#: How long to wait, in seconds, for more than the announced bytes from a server that keeps the connection open.
_MORE = 0.2


@dataclass(frozen=True)
class Limits:
    """Limits in seconds (for connecting, for the next bytes, in total) and in bytes."""

    connect: float = 10
    read: float = 20
    total: float = 300
    size: int = 50 * 1024 * 1024
    redirects: int = 5


class _Answer(NamedTuple):
    """What a server sent, or that the cached file is current."""

    body: bytes = b""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


def fetch(url: str, name: str, limits: Limits = Limits(), examine: Callable[[Path], object] = Path.stat) -> Path:
    """The file in the cache folder with the current content of a url; `name` is its file name.

    It is downloaded only if it changed since it was last fetched, and replaces the cached file only after `examine` has
    read it. Raises SourceError if it cannot be fetched, and whatever `examine` raises.
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
    """The validators of the cached file as request headers; empty if it is missing, damaged, or from another url."""
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
    """The answer, requested in a thread that is abandoned when its time is over, however slowly bytes arrive."""
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
    cause = getattr(error, "reason", error)  # urllib wraps errors
    if isinstance(cause, TimeoutError):
        return "no answer in time"
    return " ".join((getattr(cause, "strerror", None) or str(cause) or type(cause).__name__).split())


def _asked(url: str, standing: dict[str, str], limits: Limits) -> _Answer:
    """The answer of the server at a url, or of the one it redirects to."""
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
    """Raise SourceError unless a url is https (or http on this machine) and redirects into no private network."""
    parts, address = _split(url), _address(_split(url))
    is_first = parts.hostname == _split(first).hostname
    is_here = address is not None and address.is_loopback
    if parts.scheme != "https" and not (parts.scheme == "http" and is_here and is_first):
        raise SourceError(
            say(
                "{url}: only https addresses are fetched"
                if url == first
                else "{url}: only https addresses are fetched ({first} redirects there)",
                url=url,
                first=first,
            )
        )
    if address and not (address.is_global or is_first):
        raise SourceError(say("{url}: is not a public address ({first} redirects there)", url=url, first=first))


def _split(url: str) -> SplitResult:
    with suppress(ValueError):
        parts = urlsplit(url)
        if parts.hostname and (parts.port is None or parts.port) and url.isprintable() and " " not in url:
            return parts
    raise SourceError(say("{url}: is not a web address", url=url))


def _address(parts: SplitResult) -> IPv4Address | IPv6Address | None:
    """The IP address in a url, or that of localhost; None for other names."""
    with suppress(ValueError):
        return ip_address("127.0.0.1" if parts.hostname == "localhost" else parts.hostname or "")
    return None


def _opener(limits: Limits, lines: list[socket.socket]) -> OpenerDirector:
    """An opener for http and https alone that follows no redirects and uses the environment's proxy.

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
    """Everything the server sends, if it is as much as announced and not too much."""
    announced = response.length
    if not response.chunked:
        response.length = None  # read to the end, to notice a server that sends more than announced
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
    """The decoded body, if its gzip is complete and its content is text."""
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
    """The content of a single gzip member; nothing may follow it."""
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
