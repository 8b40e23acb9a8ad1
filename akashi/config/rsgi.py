"""The door for the web server (受付): takes a request in whole, then a thread answers it."""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from granian.rsgi import HTTPProtocol, Scope  # type: ignore[attr-defined] # not in the stubs

from akashi.config.wsgi import application
from akashi.portals.shared.middleware import ALWAYS

GRACE = 20.0
"""Seconds in which a request must have been sent."""

SLOWEST = 128 * 1024
"""Bytes a second of the slowest line; a large file has so much longer."""

PAGE = 64 * 1024
"""Bytes of the largest request that is no file."""

PAGES_AT_ONCE = 4
"""Threads that answer: while one waits for the store, others go on. Measured with 1, 2 and 4 on
SQLite (docs/decisions/0023)."""

FILES_AT_ONCE = 1
"""Files examined at once by a process. They have a thread of their own: seconds of examining, or
a queue of uploads, keep no page and no opening waiting."""

FILES_IN_MEMORY = 16
"""Files a process receives at once; further ones wait with their senders."""

Write = Callable[[bytes], object]
"""What an application of old may write with; the framework does not."""

Answer = tuple[int, list[tuple[str, str]], bytes]


class Door:
    """One process's door: nobody who sends slowly, or never, holds a thread that answers.

    出典: docs/decisions/0023
    """

    def __init__(self) -> None:
        self._pages = ThreadPoolExecutor(PAGES_AT_ONCE, "page")
        self._files = ThreadPoolExecutor(FILES_AT_ONCE, "file")
        self._room = asyncio.Semaphore(FILES_IN_MEMORY)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        environ = environ_of(scope)
        in_pieces = "HTTP_TRANSFER_ENCODING" in environ
        length = settings.LARGEST_BODY if in_pieces else int(environ.get("CONTENT_LENGTH") or 0)
        async with self._room if length > PAGE else nullcontext():
            try:
                body = await taken_in(protocol, length, in_pieces=in_pieces)
            except TimeoutError:
                protocol.response_empty(408, [*ALWAYS.items(), ("Connection", "close")])
                return
            environ["wsgi.input"] = io.BytesIO(body)
            if in_pieces:
                environ["CONTENT_LENGTH"] = str(len(body))
            loop = asyncio.get_running_loop()
            threads = self._files if len(body) > PAGE else self._pages
            protocol.response_bytes(*await loop.run_in_executor(threads, answer, environ))


async def taken_in(protocol: HTTPProtocol, length: int, *, in_pieces: bool = False) -> bytes:
    """Return the body of a request, of one that is too large the first part.

    A body sent in pieces states no length; it may be as long as any other.

    Raises: TimeoutError when it was sent too slowly.
    出典: RFC 9112 6.3, 9.3
    """
    if not length:
        return b""
    largest = settings.LARGEST_BODY
    async with asyncio.timeout(GRACE + min(length, largest) / SLOWEST):
        if length <= largest and not in_pieces:
            return await protocol()
        body = bytearray()
        # Heard out even where it is refused: a browser that cannot finish sending shows no answer.
        async for piece in protocol:
            body += piece[: largest + 1 - len(body)]
        return bytes(body)


def answer(environ: dict[str, Any]) -> Answer:
    """Let the framework answer.

    出典: なし (本システムの決定)
    """
    head: tuple[int, list[tuple[str, str]]] = (500, [])

    def begin(status: str, headers: list[tuple[str, str]], _: object = None, /) -> Write:
        nonlocal head
        head = int(status[:3]), headers
        return io.BytesIO().write

    response = application(environ, begin)
    try:
        return *head, b"".join(response)
    finally:
        response.close()


def environ_of(scope: Scope) -> dict[str, Any]:
    """Return what the framework is told of a request.

    Names with an underscore are left out: they would pass for those with a hyphen, which
    proxies guard.
    出典: PEP 3333
    """
    host, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = name.upper().replace("-", "_")
        if key not in {"CONTENT_LENGTH", "CONTENT_TYPE"}:
            key = f"HTTP_{key}"
        if key in environ and key != "HTTP_HOST":
            value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"  # noqa: PLW2901
        environ[key] = value
    return environ


door = Door()
