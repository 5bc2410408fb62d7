"""The network with its failures: slow, cut off, wrong, endless, full. A local server simulates them."""

import base64
import contextlib
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from fmcat.catalog.store import cache_folder
from fmcat.errors import FmcatError, SourceError
from fmcat.sources.fetch import Limits, fetch
from tests.sources.network import Answer, Handler, Server, says, serving

QUICK = Limits(connect=1, read=0.3, total=1, size=100_000, redirects=3)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_what_is_there_is_fetched(server: Server) -> None:
    server.answer = says(b"a,b\n")
    assert fetch(server.url, "table", QUICK).read_bytes() == b"a,b\n"
    assert server.asked[0]["Accept-Encoding"] == "identity"


def test_what_did_not_change_is_not_sent_again(server: Server) -> None:
    def answer(to: Handler) -> None:
        if to.headers.get("If-None-Match") == '"one"':
            to.head(304)
        else:
            says(b"a,b\n", ETag='"one"', Last_Modified="Mon, 01 Jan 2024 00:00:00 GMT")(to)

    server.answer = answer
    file = fetch(server.url, "table", QUICK)
    assert fetch(server.url, "table", QUICK) == file
    assert file.read_bytes() == b"a,b\n"
    assert [asked.get("If-None-Match") for asked in server.asked] == [None, '"one"']
    assert server.asked[1]["If-Modified-Since"].startswith("Mon")


@pytest.mark.parametrize("damaged", ["table", "table.json"])
def test_a_damaged_cache_is_fetched_again(server: Server, damaged: str) -> None:
    server.answer = says(b"a,b\n", ETag='"one"')
    fetch(server.url, "table", QUICK)
    (cache_folder() / "sources" / damaged).write_bytes(b"{")
    assert fetch(server.url, "table", QUICK).read_bytes() == b"a,b\n"
    assert "If-None-Match" not in server.asked[1]


