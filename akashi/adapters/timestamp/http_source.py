"""Authorities on the network (外部の時刻認証局): asked in turn, believed only when all fits."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from akashi.adapters.clock import Clock
from akashi.adapters.network import NoAnswer, Rests, address_parts, exchange
from akashi.adapters.timestamp.answers import Lists, check_answer
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

    An answer counts only when status, nonce, imprint, policy (where one is set), time,
    signature and chain to one of the `anchors` are right, and no list that `crls` returns for
    it revokes the authority. Whoever failed is passed over for half a minute, so that an outage
    does not make every issue wait.
    出典: RFC 3161 3.4
    """

    def __init__(
        self,
        addresses: Sequence[str],
        anchors: Anchors,
        clock: Clock,
        *,
        timeout: float = 5.0,
        policy: str | None = None,
        crls: Lists = lambda _token: (),
    ) -> None:
        self._addresses = [(each, address_parts(each)) for each in addresses]
        self._anchors = anchors
        self._clock = clock
        self._timeout = timeout
        self._policy = policy
        self._crls = crls
        self._rests = Rests(clock)

    def stamp(self, digest: bytes) -> bytes:
        """Return a checked time-stamp token (DER) over a SHA-256 digest.

        Raises:
            NoTimestamp: no address answered usably; the message says what each did.
        """
        refusals = []
        for address, where in self._addresses:
            if not self._rests.may_ask(address):
                refusals.append(f"{address}: passed over, it failed a moment ago")
                continue
            request = Request(digest, nonce=secrets.randbits(63), policy=self._policy)
            try:
                answer = exchange(
                    where,
                    body=request.encode(),
                    headers=_HEADERS,
                    timeout=self._timeout,
                    largest=_LARGEST_ANSWER,
                )
                token = check_answer(
                    answer, request, self._anchors, now=self._clock.now(), crls=self._crls
                )
            except (NoAnswer, BadToken, ValueError) as error:
                self._rests.failed(address)
                refusals.append(f"{address}: {str(error) or type(error).__name__}")
            else:
                self._rests.answered(address)
                return token
        raise NoTimestamp("; ".join(refusals) or "no time-stamp authority is set")
