"""A signature container (電子署名の容器): how a seal is put on a PDF, whoever writes it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from akashi.adapters.timestamp import TimestampSource

FIELD_NAME = "Seal"


class SealFailed(ValueError):  # noqa: N818 - says what happened, as the other names of this room do
    """Raised when a PDF cannot be sealed; the message says what to mend.

    出典: なし (本システムの決定)
    """


class Container(Protocol):
    """Writes a certification signature that allows no changes (DocMDP P=1).

    PAdES (ETSI.CAdES.detached), SHA-256, invisible field `Seal`, with a signature time
    stamp when a source is given.
    出典: ETSI EN 319 142-1, contract §7
    """

    def __call__(self, pdf: bytes, source: TimestampSource | None, *, at: datetime) -> bytes:
        """Return the sealed PDF.

        Raises:
            NoTimestamp: from the source.
            SealFailed: the PDF cannot be sealed, or the reserve is too small.
        """
        ...
