"""Signed messages (CMS署名): made for one signer, and read back strictly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from akashi_verifier.pki import der, oids
from akashi_verifier.pki.chain import SMALLEST_EC, SMALLEST_RSA
from akashi_verifier.pki.der import BadDer, Value

_BROKEN = (
    ValueError,
    TypeError,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    Warning,
)
"""What the library raises (or warns of) over bytes that are no certificate or list."""


@dataclass(frozen=True)
class SignedMessage:
    """A CMS SignedData of one signer, taken apart but not yet believed.

    出典: RFC 5652
    """

    content_type: str
    content: bytes | None
    certificates: tuple[bytes, ...]
    issuer_and_serial: bytes
    digest_algorithm: str
    signed_attributes: dict[str, bytes]
    """Object identifier to the one encoded value of the attribute."""
    signed_bytes: bytes
    """What the signature is over: the signed attributes as a SET."""
    signature_algorithm: str
    signature: bytes
    unsigned_attributes: dict[str, bytes]

    def signer(self) -> x509.Certificate:
        """Return the certificate the signer names, which the message must carry.

        The signed attribute signing-certificate binds it: another certificate of the
        same issuer and number does not pass.

        Raises:
            BadDer: the message lacks it, or binds another.
        """
        for encoded in self.certificates:
            certificate = load_certificate(encoded)
            named = certificate.issuer.public_bytes() + der.integer(certificate.serial_number)
            if der.sequence(named) == self.issuer_and_serial:
                _bound(self.signed_attributes, encoded)
                return certificate
        raise BadDer("the signer's certificate is not enclosed")

    def states(self, digest: bytes) -> bool:
        """Say whether the signed attributes state this digest and the right content type."""
        return (
            self.signed_attributes.get(oids.MESSAGE_DIGEST) == der.octets(digest)
            and self.signed_attributes.get(oids.CONTENT_TYPE) == der.object_id(self.content_type)
        )  # fmt: skip

    def signed_by(self, certificate: x509.Certificate) -> bool:
        """Say whether the key of the certificate made the signature.

        Keys weaker than RSA 2048 or 256 bits of an elliptic curve, or of no known kind, never did.
        """
        try:
            key = certificate.public_key()
            if isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= SMALLEST_EC:
                digest = oids.ECDSA[self.signature_algorithm]()
                key.verify(self.signature, self.signed_bytes, ec.ECDSA(digest))
                return True
            if isinstance(key, rsa.RSAPublicKey) and key.key_size >= SMALLEST_RSA:
                named = oids.RSA[self.signature_algorithm]
                digest = named() if named else digest_algorithm(self.digest_algorithm)
                key.verify(self.signature, self.signed_bytes, padding.PKCS1v15(), digest)
                return True
        except (InvalidSignature, UnsupportedAlgorithm, KeyError, ValueError):
            return False
        return False


@lru_cache(maxsize=64)
def load_certificate(encoded: bytes) -> x509.Certificate:
    """Return the certificate; the few that a system meets stay parsed.

    Raises:
        BadDer: not a certificate.
    出典: RFC 5280
    """
    try:
        # The library warns of a number that is none, wherever it is asked; so it never sees one.
        first, second = _signed(encoded).children()[:2]
        if (second if first.tag == der.CONTEXT_0 else first).integer() <= 0:
            raise BadDer("a certificate without a number")
        certificate = x509.load_der_x509_certificate(encoded)
        # The library reads these only when asked; a broken one is none of ours to pass on.
        _ = certificate.subject, certificate.issuer, certificate.extensions
        _ = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    except _BROKEN as error:
        raise BadDer("not a certificate") from error
    return certificate


def load_list(encoded: bytes) -> x509.CertificateRevocationList:
    """Return the certificate revocation list.

    Raises:
        BadDer: not a list.
    出典: RFC 5280 5
    """
    try:
        _signed(encoded)
        crl = x509.load_der_x509_crl(encoded)
        _ = crl.issuer, crl.extensions, crl.last_update_utc
    except _BROKEN as error:
        raise BadDer("not a revocation list") from error
    return crl


def _signed(encoded: bytes) -> Value:
    """Return the signed part of a certificate or list, after a look at the rest.

    The algorithm is the one named in the signed part, and the signature is of whole bytes:
    nobody signed these, and the library passes over the latter.
    """
    signed, algorithm, signature = _parts(der.read(encoded).expect(der.SEQUENCE), 3)
    if algorithm.raw not in [each.raw for each in signed.children()[:3]]:
        raise BadDer("signed by another algorithm than was meant")
    if signature.expect(der.BIT_STRING).content[:1] != b"\0":
        raise BadDer("a signature that does not end with a byte")
    return signed


def read_message(data: bytes) -> SignedMessage:
    """Take a CMS SignedData with exactly one signer apart.

    Zero bytes behind it are the room a PDF keeps for it and are passed over.

    Raises:
        BadDer: another structure, several signers, or an unknown digest.
    出典: RFC 5652
    """
    outer = der.read_first(data)
    if data[len(outer.raw) :].strip(b"\0"):
        raise BadDer("bytes behind the message")
    kind, wrapped = _parts(outer.expect(der.SEQUENCE), 2)
    if kind.object_id() != oids.SIGNED_DATA:
        raise BadDer("not a signed message")
    fields = der.read(wrapped.expect(der.CONTEXT_0).content).expect(der.SEQUENCE).children()
    if len(fields) < 4:  # noqa: PLR2004 - version, digests, content, signers
        raise BadDer("a signed message lacks a field")
    content_type, content = _content(fields[2])
    # Nothing signs this number, so only the one that the content asks for will do.
    if fields[0].integer() != (1 if content_type == oids.DATA else 3):
        raise BadDer("a signed message of another version")
    if [each.tag for each in fields[3:-1]] not in ([], [der.CONTEXT_0]):
        raise BadDer("a signed message with a field that does not belong there")
    enclosed = fields[3].children() if fields[3].tag == der.CONTEXT_0 else []
    signers = fields[-1].expect(der.SET).children()
    if len(signers) != 1:
        raise BadDer("exactly one signer was expected")
    found = _signer_info(signers[0], content_type, content, tuple(each.raw for each in enclosed))
    announced = [_algorithm(each) for each in fields[1].expect(der.SET).children()]
    if announced != [found.digest_algorithm]:
        raise BadDer("the message announces another digest than its signer's")
    return found


def _signer_info(
    info: Value, content_type: str, content: bytes | None, certificates: tuple[bytes, ...]
) -> SignedMessage:
    fields = info.expect(der.SEQUENCE).children()
    if len(fields) not in (6, 7):
        raise BadDer("signer, digest, signed attributes and signature were expected")
    version, named, digest, attributes, algorithm, signature = fields[:6]
    if version.integer() != 1:
        raise BadDer("a signer named otherwise than by issuer and number")
    return SignedMessage(
        content_type=content_type,
        content=content,
        certificates=certificates,
        issuer_and_serial=named.expect(der.SEQUENCE).raw,
        digest_algorithm=_algorithm(digest),
        signed_attributes=_attributes(attributes.expect(der.CONTEXT_0)),
        signed_bytes=der.encode(der.SET, attributes.content),
        signature_algorithm=_algorithm(algorithm),
        signature=signature.expect(der.OCTET_STRING).content,
        unsigned_attributes=_attributes(fields[6].expect(der.CONTEXT_1))
        if len(fields) == 7  # noqa: PLR2004 - the optional last field
        else {},
    )


def _algorithm(identifier: Value) -> str:
    """Return the algorithm, which takes no parameters."""
    named = identifier.expect(der.SEQUENCE).first()
    if identifier.content[len(named.raw) :] not in (b"", der.encode(der.NULL)):
        raise BadDer("an algorithm with parameters")
    return named.object_id()


def _content(encapsulated: Value) -> tuple[str, bytes | None]:
    parts = encapsulated.expect(der.SEQUENCE).children()
    if not parts or len(parts) > 2:  # noqa: PLR2004 - type and content
        raise BadDer("a content type was expected")
    if len(parts) == 1:
        return parts[0].object_id(), None
    inner = der.read(parts[1].expect(der.CONTEXT_0).content)
    return parts[0].object_id(), inner.expect(der.OCTET_STRING).content


def _attributes(container: Value) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for attribute in container.children():
        kind, values = _parts(attribute.expect(der.SEQUENCE), 2)
        inside = values.expect(der.SET).children()
        if len(inside) != 1 or kind.object_id() in found:
            raise BadDer("an attribute stands once and has one value")
        found[kind.object_id()] = inside[0].raw
    return found


def _bound(attributes: dict[str, bytes], certificate: bytes) -> None:
    """Check that signing-certificate (v2, or v1 in old tokens) names this certificate first."""
    encoded = attributes.get(oids.SIGNING_CERTIFICATE_V2)
    algorithm: hashes.HashAlgorithm = hashes.SHA256()
    if encoded is None:
        encoded = attributes.get(oids.SIGNING_CERTIFICATE)
        algorithm = hashes.SHA1()  # noqa: S303 - version 1 knows no other
    if encoded is None:
        raise BadDer("the signer's certificate is not bound by the signature")
    identifier = der.read(encoded).first().first()
    stated, *more = identifier.children() or [identifier]
    if stated.tag == der.SEQUENCE and more:
        algorithm = digest_algorithm(stated.first().object_id())
        stated = more[0]
    if stated.expect(der.OCTET_STRING).content != _hash(algorithm, certificate):
        raise BadDer("the signature binds another certificate")


def digest_algorithm(object_id: str) -> hashes.HashAlgorithm:
    """Return the digest of an object identifier.

    Raises:
        BadDer: not one of the SHA-2 family.
    出典: RFC 5754
    """
    algorithm = oids.DIGESTS.get(object_id)
    if algorithm is None:
        raise BadDer("a digest of the SHA-2 family was expected")
    return algorithm()


def digest_of(object_id: str, data: bytes) -> bytes:
    """Return the digest of `data` by the algorithm of an object identifier.

    Raises:
        BadDer: not one of the SHA-2 family.
    出典: RFC 5754
    """
    return _hash(digest_algorithm(object_id), data)


def _hash(algorithm: hashes.HashAlgorithm, data: bytes) -> bytes:
    digest = hashes.Hash(algorithm)
    digest.update(data)
    return digest.finalize()


def _parts(value: Value, count: int) -> list[Value]:
    parts = value.children()
    if len(parts) != count:
        raise BadDer(f"{count} parts were expected")
    return parts
