"""Checking the seal (封印の確認): the signature, whose key it is, and when it was put on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.x509.oid import NameOID

from akashi_verifier.examine import sentences
from akashi_verifier.examine.findings import Check
from akashi_verifier.examine.later_changes import kept_certificates, kept_lists
from akashi_verifier.examine.seal_place import SealPlace
from akashi_verifier.examine.trust import Trust
from akashi_verifier.pki import oids
from akashi_verifier.pki.chain import ChainRefused, check_chain
from akashi_verifier.pki.cms import SignedMessage, digest_of, load_certificate, read_message
from akashi_verifier.pki.der import BadDer
from akashi_verifier.timestamp_token import BadToken, check_token, read_token

# A clock a little behind the authority's makes no false alarm.
_CLOCK_GRACE = timedelta(minutes=10)


@dataclass(frozen=True)
class SealFound:
    """The message in the seal and its signer, once its signature proved right.

    出典: ETSI EN 319 142-1
    """

    place: SealPlace
    message: SignedMessage
    signer: x509.Certificate

    @property
    def signer_name(self) -> str:
        """Return the common name on the signer's certificate."""
        names = self.signer.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(names[0].value) if names else self.signer.subject.rfc4514_string()


def check_seal(place: SealPlace) -> tuple[Check, SealFound | None]:
    """Check the signature over the sealed bytes; whose key it is is asked later.

    出典: RFC 5652 5.6, ETSI EN 319 142-1
    """
    try:
        message = read_message(place.container)
        signer = message.signer()
        digest = digest_of(message.digest_algorithm, place.sealed_bytes())
    except BadDer:
        return wrong_seal("unreadable"), None
    if message.content_type != oids.DATA or message.content is not None:
        return wrong_seal("container"), None
    if not message.states(digest):
        return wrong_seal("digest"), None
    if not message.signed_by(signer):
        return wrong_seal("signature"), None
    return Check("seal", ok=True, detail=sentences.SEAL[""]), SealFound(place, message, signer)


def wrong_seal(reason: str) -> Check:
    """Return the failed check of the seal, with its reason.

    出典: なし (本システムの決定)
    """
    return Check("seal", ok=False, detail=sentences.SEAL[reason], reason=reason)


def check_timestamp(found: SealFound, trust: Trust, at: datetime) -> tuple[Check, datetime | None]:
    """Check the signature time stamp; return the time it proves, or None.

    出典: RFC 3161, ETSI EN 319 122-1 5.3
    """
    encoded = found.message.unsigned_attributes.get(oids.SIGNATURE_TIMESTAMP)
    if encoded is None:
        return _stamp_check(ok=None, reason="none"), None
    try:
        token = read_token(encoded)
        check_token(
            token,
            found.message.signature,
            trust.authorities,
            crls=kept_lists(found.place.document),
            pool=kept_certificates(found.place.document),
        )
    except (BadToken, ValueError) as error:
        cause = error.__cause__
        if isinstance(cause, ChainRefused) and cause.reason == "unknown_issuer":
            return _stamp_check(ok=None, reason="unknown_issuer"), None
        return _stamp_check(ok=False, reason="wrong"), None
    if token.at > at + _CLOCK_GRACE:
        return _stamp_check(ok=False, reason="future"), None
    return Check("timestamp", ok=True, detail=sentences.stamped(token.at)), token.at


def _stamp_check(*, ok: bool | None, reason: str) -> Check:
    return Check("timestamp", ok=ok, detail=sentences.TIMESTAMP[reason], reason=reason)


def check_signer(found: SealFound, trust: Trust, sealed_at: datetime) -> Check:
    """Check the chain from the seal to a trusted key, as it stood when the seal was put on.

    出典: RFC 5280 6, contract §2 verify
    """
    try:
        document = found.place.document
        enclosed = [load_certificate(each) for each in found.message.certificates]
        check_chain(
            found.signer,
            (*enclosed, *kept_certificates(document)),
            trust.seals,
            at=sealed_at,
            purpose="seal",
            crls=kept_lists(document),
        )
    except ChainRefused as error:
        detail = sentences.CHAIN[error.reason]
        return Check("chain", ok=False, detail=detail, reason=error.reason)
    except ValueError:
        return Check("chain", ok=False, detail=sentences.CHAIN["unreadable"], reason="unreadable")
    return Check("chain", ok=True, detail=sentences.trusted(found.signer_name))
