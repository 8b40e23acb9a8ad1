"""What others must know of us (自己紹介): certificates of seals and time stamps; nothing secret."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from akashi.adapters.seal import KeptSeal

State = Literal["coming", "present", "retired"]
"""`retired`: it seals no more, and what it has sealed stays genuine."""


@dataclass(frozen=True, slots=True)
class KnownCertificate:
    """A certificate as anybody may have it.

    出典: RFC 5280
    """

    der: bytes
    subject: str
    not_before: datetime
    not_after: datetime
    sha256: str
    """Of the DER, in hex."""


@dataclass(frozen=True, slots=True)
class KnownSeal:
    """A seal of a surety, without its key.

    出典: docs/operating.md (Seals and keys)
    """

    surety: str
    """The surety's code; empty: the seal of every surety that has none of its own."""
    seals_from: datetime | None
    certificate: KnownCertificate
    chain: tuple[KnownCertificate, ...]


@dataclass(frozen=True, slots=True)
class Introduction:
    """Every seal, and the roots of the authorities that stamp.

    出典: contract.md 第5節 (.well-known)
    """

    seals: tuple[KnownSeal, ...]
    timestamp_roots: tuple[KnownCertificate, ...]

    def state(self, seal: KnownSeal, at: datetime) -> State:
        """Say whether a seal seals at a time: the one that began last does."""
        if seal.seals_from is not None and seal.seals_from > at:
            return "coming"
        later = (
            each.seals_from
            for each in self.seals
            if each.surety == seal.surety and each.seals_from is not None
        )
        replaced = any(
            one <= at and (seal.seals_from is None or one > seal.seals_from) for one in later
        )
        return "retired" if replaced else "present"


def introduce(
    seals: Iterable[KeptSeal], timestamp_roots: Iterable[x509.Certificate]
) -> Introduction:
    """Return what may be known of seals and roots.

    出典: なし (本システムの決定)
    """
    return Introduction(
        tuple(
            KnownSeal(
                each.surety,
                each.seals_from,
                known(each.certificate),
                tuple(map(known, each.chain)),
            )
            for each in seals
        ),
        tuple(map(known, timestamp_roots)),
    )


def known(certificate: x509.Certificate) -> KnownCertificate:
    """Return a certificate as anybody may have it.

    出典: RFC 5280
    """
    der = certificate.public_bytes(Encoding.DER)
    return KnownCertificate(
        der,
        certificate.subject.rfc4514_string(),
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
        hashlib.sha256(der).hexdigest(),
    )
