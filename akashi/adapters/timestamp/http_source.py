"""Authorities on the network (外部の時刻認証局): asked in turn, believed only when all fits."""

from __future__ import annotations

import http.client
import secrets
import socket
import ssl
import threading
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from akashi.adapters.timestamp.answers import check_answer
from akashi.adapters.timestamp.messages import Request
from akashi.adapters.timestamp.source import NoTimestamp
from akashi_verifier.pki.chain import Anchors
from akashi_verifier.timestamp_token import BadToken

_LARGEST_ANSWER = 64 * 1024
_HEADERS = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
}


class HttpSource:
    """Asks a list of RFC 3161 addresses, the first first; each has `timeout` seconds in all.

    An answer counts only when status, nonce, imprint, policy (where one is set),
    signature and chain to one of the `anchors` are right. Redirects are not followed.
    出典: RFC 3161 3.4
    """

    def __init__(
        self,
        addresses: Sequence[str],
        anchors: Anchors,
        *,
        timeout: float = 5.0,
        policy: str | None = None,
    ) -> None:
        self._addresses = [(each, _split(each)) for each in addresses]
        self._anchors = anchors
        self._timeout = timeout
        self._policy = policy

    def stamp(self, digest: bytes) -> bytes:
        """Return a checked time-stamp token (DER) over a SHA-256 digest.

        Raises:
            NoTimestamp: no address answered usably; the message says what each did.
        """
        refusals = []
        for address, where in self._addresses:
            request = Request(digest, nonce=secrets.randbits(63), policy=self._policy)
            try:
                answer = _post(where, request.encode(), self._timeout)
                return check_answer(answer, request, self._anchors)
            except (BadToken, OSError, http.client.HTTPException, ValueError) as error:
                refusals.append(f"{address}: {str(error) or type(error).__name__}")
        raise NoTimestamp("; ".join(refusals) or "no time-stamp authority is set")


def _split(address: str) -> SplitResult:
    where = urlsplit(address)
    if where.scheme not in ("http", "https") or not where.hostname:
        raise ValueError(f"a time-stamp authority has an http or https address: {address}")
    return where


def _post(where: SplitResult, body: bytes, timeout: float) -> bytes:
    """Send and receive within `timeout` seconds in all, however slowly the answer drips."""
    connection = _connection(where, timeout)
    out_of_time = threading.Event()

    def cut() -> None:
        out_of_time.set()
        if connection.sock is not None:
            # The other side may have gone in the same moment.
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    # A time limit of a socket restarts with each byte received; only this one is for the whole.
    watch = threading.Timer(timeout, cut)
    watch.daemon = True
    watch.start()
    try:
        path = (where.path or "/") + (f"?{where.query}" if where.query else "")
        connection.request("POST", path, body, _HEADERS)
        response = connection.getresponse()
        if response.status != http.client.OK:
            raise BadToken(f"HTTP {response.status}")
        answer = response.read(_LARGEST_ANSWER + 1)
    except (OSError, http.client.HTTPException) as error:
        if out_of_time.is_set():
            raise TimeoutError("no answer in time") from error
        raise
    finally:
        watch.cancel()
        connection.close()
    if out_of_time.is_set():
        raise TimeoutError("no answer in time")
    if len(answer) > _LARGEST_ANSWER:
        raise BadToken("the answer is too large")
    return answer


def _connection(where: SplitResult, timeout: float) -> http.client.HTTPConnection:
    host = where.hostname or ""
    if where.scheme == "http":
        return http.client.HTTPConnection(host, where.port, timeout=timeout)
    return http.client.HTTPSConnection(
        host, where.port, timeout=timeout, context=ssl.create_default_context()
    )
