"""Checking the seal (封印の確認): the signature, whose key it is, and when it was put on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID

from akashi_verifier.examine import sentences
from akashi_verifier.examine.findings import Check
from akashi_verifier.examine.seal_place import SealPlace
from akashi_verifier.examine.store import Store
from akashi_verifier.examine.trust import Trust
from akashi_verifier.pki import oids
from akashi_verifier.pki.chain import ChainRefused, check_chain
from akashi_verifier.pki.cms import SignedMessage, digest_of, load_certificate, read_message
from akashi_verifier.pki.der import BadDer
from akashi_verifier.pki.lower_half import is_lower
from akashi_verifier.pki.written import written
from akashi_verifier.timestamp_token import BadToken, read_token


@dataclass(frozen=True)
class SealFound:
    """The message in the seal and its signer, once its signature proved right.

    出典: ETSI EN 319 142-1
    """

    place: SealPlace
    message: SignedMessage
    signer: x509.Certificate

    @property
    def enclosed(self) -> tuple[x509.Certificate, ...]:
        """Return the certificates that the message carries.

        Raises:
            BadDer: one of them is none.
        """
        return tuple(load_certificate(each) for each in self.message.certificates)

    @property
    def tokens(self) -> list[SignedMessage]:
        """Return the message of its time stamp, where it has a readable one."""
        encoded = self.message.unsigned_attributes.get(oids.SIGNATURE_TIMESTAMP)
        try:
            return [] if encoded is None else [read_token(encoded).message]
        except BadToken:
            return []

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
        reason = _wrong(message, signer, place)
    except BadDer:
        return wrong_seal("unreadable"), None
    if reason is not None:
        return wrong_seal(reason), None
    return Check("seal", ok=True, detail=sentences.SEAL[""]), SealFound(place, message, signer)


def _wrong(message: SignedMessage, signer: x509.Certificate, place: SealPlace) -> str | None:
    digest = digest_of(message.digest_algorithm, place.sealed_bytes())
    if not _is_of_our_form(message, signer, place.container):
        return "container"
    if not message.states(digest):
        return "digest"
    if not message.signed_by(signer):
        return "signature"
    # Asked last: only of a right signature there is another one.
    return None if is_lower(message.signature, signer.public_key()) else "container"


def _is_of_our_form(message: SignedMessage, signer: x509.Certificate, container: bytes) -> bool:
    """Say whether what no signature covers is there, and written, as in every seal of ours.

    Enclosed are the signer and those above it but a root; the time stamp stands alone
    beside the signature.
    """
    enclosed = [load_certificate(each) for each in message.certificates]
    above = {each.issuer for each in enclosed}
    return (
        message.content_type == oids.DATA
        and message.content is None
        and set(message.unsigned_attributes) <= {oids.SIGNATURE_TIMESTAMP}
        and oids.SIGNING_CERTIFICATE_V2 in message.signed_attributes
        and message.signature_algorithm != oids.RSA_ENCRYPTION
        and all(
            each == signer or (each.subject in above and each.subject != each.issuer)
            for each in enclosed
        )
        and container.startswith(written(message))
    )


def wrong_seal(reason: str) -> Check:
    """Return the failed check of the seal, with its reason.

    出典: なし (本システムの決定)
    """
    return Check("seal", ok=False, detail=sentences.SEAL[reason], reason=reason)


def check_signer(
    found: SealFound, store: Store, trust: Trust, sealed_at: datetime, number: str | None
) -> Check:
    """Check the chain from the seal to a trusted key, as it stood when the seal was put on.

    `number` is the guarantee's, where the content is sound: whose seal it is must be its surety's.
    出典: RFC 5280 6, contract §2 verify
    """
    try:
        check_chain(
            found.signer,
            (*found.enclosed, *store.certificates),
            trust.seals,
            at=sealed_at,
            purpose="seal",
            crls=store.lists,
        )
    except ChainRefused as error:
        return _wrong_chain(error.reason)
    except BadDer:
        return _wrong_chain("unreadable")
    if number is not None and not trust.may_seal(found.signer, number):
        return _wrong_chain("other_surety")
    return Check("chain", ok=True, detail=sentences.trusted(found.signer_name))


def _wrong_chain(reason: str) -> Check:
    return Check("chain", ok=False, detail=sentences.CHAIN[reason], reason=reason)
