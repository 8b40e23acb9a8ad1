"""The authority in the house (内蔵の時刻認証局): the demo's time stamps without a network."""

from __future__ import annotations

from akashi.adapters.clock import Clock
from akashi.adapters.timestamp import messages
from akashi.adapters.timestamp.authority import DemoAuthority
from akashi.adapters.timestamp.messages import Request


class LocalSource:
    """Asks the demo authority in this process.

    出典: なし (本システムの決定)
    """

    def __init__(self, authority: DemoAuthority, clock: Clock) -> None:
        self._authority = authority
        self._clock = clock

    def stamp(self, digest: bytes) -> bytes:
        """Return a time-stamp token (DER) over a SHA-256 digest; it never fails."""
        answer = self._authority.answer(Request(digest).encode(), at=self._clock.now())
        return messages.token_of(answer)
