"""Whom an examination believes (信頼の起点): keys of seals, authorities and logs, never names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cryptography import x509

from akashi_verifier.pki.chain import Anchors, public_key_bytes
from akashi_verifier.transparency_log import LogKey


@dataclass(frozen=True)
class Trust:
    """The keys that an examination starts from.

    出典: contract §2 verify
    """

    seals: Anchors = field(default_factory=Anchors)
    """The installation's own seals, and roots that the user added."""
    authorities: Anchors = field(default_factory=Anchors)
    """Roots of time-stamp authorities."""
    log_keys: tuple[LogKey, ...] = ()
    sureties: Mapping[bytes, frozenset[str]] = field(default_factory=dict)
    """By public key: the sureties whose certificates alone it may seal; others may seal all."""

    @property
    def certificates(self) -> tuple[x509.Certificate, ...]:
        """Every certificate that is believed, for whatever purpose."""
        return (*self.seals.certificates, *self.authorities.certificates)

    @classmethod
    def of(
        cls,
        *,
        own: Sequence[x509.Certificate] = (),
        roots: Sequence[x509.Certificate] = (),
        authorities: Sequence[x509.Certificate] = (),
        log_keys: Sequence[LogKey] = (),
        crls: Sequence[x509.CertificateRevocationList] = (),
        sureties: Mapping[bytes, frozenset[str]] | None = None,
    ) -> Trust:
        """Return the trust in own seals, added roots (for seals and time stamps) and logs.

        `crls` are revocation lists known today; those inside a file count besides. `sureties`:
        by public key the codes of the sureties whose certificates it may seal.
        """
        return cls(
            Anchors((*own, *roots), tuple(crls)),
            Anchors((*authorities, *roots), tuple(crls)),
            tuple(log_keys),
            sureties or {},
        )

    def may_seal(self, signer: x509.Certificate, guarantee_number: str) -> bool:
        """Say whether this key may seal for the surety with whose code the number begins.

        出典: docs/certificate-format.md (Whose seal)
        """
        codes = self.sureties.get(public_key_bytes(signer))
        return codes is None or guarantee_number.partition("-")[0] in codes


def load_roots(pem: bytes) -> tuple[x509.Certificate, ...]:
    """Read the certificates of a PEM file given to `--trust`.

    Raises:
        ValueError: there is none inside.
    出典: contract §2 verify
    """
    return tuple(x509.load_pem_x509_certificates(pem))
