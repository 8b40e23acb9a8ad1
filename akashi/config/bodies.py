"""Bodies of requests (要求本文): their length is known, and nothing of one stays on the line."""

from __future__ import annotations

from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PIECE = 64 * 1024
KEPT_IN_MEMORY = 1024 * 1024

LARGEST_REST = 2 * 1024 * 1024
"""Bytes. What is longer and refused unread ends the connection, as it must."""


def whole_bodies(application: WSGIApplication, *, largest: int) -> WSGIApplication:
    """Give `application` bodies it can read, and read what it leaves, before it answers.

    A body sent in pieces (Transfer-Encoding: chunked), as many HTTP libraries do, states no
    length, and the framework takes it for an empty one; so it is measured first, up to one byte
    over `largest`. A refusal, on the other hand, is answered before the body is read; what was
    still under way would make the server hang up on the caller's next request.
    出典: RFC 9112 6.3, 9.3
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        sent: IO[bytes] = environ["wsgi.input"]
        with ExitStack() as kept:
            if "HTTP_TRANSFER_ENCODING" in environ and not environ.get("CONTENT_LENGTH"):
                body = kept.enter_context(SpooledTemporaryFile(max_size=KEPT_IN_MEMORY))
                length = _pour(sent, body, largest + 1)
                body.seek(0)
                environ["wsgi.input"], environ["CONTENT_LENGTH"] = body, str(length)
            answered = application(environ, start_response)
        if int(environ.get("CONTENT_LENGTH") or 0) <= LARGEST_REST:
            _pour(sent, None, LARGEST_REST)
        return answered

    return answer


def _pour(source: IO[bytes], into: IO[bytes] | None, most: int) -> int:
    """Read up to `most` bytes, kept or not, and return how many came."""
    length = 0
    while length < most and (piece := source.read(min(PIECE, most - length))):
        length += len(piece)
        if into is not None:
            into.write(piece)
    return length
