"""Reading back (読み戻し): the quick check of a fresh certificate before anybody may see it."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography import x509

from akashi_verifier.examine.attachments import (
    CONTENT,
    EVIDENCE,
    BadAttachments,
    attached_files,
)
from akashi_verifier.examine.changed import LaterChange
from akashi_verifier.examine.later_changes import check_later_changes
from akashi_verifier.examine.seal_place import SealMisplaced, SealMissing, SealPlace, find_seal
from akashi_verifier.pki.chain import public_key_bytes
from akashi_verifier.pki.cms import digest_of, read_message
from akashi_verifier.pki.der import BadDer
from akashi_verifier.revisions import BadPdf, read_document

_MOST_REVISIONS_BEHIND = 1


class ReadbackFailed(Exception):  # noqa: N818 - says what happened, as the other names of this room do
    """Raised when a fresh certificate is not what was promised; it must not be released.

    出典: なし (本システムの決定, docs/decisions/0007)
    """


def readback(
    pdf: bytes,
    expected_content: bytes,
    expected_evidence: bytes | None,
    own_certificates: Sequence[x509.Certificate],
) -> None:
    """Check that the seal is ours, whole, and over exactly the stored content and evidence.

    Cheap enough for every issue (about 2 ms): reads only what the seal and the
    attachments need. `examine` checks everything.

    Raises:
        ReadbackFailed: with what differs.
    出典: docs/decisions/0007
    """
    try:
        document = read_document(pdf)
        place = find_seal(document)
        _check_extent(place)
        _check_signature(place, own_certificates)
        files = attached_files(document, place.revision)
    except (BadPdf, BadDer, BadAttachments, LaterChange, SealMissing, SealMisplaced) as error:
        raise ReadbackFailed(f"{type(error).__name__}: {error}") from error
    expected = {CONTENT: expected_content}
    if expected_evidence is not None:
        expected[EVIDENCE] = expected_evidence
    if files != expected:
        raise ReadbackFailed("other content or evidence than was promised")


def _check_extent(place: SealPlace) -> None:
    if len(place.document.revisions) - 1 - place.revision > _MOST_REVISIONS_BEHIND:
        raise ReadbackFailed("more behind the seal than its security store")
    if check_later_changes(place):
        raise ReadbackFailed("an archive time stamp on a fresh certificate")


def _check_signature(place: SealPlace, own: Sequence[x509.Certificate]) -> None:
    message = read_message(place.container)
    signer = message.signer()
    if public_key_bytes(signer) not in {public_key_bytes(each) for each in own}:
        raise ReadbackFailed("sealed by another key")
    if not message.states(digest_of(message.digest_algorithm, place.sealed_bytes())):
        raise ReadbackFailed("the seal is over other bytes")
    if not message.signed_by(signer):
        raise ReadbackFailed("the signature is wrong")
