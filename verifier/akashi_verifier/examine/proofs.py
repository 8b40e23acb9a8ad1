"""Proofs of existence (存在証明): which time stamp may be believed, and the time it proves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from akashi_verifier.examine import sentences
from akashi_verifier.examine.archive_stamp import ArchiveStamp
from akashi_verifier.examine.findings import Check
from akashi_verifier.examine.seal_check import SealFound
from akashi_verifier.examine.store import Store
from akashi_verifier.examine.trust import Trust
from akashi_verifier.pki import oids
from akashi_verifier.sentence import Sentence
from akashi_verifier.timestamp_token import (
    BadToken,
    OutlivedToken,
    Token,
    UnknownAuthority,
    check_authority,
    is_over,
    read_token,
)

# Two clocks a little apart make no false alarm.
_CLOCK_GRACE = timedelta(minutes=10)


@dataclass(frozen=True)
class Archive:
    """What the document time stamps behind the seal prove.

    出典: ETSI EN 319 102-1 5.6.2
    """

    until: datetime
    """When everything under the innermost believed stamp existed; the examination without one."""
    believed: tuple[ArchiveStamp, ...] = ()
    """Newest first."""
    doubts: tuple[str, ...] = ()
    """Why stamps were not used: `expired`, `revoked`, `unknown_issuer`, `future`, `wrong`."""


def judge_archive(
    stamps: Sequence[ArchiveStamp], trust: Trust, store: Store, at: datetime
) -> Archive:
    """Judge the document time stamps from the newest to the oldest.

    The newest must be good at the time of examination, each older one at the time that
    the next newer believed one proves. One whose authority expired or was revoked
    before proves nothing any more; it does no harm either.
    出典: ETSI EN 319 102-1 5.6.2.4, ETSI EN 319 142-1 5.4.3
    """
    until = at
    believed: list[ArchiveStamp] = []
    doubts: list[str] = []
    for stamp in reversed(stamps):
        doubt = _doubt(stamp.token, None, trust, store, until)
        if doubt is None:
            until = min(until, stamp.token.at)
            believed.append(stamp)
        else:
            doubts.append(doubt)
    return Archive(until, tuple(believed), tuple(doubts))


def check_timestamp(
    found: SealFound, archive: Archive, trust: Trust, store: Store
) -> tuple[Check, datetime | None]:
    """Check the signature's time stamp; return the time by which the seal is proven, or None.

    It must be good at the time that the archive proves. A seal without a stamp of its
    own, or with one outlived, is proven by the oldest believed document time stamp.
    出典: RFC 3161, ETSI EN 319 122-1 5.3, ETSI EN 319 102-1 5.6.2
    """
    reason: str | None = "none"
    token = None
    encoded = found.message.unsigned_attributes.get(oids.SIGNATURE_TIMESTAMP)
    if encoded is not None:
        try:
            token = read_token(encoded)
            reason = _doubt(token, found.message.signature, trust, store, archive.until)
        except BadToken:
            reason = "wrong"
    if reason in _FALSE or "future" in archive.doubts:
        return _check(ok=False, reason=reason if reason in _FALSE else "future"), None
    if token is not None and reason is None:
        proven = min(token.at, archive.until)
        return _proven(sentences.stamped(proven), archive), proven
    if archive.believed:
        return _proven(sentences.archived(archive.until), archive), archive.until
    outlived = [each for each in (reason, *archive.doubts) if each in sentences.OUTLIVED]
    return _check(ok=None, reason=outlived[0] if outlived else reason or "none"), None


_FALSE = ("wrong", "future")


def _doubt(
    token: Token, stamped: bytes | None, trust: Trust, store: Store, until: datetime
) -> str | None:
    """Return why a token proves nothing at `until`, or None; `stamped` where not checked yet."""
    if stamped is not None and not is_over(token, stamped):
        return "wrong"
    try:
        check_authority(
            token, trust.authorities, crls=store.lists, pool=store.certificates, until=until
        )
    except UnknownAuthority:
        return "unknown_issuer"
    except OutlivedToken as error:
        return error.reason
    except BadToken:
        return "wrong"
    return "future" if token.at > until + _CLOCK_GRACE else None


def _proven(said: Sentence, archive: Archive) -> Check:
    outlived = any(each in sentences.OUTLIVED for each in archive.doubts)
    detail = sentences.with_note(said, sentences.ARCHIVE_OUTLIVED) if outlived else said
    return Check("timestamp", ok=True, detail=detail)


def _check(*, ok: bool | None, reason: str) -> Check:
    return Check("timestamp", ok=ok, detail=sentences.TIMESTAMP[reason], reason=reason)