def test_a_cache_that_cannot_be_written_is_clear(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("FMCAT_CACHE_DIR", str(tmp_path / "file"))
    server.answer = says(b"a,b\n")
    with pytest.raises(FmcatError, match="cannot be created"):
        fetch(server.url, "table", QUICK)


def test_unrequested_gzip_is_read(server: Server) -> None:
    server.answer = says(gzip.compress(b"a,b\n"), Content_Encoding="gzip")
    assert fetch(server.url, "table", QUICK).read_bytes() == b"a,b\n"


def test_a_chunked_answer_is_read(server: Server) -> None:
    def answer(to: Handler) -> None:
        to.head(Transfer_Encoding="chunked")
        to.wfile.write(b"2\r\na,\r\n2\r\nb\n\r\n0\r\n\r\n")

    server.answer = answer
    assert fetch(server.url, "table", QUICK).read_bytes() == b"a,b\n"


def test_redirects_are_followed(server: Server) -> None:
    def answer(to: Handler) -> None:
        if to.path == "/table":
            to.head(302, Location="/there", Content_Length=0)
        else:
            says(b"a,b\n")(to)

    server.answer = answer
    assert fetch(server.url, "table", QUICK).read_bytes() == b"a,b\n"


def silent(to: Handler) -> None:
    time.sleep(1)


def dripping(to: Handler) -> None:
    to.head(Content_Length=50)
    for _ in range(50):
        to.wfile.write(b"x")
        time.sleep(0.1)


def dripping_head(to: Handler) -> None:
    for letter in b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nX: yyyyyyyyyyyyyyyyyyyyyyyyyyyy":
        to.wfile.write(bytes([letter]))
        time.sleep(0.1)


def chunk_cut_off(to: Handler) -> None:
    to.head(Transfer_Encoding="chunked")
    to.wfile.write(b"100\r\nabc")


def endless(to: Handler) -> None:
    to.head()
    for _ in range(1024):
        to.wfile.write(b"x" * 2**20)


BOMB = gzip.compress(b"x" * 20_000_000)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (silent, "no answer in time"),
        (dripping, "longer than 1 s"),
        (dripping_head, "longer than 1 s"),
        (says(b"a,b\n", Content_Length=10), "received 4 of 10 bytes"),
        (says(b"a,b\n" * 10, Content_Length=5), "received 40 of 5 bytes"),
        (chunk_cut_off, "IncompleteRead"),
        (endless, "larger than 0 MiB"),
        (says(b"", Content_Length=2**40), "larger than 0 MiB"),
        (says(BOMB, Content_Encoding="gzip"), "larger than 0 MiB"),
        (says(gzip.compress(b"a,b\n")[:-4], Content_Encoding="gzip"), "cut off"),
        (says(b"not valid gzip", Content_Encoding="gzip"), "not valid gzip"),
        (says(zlib.compress(b"a,b\n"), Content_Encoding="gzip"), "not valid gzip"),
        (says(b"x" * 100_001), "larger than 0 MiB"),
        (says(gzip.compress(b"x" * 100_001), Content_Encoding="gzip"), "larger than 0 MiB"),
        (
            lambda to: to.head(302, Location="http://localhost/"),
            "http://localhost/: only https addresses are fetched (",
        ),
        (lambda to: to.head(302, Location="/a b"), "/a b: is not a web address"),
        (says(gzip.compress(b"a,b\n") + b"more", Content_Encoding="gzip"), "4 bytes follow the end of the gzip data"),
        (says(gzip.compress(b"a,b\n") * 2, Content_Encoding="gzip"), "bytes follow the end of the gzip data"),
        (says(b""), "the answer is empty"),
        (says(b" \n"), "the answer is empty"),
        (says(gzip.compress(b""), Content_Encoding="gzip"), "the answer is empty"),
        (says(b"\x89PNG\r\n\x1a\n"), "not UTF-8 text"),
        (says(b"a,b\n\0"), "not UTF-8 text"),
        (says(b"?", Content_Encoding="br"), "unexpected encoding 'br'"),
        (lambda to: to.head(404), "the server answered 404 Not Found"),
        (lambda to: to.head(500), "the server answered 500"),
        (lambda to: to.head(304), "the server answered 304"),
        (lambda to: to.head(302, Location="/table", Content_Length=0), "redirected more than 3 times"),
        (lambda to: to.head(302, Location="http://example.org/"), "http://example.org/: only https"),
        (lambda to: to.head(302, Location="https://10.0.0.1/"), "https://10.0.0.1/: is not a public address"),
        (lambda to: to.head(302, Location="https://169.254.169.254/"), "is not a public address"),
        (lambda to: to.head(302, Location="https://[fd00::1]/"), "is not a public address"),
        (lambda to: to.head(302, Location="https://localhost/"), "is not a public address"),
        (lambda to: to.head(302, Location="file:///etc/passwd"), "is not a web address"),
        (lambda to: to.head(302, Location="http://[::"), "Invalid IPv6"),
        (lambda to: to.wfile.write(b"garbage\r\n\r\n"), "garbage"),
    ],
)
def test_every_failure_is_one_clear_line_in_time(server: Server, answer: Answer, said: str) -> None:
    server.answer = answer
    started = time.monotonic()
    with pytest.raises(SourceError) as raised:
        fetch(server.url, "table", QUICK)
    assert said in raised.value.message
    assert "\n" not in raised.value.message
    assert time.monotonic() - started < 10
    assert not (cache_folder() / "sources" / "table").exists()


def test_what_failed_leaves_the_cache_as_it_was(server: Server) -> None:
    server.answer = says(b"a,b\n")
    file = fetch(server.url, "table", QUICK)
    server.answer = says(b"a,b,c\n", Content_Length=10)
    with pytest.raises(SourceError):
        fetch(server.url, "table", QUICK)
    assert file.read_bytes() == b"a,b\n"


def test_what_the_source_cannot_read_leaves_the_cache_as_it_was(server: Server) -> None:
    def refuse(path: Path) -> None:
        if b"<html>" in path.read_bytes():
            raise SourceError("another file")

    server.answer = says(b"a,b\n", ETag='"one"')
    file = fetch(server.url, "table", QUICK, refuse)
    server.answer = says(b"<html>sign in</html>", ETag='"two"')
    with pytest.raises(SourceError, match="another file"):
        fetch(server.url, "table", QUICK, refuse)
    assert file.read_bytes() == b"a,b\n"
    assert sorted(path.name for path in file.parent.iterdir() if not path.name.startswith(".")) == [
        "table",
        "table.json",
    ]
    with pytest.raises(SourceError):
        fetch(server.url, "table", QUICK, refuse)
    assert server.asked[2]["If-None-Match"] == '"one"'


