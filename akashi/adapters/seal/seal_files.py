"""The files of a seal (印章のファイル): its folder read; its key loaded when it first seals."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from cryptography import x509

from akashi.adapters.seal.seal_key import (
    SealKey,
    UnfitKey,
    load_crl,
    load_pem,
    ordered_chain,
)

DEFAULT = ""
"""In place of a surety's code: the seal of every surety that has none of its own."""

DESCRIPTION, CERTIFICATES, PEM_KEY = "seal.json", "certificate.pem", "key.pem"


@dataclass(frozen=True, eq=False)
class KeptSeal:
    """A seal of the installation: in force, still to come, or retired and still trusted.

    出典: docs/operating.md (Seals and keys)
    """

    surety: str
    """The code of the surety whose seal it is, or `DEFAULT`."""
    name: str
    folder: Path
    seals_from: datetime | None
    """From when it seals; None: from the beginning. The next one of its surety ends it."""
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    crls: tuple[x509.CertificateRevocationList, ...]
    _load: Callable[[], SealKey]

    @cached_property
    def key(self) -> SealKey:
        """The key, loaded at the first seal and kept: a retired seal needs none any more.

        Raises:
            OSError: a file cannot be read.
            UnfitKey: the files hold no key fit for this certificate.
        """
        return self._load()


def read_default(folder: Path) -> KeptSeal:
    """Return the seal that stands in the seal folder itself.

    Raises: OSError, UnfitKey: as `read_seal`.
    出典: docs/operating.md (Seals and keys)
    """
    files = SealFiles(folder / "seal.pem", folder / "seal.key", folder)
    return files.kept(DEFAULT, "default", None)


def read_seal(folder: Path, surety: str) -> KeptSeal:
    """Return the seal of a surety that stands in a folder of its own.

    Raises:
        OSError: a file cannot be read.
        UnfitKey: a file is not what it should be.
    出典: docs/operating.md (Seals and keys)
    """
    files = SealFiles(folder / CERTIFICATES, folder / PEM_KEY, folder)
    return files.kept(surety, folder.name, _seals_from(folder / DESCRIPTION))


@dataclass(frozen=True)
class SealFiles:
    """Where certificate, key and revocation lists of one seal stand.

    出典: docs/operating.md (Seals and keys)
    """

    certificates: Path
    """PEM: the certificate, and the chain above it."""
    key: Path
    folder: Path

    def kept(self, surety: str, name: str, seals_from: datetime | None) -> KeptSeal:
        """Return the seal; its key is read when it first seals.

        Raises: OSError, UnfitKey: as `read_seal`.
        """
        try:
            own, *above = x509.load_pem_x509_certificates(self.certificates.read_bytes())
        except ValueError as error:
            raise UnfitKey(
                f"{self.certificates} に証明書（PEM）がありません",
                f"{self.certificates} holds no certificate (PEM)",
            ) from error
        lists = tuple(load_crl(path) for path in self._lists())
        chain = ordered_chain(own, above)
        return KeptSeal(surety, name, self.folder, seals_from, own, chain, lists, self._load)

    def _load(self) -> SealKey:
        return load_pem(self.certificates, self.key, crls=self._lists())

    def _lists(self) -> list[Path]:
        return sorted(self.folder.glob("*.crl"))


def _seals_from(description: Path) -> datetime:
    try:
        start = datetime.fromisoformat(json.loads(description.read_bytes())["seals_from"])
    except (ValueError, KeyError, TypeError) as error:
        raise _no_start(description) from error
    if start.tzinfo is None:
        raise _no_start(description)
    return start


def _no_start(description: Path) -> UnfitKey:
    return UnfitKey(
        f'{description} に {{"seals_from": "2026-11-26T09:00:00+09:00"}} の形で、'
        "いつから使う印章かを書いてください",
        f"{description} must say from when it seals, like "
        '{"seals_from": "2026-11-26T09:00:00+09:00"}',
    )
