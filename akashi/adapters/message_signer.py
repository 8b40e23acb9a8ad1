"""Making signed messages (CMS署名の作成): fresh DER by hand, for seals and for time stamps."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding

from akashi_verifier.pki import der, oids
from akashi_verifier.pki.lower_half import lowered

_SHA256 = der.sequence(der.object_id(oids.SHA256))
_NULL = der.encode(der.NULL)


class MessageSigner:
    """Makes CMS messages of one signer: SHA-256, signing-certificate-v2, no clear signing time.

    Everything that stays the same from message to message is encoded once.
    出典: RFC 5652, RFC 5035, ETSI EN 319 122-1
    """

    def __init__(
        self,
        certificate: x509.Certificate,
        sign: Callable[[bytes], bytes],
        enclosed: Sequence[x509.Certificate] = (),
    ) -> None:
        encoded = certificate.public_bytes(Encoding.DER)
        number = der.integer(certificate.serial_number)
        bound = der.sequence(der.octets(hashlib.sha256(encoded).digest()))
        public = certificate.public_key()
        self._public, self._sign = public, sign
        self._named = der.sequence(certificate.issuer.public_bytes(), number)
        self._bound = attribute(oids.SIGNING_CERTIFICATE_V2, der.sequence(der.sequence(bound)))
        sent = [encoded, *(each.public_bytes(Encoding.DER) for each in enclosed)]
        # A SET OF is ordered by its bytes; strict readers refuse another order.
        self._enclosed = b"".join(sorted(sent))
        self._algorithm = (
            der.sequence(der.object_id(oids.RSA_SHA256), _NULL)
            if isinstance(public, rsa.RSAPublicKey)
            else der.sequence(der.object_id(oids.ECDSA_SHA256))
        )

    def detached(self, digest: bytes, unsigned: Callable[[bytes], bytes] | None = None) -> bytes:
        """Return a message over content that stays elsewhere and has this SHA-256 digest.

        `unsigned` is given the signature and returns the unsigned attributes (a time stamp).
        """
        return self._message(1, oids.DATA, digest, unsigned=unsigned)

    def token(self, content_type: str, content: bytes, *, with_certificates: bool) -> bytes:
        """Return a message that carries its content, as a time-stamp token does."""
        return self._message(
            3,
            content_type,
            hashlib.sha256(content).digest(),
            content=der.encode(der.CONTEXT_0, der.octets(content)),
            with_certificates=with_certificates,
        )

    def _message(
        self,
        version: int,
        content_type: str,
        digest: bytes,
        *,
        content: bytes = b"",
        with_certificates: bool = True,
        unsigned: Callable[[bytes], bytes] | None = None,
    ) -> bytes:
        kind = der.object_id(content_type)
        attributes = b"".join(
            sorted(
                [
                    attribute(oids.CONTENT_TYPE, kind),
                    attribute(oids.MESSAGE_DIGEST, der.octets(digest)),
                    self._bound,
                ]
            )
        )
        signature = lowered(self._sign(der.encode(der.SET, attributes)), self._public)
        more = unsigned(signature) if unsigned else b""
        signer = der.sequence(
            der.integer(1),
            self._named,
            _SHA256,
            der.encode(der.CONTEXT_0, attributes),
            self._algorithm,
            der.octets(signature),
            der.encode(der.CONTEXT_1, more) if more else b"",
        )
        sent = der.encode(der.CONTEXT_0, self._enclosed) if with_certificates else b""
        message = der.sequence(
            der.integer(version),
            der.set_of(_SHA256),
            der.sequence(kind, content),
            sent,
            der.set_of(signer),
        )
        return der.sequence(der.object_id(oids.SIGNED_DATA), der.encode(der.CONTEXT_0, message))


def attribute(object_id: str, value: bytes) -> bytes:
    """Return an attribute of one value.

    出典: RFC 5652 5.3
    """
    return der.sequence(der.object_id(object_id), der.set_of(value))
