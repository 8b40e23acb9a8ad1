"""The demo authority on a port (時刻認証局サーバー): RFC 3161 over HTTP, for demo and tests."""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from akashi.adapters.clock import Clock
from akashi.adapters.timestamp.authority import DemoAuthority

_LARGEST_REQUEST = 4096


class AuthorityServer(ThreadingHTTPServer):
    """Serves one authority on a loopback port; `serve_forever` in a thread of the caller's.

    出典: RFC 3161 3.4
    """

    daemon_threads = True

    def __init__(self, authority: DemoAuthority, clock: Clock, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.authority = authority
        self.clock = clock

    @property
    def address(self) -> str:
        """Return the address to ask."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: AuthorityServer

    def do_POST(self) -> None:
        """Answer one request."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _LARGEST_REQUEST:
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        request = self.rfile.read(int(length))
        answer = self.server.authority.answer(request, at=self.server.clock.now())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing: requests are not news."""
