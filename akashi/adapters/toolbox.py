"""The outside as one bundle (道具箱), so that a verb can be handed fakes instead of patches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from akashi.adapters.clock import Clock
from akashi.adapters.introduction import Introduction
from akashi.adapters.post import Post
from akashi.adapters.timestamp.source import TimestampSource
from akashi_verifier.log_anchor import Anchor
from akashi_verifier.transparency_log import LogKey


class Press(Protocol):
    """Prints; see `adapters.paper.Press`.

    出典: なし (本システムの決定)
    """

    def certificate(
        self,
        content: Mapping[str, Any],
        *,
        evidence: Mapping[str, object] | None,
        demo: bool,
        paper_delivery: bool,
    ) -> bytes:
        """Return the certificate as PDF, not yet sealed."""
        ...

    def key_notice(
        self, content: Mapping[str, Any], *, access_key: str, public_url: str, demo: bool
    ) -> bytes:
        """Return the notice (認証キー等のお知らせ) as PDF."""
        ...

    def undrawable(self, text: str) -> Sequence[str]:
        """Name what no shipped font draws."""
        ...


class Sealed(Protocol):
    """A sealed PDF and what its seal reached.

    出典: なし (本システムの決定)
    """

    @property
    def pdf(self) -> bytes:
        """Return the whole file."""
        ...

    @property
    def level(self) -> str:
        """Return B-B, B-T, B-LT or B-LTA."""
        ...

    @property
    def timestamp(self) -> datetime | None:
        """Return the time-stamp authority's time, None without one."""
        ...


class Sealer(Protocol):
    """Seals; see `adapters.seal`.

    出典: なし (本システムの決定)
    """

    def seal(self, pdf: bytes, *, surety: str, at: datetime) -> Sealed:
        """Return the PDF under the seal of the surety of this code, with a time stamp.

        Raises when it stays below the policy's level, or the surety cannot seal now.
        """
        ...


class Preserved(Sealed, Protocol):
    """A sealed PDF with what was added behind it; see `adapters.seal.preserving`.

    出典: なし (本システムの決定)
    """

    @property
    def shortfall(self) -> str:
        """Return what is missing for more; empty when nothing is."""
        ...

    @property
    def archived_at(self) -> datetime | None:
        """Return the time of the archive time stamp just added, None without one."""
        ...

    @property
    def holds_until(self) -> datetime | None:
        """Return when the certificate of that stamp's authority ends."""
        ...


@dataclass(frozen=True, slots=True)
class RenewalPolicy:
    """When a sealed file is due for an archive time stamp.

    出典: なし (本システムの決定)
    """

    first_after: timedelta
    """After the seal: by then the publishers' lists tell of the day it was put on."""
    again_after: timedelta
    """After the last archive time stamp."""
    margin: timedelta
    """Before the certificate of the last stamp's authority ends."""


class Preserver(Protocol):
    """Keeps sealed files checkable; see `adapters.seal.preserving`.

    出典: なし (本システムの決定)
    """

    @property
    def level(self) -> str:
        """Return the level that every seal aims at."""
        ...

    def raised(self, pdf: bytes, *, at: datetime) -> Preserved:
        """Return the file with what it lacks for that level, as far as it can be had now."""
        ...

    def renewed(self, pdf: bytes, *, at: datetime) -> Preserved:
        """Return the file with an archive time stamp over all of it, if it can be had now."""
        ...

    def as_it_is(self, pdf: bytes) -> Preserved:
        """Return a kept file with what it reaches and states by itself; nothing is added.

        Raises when it is not a sealed file of ours.
        """
        ...

    def refresh(self, *, at: datetime) -> None:
        """Fetch lists of revoked certificates before those at hand run out."""
        ...


class Examination(Protocol):
    """What is true of a file; see `adapters.examine`.

    出典: なし (本システムの決定)
    """

    @property
    def verdict(self) -> str:
        """Return authentic, altered, unknown_issuer, not_ours or unreadable."""
        ...

    @property
    def content(self) -> Mapping[str, Any] | None:
        """Return the certificate content found inside."""
        ...

    def as_json(self, lang: str = "ja") -> dict[str, Any]:
        """Return the answer as command line and API print it."""
        ...


class Vault(Protocol):
    """Keeps access keys from being read; see `adapters.vault`.

    出典: なし (本システムの決定)
    """

    def encrypt(self, plain: str, context: str) -> bytes:
        """Return the ciphertext, readable only for `context`."""
        ...

    def decrypt(self, ciphertext: bytes, context: str) -> str:
        """Return what was encrypted for `context`."""
        ...

    def digest(self, access_key: str, number: str) -> bytes:
        """Return the keyed digest under the current vault key."""
        ...

    def digests(self, access_key: str, number: str) -> tuple[bytes, ...]:
        """Return the keyed digests under every vault key held, the current one first."""
        ...

    def opens(self, stored: bytes, access_key: str, number: str) -> bool:
        """Compare in constant time."""
        ...


class LogSigner(Protocol):
    """Signs what the transparency log says of itself; see `adapters.log_key`.

    出典: C2SP signed-note
    """

    @property
    def key(self) -> LogKey:
        """Return the public half."""
        ...

    def checkpoint(self, size: int, root: bytes) -> str:
        """Return the signed checkpoint."""
        ...

    def trail_head(self, statement: str) -> str:
        """Return the signed head of the audit trail."""
        ...


class ReadBack(Protocol):
    """Compares a fresh sealed PDF with what was stored; see `adapters.examine`.

    出典: docs/decisions/0007
    """

    def __call__(
        self,
        pdf: bytes,
        content: bytes,
        evidence: bytes | None,
        *,
        surety: str,
        at: datetime,
    ) -> None:
        """Raise what differs, or that the seal is none of this surety's at that time."""
        ...


class LogStore(Protocol):
    """Where the public fetches the log; see `adapters.log_store`.

    出典: C2SP tlog-tiles
    """

    def read(self, path: str) -> bytes | None:
        """Return a published file, None where there is none."""
        ...

    def write(self, path: str, data: bytes) -> None:
        """Publish a file in one step."""
        ...

    def forget(self, path: str) -> None:
        """Remove a folder of partial tiles."""
        ...

    def alone(self) -> AbstractContextManager[bool]:
        """Be the only one that writes; False when somebody else is."""
        ...


CheckAnchor = Callable[[bytes, bytes], Anchor]
"""Says what note and stamp prove of our own log, or raises `BadAnchor`."""

CheckStamp = Callable[[bytes, bytes], datetime]
"""Returns when an authority stamped these bytes, or raises `BadToken`."""

Examine = Callable[[bytes, datetime], Examination]
"""Reads a PDF back and says what is true of it, trusting the installation's own seals."""


@dataclass(frozen=True, slots=True)
class Toolbox:
    """Every adapter a verb may use, wired once per process.

    出典: なし (本システムの決定)
    """

    clock: Clock
    press: Press
    sealer: Sealer
    preserver: Preserver
    renewal: RenewalPolicy
    examine: Examine
    read_back: ReadBack
    vault: Vault
    log: LogSigner
    log_store: LogStore
    check_anchor: CheckAnchor
    check_stamp: CheckStamp
    stamps: TimestampSource
    """Who states that something existed at a time; nobody waits for it while issuing."""
    post: Post
    randomness: Callable[[int], bytes]
    """That many bytes from a CSPRNG."""
    introduce: Callable[[], Introduction]
    """Says what others must know of us, as it stands now."""
    demo: bool
    """Documents are marked as of demo grade: the seal's root is of our own making."""
