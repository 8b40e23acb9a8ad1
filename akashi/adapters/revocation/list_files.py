"""Lists on the disk (失効リストのファイル): those the operator put there, and those fetched."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import structlog
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from akashi.adapters.revocation.known_list import parse_list

_log = structlog.get_logger(__name__)


class ListFolder:
    """A folder of `*.crl` files (DER or PEM); a file put in or exchanged counts at once.

    出典: docs/operating.md
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[tuple[str, int, int], x509.CertificateRevocationList | None] = {}

    def __call__(self) -> tuple[x509.CertificateRevocationList, ...]:
        """Return the lists as they stand now; a file that is none is passed over and logged."""
        kept = {mark: self._list(mark) for mark in self._marks()}
        self._read = kept
        return tuple(each for each in kept.values() if each is not None)

    def _marks(self) -> Iterator[tuple[str, int, int]]:
        try:
            with os.scandir(self._folder) as found:
                for each in found:
                    if each.name.endswith(".crl"):
                        facts = each.stat()
                        yield each.path, facts.st_mtime_ns, facts.st_size
        except OSError:
            return

    def _list(self, mark: tuple[str, int, int]) -> x509.CertificateRevocationList | None:
        if mark in self._read:
            return self._read[mark]
        try:
            return parse_list(Path(mark[0]).read_bytes())
        except (OSError, ValueError) as error:
            _log.warning("revocation_list_unreadable", path=mark[0], reason=str(error))
            return None


class ListCache:
    """Fetched lists, one file an address, shared by all processes of a machine.

    出典: なし (本システムの決定)
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, address: str) -> x509.CertificateRevocationList | None:
        """Return the list last fetched from an address, by whatever process."""
        try:
            return parse_list(self._path(address).read_bytes())
        except (OSError, ValueError):
            return None

    def write(self, address: str, crl: x509.CertificateRevocationList) -> None:
        """Keep a list: whole or not at all; a disk that is full costs a fetch, nothing else."""
        path = self._path(address)
        draft = path.with_suffix(f".{os.getpid()}.draft")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.write_bytes(crl.public_bytes(Encoding.DER))
            draft.replace(path)
        except OSError as error:
            with suppress(OSError):
                draft.unlink()
            _log.warning("revocation_list_not_kept", address=address, reason=str(error))

    def _path(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.crl"
