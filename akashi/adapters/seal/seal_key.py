"""The seal's key (電子署名の鍵): certificate, chain, revocation lists, and a hand that signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key, pkcs12

from akashi.adapters.not_yet import NotYet
from akashi_verifier.sentence import Sentence

_SMALLEST_RSA = 3072


class UnfitKey(ValueError):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when key and certificate cannot make a seal; says what to mend.

    出典: contract §7 (ECDSA P-256 または RSA 3072 以上)
    """

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(f"{ja} / {en}")
        self.sentence = Sentence(ja, en)


class SealUnavailable(NotYet):
    """Raised when a surety cannot seal at the moment; says why and what to do. Try again later.

    出典: なし (本システムの決定)
    """

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(f"{ja} / {en}")
        self.sentence = Sentence(ja, en)


@dataclass(frozen=True)
class SealKey:
    """A key that seals: its certificate, the chain above it, and a function that signs.

    `sign` takes bytes and signs them with SHA-256; a PEM file, a PKCS#12 file or a
    hardware token may stand behind it.
    出典: contract §7
    """

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    """Issuing certificates, nearest first, up to and with the root."""
    crls: tuple[x509.CertificateRevocationList, ...]
    sign: Callable[[bytes], bytes]

    def encoded_chain(self) -> tuple[bytes, ...]:
        """Return the certificate and its chain in DER."""
        return tuple(c.public_bytes(Encoding.DER) for c in (self.certificate, *self.chain))


def load_pem(
    certificates: Path, key: Path, *, password: bytes | None = None, crls: Sequence[Path] = ()
) -> SealKey:
    """Read a seal's key from PEM files: certificate and chain in one, the private key in another.

    Raises:
        OSError: a file cannot be read.
        UnfitKey: not the files expected, the key is another's, or too weak for a seal.
    出典: contract §7
    """
    own, chain = read_certificates(certificates)
    return seal_key(own, chain, read_pem_key(key, password), crls)


def load_pkcs12(path: Path, password: bytes | None, *, crls: Sequence[Path] = ()) -> SealKey:
    """Read a seal's key from a PKCS#12 file.

    Raises:
        OSError: the file cannot be read.
        UnfitKey: wrong password, no key inside, or too weak for a seal.
    出典: contract §7
    """
    private, own, chain = read_pkcs12(path, password)
    return seal_key(own, chain, private, crls)


def read_certificates(path: Path) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """Return the certificate that stands first in a PEM file, and the others.

    Raises: OSError; UnfitKey: there is none.
    出典: RFC 7468
    """
    try:
        own, *chain = x509.load_pem_x509_certificates(path.read_bytes())
    except ValueError as error:
        raise UnfitKey(
            f"{path} に証明書（PEM）がありません", f"{path} holds no certificate (PEM)"
        ) from error
    return own, chain


def read_pem_key(path: Path, password: bytes | None) -> PrivateKeyTypes:
    """Return the private key in a PEM file.

    Raises: OSError; UnfitKey: there is none, or the password is not its.
    出典: RFC 7468
    """
    data = path.read_bytes()
    try:
        # A password nobody asks for is no fault: one setting may serve several keys.
        return load_pem_private_key(data, password if b"ENCRYPTED" in data else None)
    except (ValueError, TypeError) as error:
        raise UnfitKey(
            f"{path} に秘密鍵（PEM）がないか、パスワードが違います",
            f"{path} holds no private key (PEM), or does not open with this password",
        ) from error


def read_pkcs12(
    path: Path, password: bytes | None
) -> tuple[PrivateKeyTypes, x509.Certificate, list[x509.Certificate]]:
    """Return key, certificate and the other certificates of a PKCS#12 file.

    Raises: OSError; UnfitKey: wrong password, or no key inside.
    出典: RFC 7292
    """
    try:
        private, own, chain = pkcs12.load_key_and_certificates(path.read_bytes(), password)
    except ValueError as error:
        raise UnfitKey(
            f"{path} はこのパスワードで開きません", f"{path} does not open with this password"
        ) from error
    if private is None or own is None:
        raise UnfitKey(
            f"{path} に鍵とその証明書がありません", f"{path} holds no key with its certificate"
        )
    return private, own, chain


def seal_key(
    certificate: x509.Certificate,
    chain: Sequence[x509.Certificate],
    private: PrivateKeyTypes,
    crls: Sequence[Path] = (),
) -> SealKey:
    """Return the seal of a parsed key; it stays parsed (a parse costs 124 ms with RSA-3072).

    Raises:
        UnfitKey: the key is not the certificate's, of another kind, or too weak.
    出典: contract §7, 実測は stack.md 所見4
    """
    ordered = ordered_chain(certificate, chain)
    lists = tuple(load_crl(path) for path in crls)
    return SealKey(certificate, ordered, lists, signing(private, certificate))


def signing(private: PrivateKeyTypes, certificate: x509.Certificate) -> Callable[[bytes], bytes]:
    """Return a hand that signs with SHA-256 and this key.

    Raises:
        UnfitKey: the key is not the certificate's, of another kind, or too weak.
    出典: contract §7
    """
    check_strength(private.public_key())
    if private.public_key() != certificate.public_key():
        raise UnfitKey(
            "秘密鍵が証明書のものではありません",
            "the private key does not belong to the certificate",
        )
    if isinstance(private, ec.EllipticCurvePrivateKey):
        ecdsa = ec.ECDSA(hashes.SHA256())
        return lambda data: private.sign(data, ecdsa)
    rsa_key = cast("rsa.RSAPrivateKey", private)
    return lambda data: rsa_key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def check_strength(public: object) -> None:
    """Refuse a key that must not seal.

    Raises:
        UnfitKey: neither ECDSA on P-256 nor RSA of at least 3072 bits.
    出典: contract §7
    """
    if isinstance(public, ec.EllipticCurvePublicKey):
        if not isinstance(public.curve, ec.SECP256R1):
            raise UnfitKey("楕円曲線の印章は P-256 です", "a seal on an elliptic curve uses P-256")
    elif isinstance(public, rsa.RSAPublicKey):
        if public.key_size < _SMALLEST_RSA:
            raise UnfitKey(
                f"RSA の印章は {_SMALLEST_RSA} ビット以上です",
                f"an RSA seal has at least {_SMALLEST_RSA} bits",
            )
    else:
        # Ed25519 is refused here: poppler calls such a document damaged.
        raise UnfitKey(
            "印章の鍵は ECDSA P-256 か RSA です", "a seal is an ECDSA P-256 or an RSA key"
        )


def ordered_chain(
    certificate: x509.Certificate, chain: Sequence[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    """Return the chain nearest first, without strangers and without the certificate itself.

    出典: RFC 5280 6.1
    """
    ordered = [certificate]
    while len(ordered) <= len(chain):
        above = next(
            (c for c in chain if c.subject == ordered[-1].issuer and c not in ordered), None
        )
        if above is None:
            break
        ordered.append(above)
    return tuple(ordered[1:])


def load_crl(path: Path) -> x509.CertificateRevocationList:
    """Read a certificate revocation list, DER or PEM.

    Raises: OSError; UnfitKey: it is none.
    出典: RFC 5280 5
    """
    data = path.read_bytes()
    try:
        if data.startswith(b"-----"):
            return x509.load_pem_x509_crl(data)
        return x509.load_der_x509_crl(data)
    except ValueError as error:
        raise UnfitKey(
            f"{path} は失効リストではありません", f"{path} is no certificate revocation list"
        ) from error
