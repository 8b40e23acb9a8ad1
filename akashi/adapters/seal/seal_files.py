"""The files of a seal (印章のファイル): its folder read; its key loaded when it first seals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from cryptography import x509

from akashi.adapters.seal.pin import Pin, pin_from
from akashi.adapters.seal.seal_description import Description, read_description
from akashi.adapters.seal.seal_key import (
    SealKey,
    load_crl,
    ordered_chain,
    read_certificates,
)

DEFAULT = ""
"""In place of a surety's code: the seal of every surety that has none of its own."""

CERTIFICATES, PIN = "certificate.pem", "pin"


@dataclass(frozen=True, eq=False)
class KeptSeal:
    """A seal of the installation: in force, still to come, or retired and still trusted.

    出典: docs/operating.md (Seals and keys)
    """

    surety: str
    """The code of the surety whose seal it is, or `DEFAULT`."""
    name: str
    folder: Path
    description: Description
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    crls: tuple[x509.CertificateRevocationList, ...]
    pin: Pin

    @property
    def seals_from(self) -> datetime | None:
        """From when it seals; None: from the beginning. The next one of its surety ends it."""
        return self.description.seals_from

    @cached_property
    def key(self) -> SealKey:
        """The key, loaded at the first seal and kept: a retired seal needs none any more.

        Raises:
            OSError: a file cannot be read.
            SealUnavailable: a token, or the word that opens the key, is not there.
            UnfitKey: no key fit for this certificate.
        """
        hand = self.description.hand(self.certificate, self.pin)
        return SealKey(self.certificate, self.chain, self.crls, hand)


def read_default(folder: Path, word: str) -> KeptSeal:
    """Return the seal that stands in the seal folder itself.

    Raises: OSError, UnfitKey: as `read_seal`.
    出典: docs/operating.md (Seals and keys)
    """
    description = Description(None, folder / "seal.key")
    return _kept(DEFAULT, "default", folder / "seal.pem", description, word)


def read_seal(folder: Path, surety: str, word: str) -> KeptSeal:
    """Return the seal of a surety that stands in a folder of its own.

    `word` opens its key where the folder holds no file `pin`.

    Raises:
        OSError: a file cannot be read.
        UnfitKey: a file is not what it should be.
    出典: docs/operating.md (Seals and keys)
    """
    description = read_description(folder)
    return _kept(surety, folder.name, folder / CERTIFICATES, description, word)


def _kept(
    surety: str, name: str, certificates: Path, description: Description, word: str
) -> KeptSeal:
    folder = certificates.parent
    own, above = read_certificates(certificates)
    return KeptSeal(
        surety,
        name,
        folder,
        description,
        own,
        ordered_chain(own, above),
        tuple(load_crl(path) for path in sorted(folder.glob("*.crl"))),
        pin_from(folder / PIN, word),
    )
