"""A source of time stamps (時刻認証局への窓口): what the seal asks, whoever answers."""

from __future__ import annotations

from typing import Protocol

from akashi.adapters.not_yet import NotYet


class NoTimestamp(NotYet):
    """Raised when no authority gave a usable time stamp; the message lists what each answered.

    出典: なし (本システムの決定)
    """


class TimestampSource(Protocol):
    """Somebody who states that a digest existed at a time.

    出典: RFC 3161
    """

    def stamp(self, digest: bytes) -> bytes:
        """Return a checked time-stamp token (DER) over a SHA-256 digest.

        Raises:
            NoTimestamp: nobody answered usably in time.
        """
        ...
