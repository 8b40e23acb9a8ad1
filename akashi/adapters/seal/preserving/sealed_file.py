"""A sealed file looked at (封印済みファイル): seal, time stamps, and the level it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from akashi.domain.certificate.seal_levels import ARCHIVED, Level
from akashi_verifier.examine.changed import LaterChange
from akashi_verifier.examine.later_changes import check_later_changes
from akashi_verifier.examine.seal_place import SealMisplaced, SealMissing, SealPlace, find_seal
from akashi_verifier.pki import oids
from akashi_verifier.pki.cms import load_certificate, read_message
from akashi_verifier.revisions import BadPdf, read_document
from akashi_verifier.timestamp_token import BadToken, Token, read_token


@dataclass(frozen=True)
class SealedFile:
    """What a sealed file of ours consists of; who gave its time stamps was checked before.

    出典: ETSI EN 319 142-1
    """

    pdf: bytes
    level: Level
    signer: x509.Certificate
    enclosed: tuple[x509.Certificate, ...]
    signature_time: Token | None
    stamps: tuple[Token, ...]
    """Document time stamps, oldest first."""

    @property
    def times(self) -> tuple[Token, ...]:
        """Return every time stamp, that of the signature first."""
        return (self.signature_time, *self.stamps) if self.signature_time else self.stamps

    @property
    def first(self) -> datetime | None:
        """Return the earliest time stated."""
        return min((each.at for each in self.times), default=None)


def look_at(pdf: bytes) -> SealedFile:
    """Take a sealed file apart; nothing but our own stores and stamps may follow the seal.

    Raises:
        BadPdf: another structure.
        BadDer: the seal's message cannot be read.
    出典: ETSI EN 319 142-1 5.4
    """
    try:
        place = find_seal(read_document(pdf))
        stamps = tuple(each.token for each in check_later_changes(place))
        message = read_message(place.container)
        encoded = message.unsigned_attributes.get(oids.SIGNATURE_TIMESTAMP)
        signature_time = read_token(encoded) if encoded is not None else None
    except (SealMissing, SealMisplaced, LaterChange, BadToken) as error:
        raise BadPdf(f"{type(error).__name__}: {error}") from error
    return SealedFile(
        pdf,
        _level(place, stamped=signature_time is not None or bool(stamps)),
        message.signer(),
        tuple(load_certificate(each) for each in message.certificates),
        signature_time,
        stamps,
    )


def _level(place: SealPlace, *, stamped: bool) -> Level:
    document = place.document
    if not stamped:
        return "B-B"
    stored = [each for each in range(len(document.revisions)) if "DSS" in document.root(each)]
    if not stored:
        return "B-T"
    later = document.revisions[stored[0] + 1 :]
    items = (document.item_at(number, at) for each in later for number, at in each.offsets.items())
    archived = any(item.dictionary.get("Type") == "DocTimeStamp" for item in items)
    return ARCHIVED if archived else "B-LT"
