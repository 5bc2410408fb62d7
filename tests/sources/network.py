"""A server on this machine that answers as a test defines."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test defines; records the requests."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        try:
            self.server.answer(self)
        except OSError:  # the client closed the connection
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass

    def head(self, status: int = 200, **headers: str | int) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.close_connection = True


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    asked: list[dict[str, str]]
    answer: Answer

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/table"

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[Server]:
    """The running server; it records the headers of requests."""
    with Server(("127.0.0.1", 0), Handler) as running:
        running.asked = []
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.shutdown()


def says(body: bytes, **headers: str | int) -> Answer:
    def answer(to: Handler) -> None:
        to.head(200, **({"Content_Length": len(body)} | headers))
        to.wfile.write(body)

    return answer
