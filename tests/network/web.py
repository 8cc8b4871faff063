"""A real web server on loopback, well behaved or not: each path is answered by a function. No test stands here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the function of its path, and remembers the headers it came with."""

    protocol_version = "HTTP/1.1"
    server: Web

    def do_GET(self) -> None:
        """Answer, or 404."""
        self.server.asked.append((self.path, dict(self.headers)))
        self.close_connection = True
        self.server.answers.get(self.path.partition("?")[0], not_there)(self)

    def give(self, content: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """An ordinary answer."""
        self.send_response(status)
        told = {"Content-Type": "text/calendar", "Content-Length": str(len(content)), **(headers or {})}
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_parts: object) -> None:
        """Say nothing."""


class Web(ThreadingHTTPServer):
    """The server: `answers` by path, `asked` what came, `url(path)` where it is, `gate` to hold an answer back."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.gate = threading.Event()

    def url(self, path: str, scheme: str = "http") -> str:
        """The address of a path."""
        return f"{scheme}://127.0.0.1:{self.server_address[1]}{path}"

    def handle_error(self, *_parts: object) -> None:
        """A client that goes away is no news."""


def not_there(handler: Handler) -> None:
    """404."""
    handler.give(b"no", status=404)


@contextmanager
def serving() -> Iterator[Web]:
    """A server while the block runs."""
    server = Web()
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.gate.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
