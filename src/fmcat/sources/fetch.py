"""The network: the only module that touches it, and only when a person asks. Standard library only."""

import hashlib
import json
import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import ip_address
from pathlib import Path
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from fmcat import __version__
from fmcat.catalog.store import cache_folder
from fmcat.errors import SourceError
from fmcat.registry.write import locked, write_whole

_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Limits:
    """How long is waited, in seconds (for a connection, for the next bytes, for all of it), and how much is taken."""

    connect: float = 10
    read: float = 20
    total: float = 300
    size: int = 50 * 1024 * 1024
    redirects: int = 5


@dataclass(frozen=True)
class _Answer:
    """What a server sent, or that what we have is still right."""

    body: bytes = b""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


def fetch(url: str, name: str, limits: Limits = Limits()) -> Path:
    """The file in the cache folder that holds what lies at a url now; `name` is what the file is called.

    It is asked for only if it changed since it was last fetched. Raises SourceError where it cannot be had.
    """
    file = cache_folder() / "sources" / name
    standing = _standing(file, url)
    answer = _asked(url, standing, limits)
    if answer.unchanged:
        return file
    note = {"url": url, "etag": answer.etag, "modified": answer.modified, "sha256": _digest(answer.body)}
    with locked(file):
        write_whole(file, [answer.body])
        write_whole(_note(file), [json.dumps(note).encode()])
    return file


def _standing(file: Path, url: str) -> dict[str, str]:
    """What is noted of the file in the cache; nothing where it is not there, damaged, or from elsewhere."""
    try:
        note = json.loads(_note(file).read_bytes())
        sound = note["url"] == url and note["sha256"] == _digest(file.read_bytes())
        headers = {"If-None-Match": note["etag"], "If-Modified-Since": note["modified"]}
        return (
            headers if sound and all(isinstance(value, str) and value.isascii() for value in headers.values()) else {}
        )
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def _note(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _asked(url: str, standing: dict[str, str], limits: Limits) -> _Answer:
    """What the server at a url, or the one it sends us to, answers."""
    end = time.monotonic() + limits.total
    first = at = url
    for _ in range(limits.redirects + 1):
        _permit(at, first)
        with _response(at, standing, limits, end) as (response, connection):
            if response.status in _REDIRECTS:
                at = urljoin(at, response.headers.get("Location", ""))
                continue
            if response.status == 304 and standing:
                return _Answer(unchanged=True)
            if response.status != 200:
                raise SourceError(f"{at}: the server answered {response.status} {response.reason}")
            body = _body(response, connection, at, limits)
            return _Answer(body, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""))
    raise SourceError(f"{first}: redirected more than {limits.redirects} times")


def _permit(url: str, first: str) -> None:
    """Refuse what is no https, but on this machine itself; and nobody out there sends us to this machine."""
    parts = _split(url)
    if parts.scheme == "https" and not (_is_here(parts) and not _is_here(_split(first))):
        return
    if not (parts.scheme == "http" and _is_here(parts) and _is_here(_split(first))):
        raise SourceError(f"{url}: only https is fetched from" + ("" if url == first else f" ({first} leads there)"))


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        if parts.hostname and (parts.port is None or parts.port) and url.isprintable() and " " not in url:
            return parts
    except ValueError:
        pass
    raise SourceError(f"{url}: no web address")


def _is_here(parts: SplitResult) -> bool:
    """Whether a url is of this machine."""
    with suppress(ValueError):
        return ip_address(parts.hostname or "").is_loopback
    return parts.hostname == "localhost"


@contextmanager
def _response(
    url: str, standing: dict[str, str], limits: Limits, end: float
) -> Iterator[tuple[HTTPResponse, HTTPConnection]]:
    """The answer to a question for a url; whatever goes wrong until it is read is a SourceError.

    At the end of the time for all of it the line is cut, however slowly bytes drip.
    """
    parts = _split(url)
    headers = {name: value for name, value in standing.items() if value}
    headers |= {"User-Agent": f"fmcat/{__version__}", "Accept-Encoding": "identity", "Connection": "close"}
    late: list[bool] = []
    with closing(_connection(parts, limits)) as connection:
        clock = Timer(max(0, end - time.monotonic()), _cut, (connection, late))
        clock.daemon = True
        try:
            clock.start()
            connection.connect()
            if late:
                raise TimeoutError
            connection.sock.settimeout(limits.read)
            line = connection.sock
            connection.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), headers=headers)
            with connection.getresponse() as response:
                connection.sock = line
                yield response, connection
        except TimeoutError:
            said = f"took longer than {limits.total:g} s" if late else "no answer in time"
            raise SourceError(f"{url}: {said}") from None
        except (OSError, HTTPException, ValueError, SourceError) as error:
            if late:
                raise SourceError(f"{url}: took longer than {limits.total:g} s") from None
            raise error if isinstance(error, SourceError) else SourceError(f"{url}: {_reason(error)}") from None
        finally:
            clock.cancel()


def _connection(parts: SplitResult, limits: Limits) -> HTTPConnection:
    """A connection, through the proxy that the environment names for https."""
    host = parts.hostname or ""
    if parts.scheme == "http":
        return HTTPConnection(host, parts.port, timeout=limits.connect)
    proxy = "" if proxy_bypass(host) else getproxies().get("https", "")
    if not proxy:
        return HTTPSConnection(host, parts.port, timeout=limits.connect)
    through = _split(proxy if "//" in proxy else f"//{proxy}")
    connection = HTTPSConnection(through.hostname or "", through.port, timeout=limits.connect)
    connection.set_tunnel(host, parts.port or 443)
    return connection


def _cut(connection: HTTPConnection, late: list[bool]) -> None:
    late.append(True)
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    return " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split())


def _body(response: HTTPResponse, connection: HTTPConnection, url: str, limits: Limits) -> bytes:
    """All that the server sends, if it is as much as it says and not too much."""
    said = response.length
    if said is not None and said > limits.size:
        raise SourceError(f"{url}: larger than {limits.size // 2**20} MiB")
    if not response.chunked:
        response.length = None  # read to the end, so that a server which sends more than it says is noticed
    coding = response.headers.get("Content-Encoding", "identity").lower()
    if coding not in ("identity", "gzip"):
        raise SourceError(f"{url}: sent in the encoding {coding!r}, which was not asked for")
    opened = zlib.decompressobj(16 + zlib.MAX_WBITS) if coding == "gzip" else None
    pieces, sent, size = [], 0, 0
    while chunk := _next(response, connection, complete=sent == said):
        sent += len(chunk)
        piece = _inflated(opened, chunk, limits.size + 1 - size, url) if opened else chunk
        size += len(piece)
        pieces.append(piece)
        if size > limits.size or sent > limits.size:
            raise SourceError(f"{url}: larger than {limits.size // 2**20} MiB")
    if (said is not None and sent != said) or (opened and not opened.eof):
        raise SourceError(f"{url}: {sent} bytes came of {said}" if said not in (None, sent) else f"{url}: cut off")
    return b"".join(pieces)


def _next(response: HTTPResponse, connection: HTTPConnection, complete: bool) -> bytes:
    """The next bytes; where all have come that were announced, a server that keeps the line open is not waited for."""
    if complete:
        connection.sock.settimeout(0.2)
    try:
        return response.read1(_CHUNK)
    except TimeoutError:
        if complete:
            return b""
        raise


def _inflated(opened: "zlib._Decompress", chunk: bytes, most: int, url: str) -> bytes:
    try:
        return opened.decompress(chunk, most)
    except zlib.error as error:
        raise SourceError(f"{url}: no gzip: {error}") from None
