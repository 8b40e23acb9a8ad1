"""Demo keys (デモ用の鍵): a root, seal, time stamps, log and vault, made at first use."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from akashi.adapters.durable_files import write_durably
from akashi.adapters.vault import KEY_SIZE

_YEAR = timedelta(days=365)
# A clock that is set back a little must not make fresh keys unusable.
_GRACE = timedelta(days=1)
_LONGEST_NAME = 64
"""Bytes of a name in a certificate (X.520 counts characters, the libraries bytes)."""


@dataclass(frozen=True)
class KeyFiles:
    """Where the keys of one installation stand.

    出典: なし (本システムの決定)
    """

    folder: Path

    @property
    def root(self) -> Path:
        """The demo root certificate, for whoever wants to trust demo documents."""
        return self.folder / "root.pem"

    @property
    def root_key(self) -> Path:
        """The demo root's private key; while it is here, everything is of demo grade."""
        return self.folder / "root.key"

    @property
    def seal(self) -> Path:
        """The seal's certificate, and the chain below it in the same file."""
        return self.folder / "seal.pem"

    @property
    def seal_key(self) -> Path:
        """The seal's private key."""
        return self.folder / "seal.key"

    @property
    def crl(self) -> Path:
        """The root's list of revoked certificates (DER)."""
        return self.folder / "root.crl"

    @property
    def authority(self) -> Path:
        """The demo time-stamp authority's certificate and its chain."""
        return self.folder / "tsa.pem"

    @property
    def authority_key(self) -> Path:
        """The demo time-stamp authority's private key."""
        return self.folder / "tsa.key"

    @property
    def log_key(self) -> Path:
        """The transparency log's private key (Ed25519)."""
        return self.folder / "log.key"

    @property
    def log_name(self) -> Path:
        """The transparency log's name (origin), one line."""
        return self.folder / "log.name"

    @property
    def vault_key(self) -> Path:
        """The key of the vault, 32 bytes in hex."""
        return self.folder / "vault.key"


def make_demo_keys(folder: Path, *, at: datetime, surety_name: str) -> KeyFiles:
    """Make a set of demo keys in `folder`, or leave the set that stands there.

    The set is made beside and moved there in one step, so that of two processes starting
    at once both end with the same one, and a crash leaves none or a whole one. Files are
    readable by their owner only. The names say that the keys are of demo grade.

    Raises:
        OSError: the folder cannot be written, or holds something else.
    出典: なし (本システムの決定)
    """
    files = KeyFiles(folder)
    if files.vault_key.exists():
        return files
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _fill(KeyFiles(made), at, surety_name)
        # Somebody else was quicker: the set that stands there is the one.
        with suppress(OSError):
            made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    if not files.vault_key.exists():
        raise OSError(f"{folder} holds something else than a set of keys")
    return files


def make_demo_seal(files: KeyFiles, *, at: datetime, surety_name: str) -> tuple[bytes, bytes]:
    """Return key and chain (PEM) of one more demo seal under the demo root; nothing is written.

    Raises:
        OSError: the root's key is not here.
    出典: なし (本システムの決定)
    """
    root_key = load_pem_private_key(files.root_key.read_bytes(), None)
    issuer = x509.load_pem_x509_certificate(files.root.read_bytes())
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"{surety_name}（デモ）", surety_name)
    seal = _issued(name, key, issuer, at - _GRACE).sign(
        cast("ec.EllipticCurvePrivateKey", root_key), hashes.SHA384()
    )
    return _private_pem(key), _pem([seal, issuer])


def _fill(files: KeyFiles, at: datetime, surety_name: str) -> None:
    start = at - _GRACE
    root_key = ec.generate_private_key(ec.SECP384R1())
    root_name = _name("Akashi デモ認証局", "Akashi Demo")
    root = _certificate(root_name, root_key.public_key(), root_name, start, 30 * _YEAR)
    root_certificate = root.add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    ).add_extension(_usage(issues=True), critical=True)
    issuer = root_certificate.sign(root_key, hashes.SHA384())

    seal_key, tsa_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    seal = _issued(_name(f"{surety_name}（デモ）", surety_name), seal_key, issuer, start)
    tsa = _issued(_name("Akashi デモ時刻認証局", "Akashi Demo"), tsa_key, issuer, start)
    stamps_time = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    tsa = tsa.add_extension(stamps_time, critical=True)

    write_durably(files.root, _pem([issuer]))
    write_durably(files.seal, _pem([seal.sign(root_key, hashes.SHA384()), issuer]))
    write_durably(files.authority, _pem([tsa.sign(root_key, hashes.SHA384()), issuer]))
    write_durably(files.crl, _empty_crl(issuer, root_key, start).public_bytes(Encoding.DER))
    log_key = Ed25519PrivateKey.generate()
    for path, key in (
        (files.root_key, root_key),
        (files.seal_key, seal_key),
        (files.authority_key, tsa_key),
        (files.log_key, log_key),
    ):
        write_durably(path, _private_pem(key))
    mark = log_key.public_key().public_bytes_raw()[:4].hex()
    write_durably(files.log_name, f"akashi.demo/{mark}\n".encode())
    write_durably(files.vault_key, secrets.token_hex(KEY_SIZE).encode() + b"\n")


def _name(common_name: str, organization: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _short(organization)),
            x509.NameAttribute(NameOID.COMMON_NAME, _short(common_name)),
        ]
    )


def _short(name: str) -> str:
    """Cut to what a certificate has room for, never inside a character."""
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")


def _certificate(
    subject: x509.Name,
    key: ec.EllipticCurvePublicKey,
    issuer: x509.Name,
    start: datetime,
    length: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + length)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _issued(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Certificate,
    start: datetime,
) -> x509.CertificateBuilder:
    public = key.public_key()
    identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    above = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)
    return (
        _certificate(subject, public, issuer.subject, start, 20 * _YEAR)
        .add_extension(above, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(issues=False), critical=True)
    )


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )


def _empty_crl(
    issuer: x509.Certificate, key: ec.EllipticCurvePrivateKey, start: datetime
) -> x509.CertificateRevocationList:
    identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    above = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)
    return (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(start)
        .next_update(start + 20 * _YEAR)
        .add_extension(above, critical=False)
        .add_extension(x509.CRLNumber(1), critical=False)
        .sign(key, hashes.SHA384())
    )


def _pem(certificates: Sequence[x509.Certificate]) -> bytes:
    return b"".join(each.public_bytes(Encoding.PEM) for each in certificates)


def _private_pem(key: PrivateKeyTypes) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
