"""Anchors (アンカー): a checkpoint of the log that a time-stamp authority has stamped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from akashi_verifier.log_signature import signed_by_log
from akashi_verifier.pki import der
from akashi_verifier.pki.chain import Anchors
from akashi_verifier.pki.der import BadDer
from akashi_verifier.timestamp_token import BadToken, check_authority, is_over, read_token
from akashi_verifier.transparency_log import BadNote, Checkpoint, LogKey, read_checkpoint

_FIELDS = 2


class BadAnchor(ValueError):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when note and time stamp are no anchor of this log; the message says why.

    出典: なし (本システムの決定, docs/transparency-log.md)
    """


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an anchor proves: at that time the log had this size and this root.

    出典: なし (本システムの決定, docs/transparency-log.md)
    """

    checkpoint: Checkpoint
    at: datetime
    """The authority's time, not the operator's."""


def check_anchor(
    note: bytes,
    stamp: bytes,
    key: LogKey,
    authorities: Anchors,
    *,
    crls: Sequence[x509.CertificateRevocationList] = (),
) -> Anchor:
    """Check that the log signed the note and a trusted authority stamped these very bytes.

    `stamp` is the authority's answer (`.tsr`) or the bare token. The authority's certificate
    must have been valid at the time it states, not today: an anchor does not grow old.

    Raises:
        BadAnchor: no checkpoint, signed by another key, a stamp over something else, or one by
            an authority that is not trusted.
    出典: C2SP tlog-checkpoint、RFC 3161 2.4.2
    """
    try:
        text = note.decode()
        checkpoint = read_checkpoint(text)
    except (UnicodeDecodeError, BadNote) as error:
        raise BadAnchor(f"not a checkpoint: {error}") from error
    if not signed_by_log(text, key):
        raise BadAnchor(f"the checkpoint is not signed by {key.name}")
    try:
        return Anchor(checkpoint, check_stamp(note, stamp, authorities, crls=crls))
    except BadToken as error:
        raise BadAnchor(str(error)) from error


def check_stamp(
    stamped: bytes,
    stamp: bytes,
    authorities: Anchors,
    *,
    crls: Sequence[x509.CertificateRevocationList] = (),
) -> datetime:
    """Check that a trusted authority stamped these very bytes, and return the time it states.

    Raises:
        BadToken: a stamp over something else, or by an authority that is not trusted.
    出典: RFC 3161 2.4.2
    """
    token = read_token(token_of(stamp))
    check_authority(token, authorities, crls=crls)
    if not is_over(token, stamped):
        raise BadToken("the time stamp is over something else")
    return token.at


def token_of(stamp: bytes) -> bytes:
    """Return the token inside a time-stamp answer; a bare token is returned as it is.

    Raises:
        BadToken: neither, or an answer that refuses.
    出典: RFC 3161 2.4.2
    """
    try:
        fields = der.read(stamp).expect(der.SEQUENCE).children()
        if fields and fields[0].tag == der.OBJECT_ID:
            return stamp
        if len(fields) == _FIELDS and fields[0].first().integer() == 0:
            return fields[1].raw
    except BadDer as error:
        raise BadToken(f"not a time stamp: {error}") from error
    raise BadToken("the authority refused")