@pytest.mark.parametrize("bypass", ["", "example.org"])
def test_a_proxy_is_asked_with_its_user_and_password(monkeypatch: pytest.MonkeyPatch, bypass: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.settimeout(2)
        monkeypatch.setenv("HTTPS_PROXY", f"http://ada:p%40ss@127.0.0.1:{proxy.getsockname()[1]}")
        monkeypatch.setenv("NO_PROXY", bypass)
        asked: list[bytes] = []

        def refuse() -> None:
            with contextlib.suppress(OSError):
                line, _ = proxy.accept()
                asked.append(line.recv(65536))
                line.sendall(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")
                line.close()

        waiting = threading.Thread(target=refuse)
        waiting.start()
        with pytest.raises(SourceError) as raised:
            fetch("https://example.org/table", "table", QUICK)
        waiting.join()
    if bypass:
        assert asked == []
    else:
        assert asked[0].startswith(b"CONNECT example.org:443 ")
        assert b"Proxy-Authorization: Basic " + base64.b64encode(b"ada:p@ss") in asked[0]
        assert "407" in raised.value.message
        assert "p@ss" not in raised.value.message


def test_a_server_that_keeps_the_line_open_is_not_waited_for(server: Server) -> None:
    def answer(to: Handler) -> None:
        to.send_response(200)
        to.send_header("Content-Length", "4")
        to.end_headers()
        to.wfile.write(b"a,b\n")
        to.wfile.flush()
        time.sleep(0.8)

    server.answer = answer
    assert fetch(server.url, "table", QUICK).read_bytes() == b"a,b\n"


@pytest.mark.parametrize(
    "url", ["http://example.org/x", "ftp://127.0.0.1/x", "nothing", "https://", "http://127.0.0.1:0/"]
)
def test_only_https_is_fetched_from(url: str) -> None:
    with pytest.raises(SourceError):
        fetch(url, "table", QUICK)


def test_an_unreachable_server_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(SourceError, match="refused"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/", "table", QUICK)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_kind_of_redirect_is_followed(server: Server, status: int) -> None:
    def answer(to: Handler) -> None:
        if to.path.endswith("/there"):
            says(b"a,b\n")(to)
        else:
            to.head(status, Location=f"{server.url}/there")

    server.answer = answer
    assert fetch(server.url, "table", QUICK).read_bytes() == b"a,b\n"


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_as_much_as_is_allowed_is_read(server: Server, coding: str) -> None:
    body = b"x" * QUICK.size
    server.answer = says(gzip.compress(body) if coding == "gzip" else body, Content_Encoding=coding)
    assert fetch(server.url, "table", QUICK).read_bytes() == body


def test_a_limit_is_told_in_mebibytes(server: Server) -> None:
    server.answer = says(b"", Content_Length=2**40)
    with pytest.raises(SourceError, match="is larger than 3 MiB"):
        fetch(server.url, "table", QUICK.__class__(size=3 * 2**20))


@pytest.mark.parametrize(("times", "is_read"), [(3, True), (4, False)])
def test_as_many_redirects_as_are_allowed_are_followed(server: Server, times: int, is_read: bool) -> None:
    def answer(to: Handler) -> None:
        if len(server.asked) <= times:
            to.head(302, Location=f"{server.url}/{len(server.asked)}", Content_Length=0)
        else:
            says(b"a,b\n")(to)

    server.answer = answer
    with contextlib.nullcontext() if is_read else pytest.raises(SourceError, match="more than 3 times"):
        assert fetch(server.url, "table", QUICK).read_bytes() == b"a,b\n"


def test_what_was_fetched_from_elsewhere_is_fetched_again(server: Server) -> None:
    server.answer = says(b"a,b\n", ETag='"one"')
    fetch(server.url, "table", QUICK)
    fetch(f"{server.url}/other", "table", QUICK)
    assert "If-None-Match" not in server.asked[1]
    fetch(f"{server.url}/other", "table", QUICK)
    assert server.asked[2]["If-None-Match"] == '"one"'


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://example.org/x", "http://example.org/x: only https addresses are fetched"),
        ("http://10.0.0.1/x", "http://10.0.0.1/x: only https addresses are fetched"),
        ("https://example.org/a b", "https://example.org/a b: is not a web address"),
        ("https://example.org/\x01", "https://example.org/\x01: is not a web address"),
        ("https://example.org:0/", "https://example.org:0/: is not a web address"),
        ("https://example.org:x/", "https://example.org:x/: is not a web address"),
    ],
)
def test_an_address_that_is_not_fetched_is_named(url: str, said: str) -> None:
    with pytest.raises(SourceError) as raised:
        fetch(url, "table", QUICK)
    assert raised.value.message == said
