"""One question over HTTP (外部への問合せ): bounded in time and size, redirects not followed."""

from __future__ import annotations

import http.client
import queue
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit


class NoAnswer(Exception):  # noqa: N818 - says what happened, as the other names of this house do
    """Raised when nobody answered usably in time; the message says what went wrong.

    出典: なし (本システムの決定)
    """


def address_parts(address: str, *, schemes: tuple[str, ...] = ("http", "https")) -> SplitResult:
    """Take an address apart.

    Raises:
        ValueError: not an address of a machine under one of the schemes.
    出典: RFC 3986
    """
    where = urlsplit(address)
    if where.scheme not in schemes or not where.hostname:
        raise ValueError(f"an address begins with {' or '.join(schemes)}: {address}")
    return where


def exchange(
    where: SplitResult,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str],
    timeout: float,
    largest: int,
) -> bytes:
    """Return the body of a 200 answer; POST with a `body`, GET without.

    `timeout` is for everything in seconds, the look-up of the name included, and however
    slowly the answer drips; `largest` is in bytes.

    Raises:
        NoAnswer: another status, too large, too late, or no connection.
    出典: なし (本システムの決定)
    """
    connection = _connection(where, timeout)
    outcome: queue.SimpleQueue[bytes | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            outcome.put(_answer(connection, where, body, headers, largest))
        except (NoAnswer, OSError, http.client.HTTPException, ValueError) as error:
            outcome.put(error)
        finally:
            connection.close()

    # A time limit of a socket restarts with each byte, and a look-up of a name has none.
    threading.Thread(target=ask, daemon=True).start()
    try:
        came = outcome.get(timeout=timeout)
    except queue.Empty:
        _cut(connection)
        raise NoAnswer("no answer in time") from None
    if isinstance(came, Exception):
        raise NoAnswer(str(came) or type(came).__name__) from came
    return came


def _answer(
    connection: http.client.HTTPConnection,
    where: SplitResult,
    body: bytes | None,
    headers: Mapping[str, str],
    largest: int,
) -> bytes:
    path = (where.path or "/") + (f"?{where.query}" if where.query else "")
    connection.request("GET" if body is None else "POST", path, body, dict(headers))
    # An answer holds its own end of the socket, which closing the connection does not close.
    with connection.getresponse() as response:
        if response.status != http.client.OK:
            raise NoAnswer(f"HTTP {response.status}")
        answer = response.read(largest + 1)
    if len(answer) > largest:
        raise NoAnswer("the answer is too large")
    return answer


def _cut(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        # The other side may have gone in the same moment.
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _connection(where: SplitResult, timeout: float) -> http.client.HTTPConnection:
    host = where.hostname or ""
    if where.scheme == "http":
        return http.client.HTTPConnection(host, where.port, timeout=timeout)
    return http.client.HTTPSConnection(
        host, where.port, timeout=timeout, context=ssl.create_default_context()
    )
