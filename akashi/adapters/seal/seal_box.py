"""The seal box (印箱): every seal of the installation by surety, read anew when a file changes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock

from cryptography import x509

from akashi.adapters.seal.seal_files import DEFAULT, KeptSeal, read_default, read_seal
from akashi.adapters.seal.seal_key import SealUnavailable, UnfitKey
from akashi_verifier.pki.chain import public_key_bytes
from akashi_verifier.sentence import Sentence

SEALS = "seals"
"""The folder below the seal folder: `seals/<surety code>/<name>/`."""

Place = tuple[str, str]
"""Surety and name of a seal."""
_Marks = tuple[tuple[str, int, int, int], ...]
"""Name, time, size and number of each file in a folder: another file, another mark."""


@dataclass(frozen=True, eq=False)
class Seals:
    """The seals as they stood when they were last read.

    出典: docs/operating.md (Seals and keys)
    """

    kept: tuple[KeptSeal, ...]
    faults: Mapping[Place, Sentence] = field(default_factory=dict)
    """Folders that cannot be used, and why; they trouble their own surety only."""
    own_only: bool = False
    """No surety seals with the installation's default seal."""

    def sealing(self, surety: str, at: datetime) -> KeptSeal:
        """Return the seal that seals for a surety at a time.

        Raises:
            SealUnavailable: there is none, or a folder of this surety cannot be used.
        出典: docs/operating.md (Seals and keys)
        """
        for whose in (surety,) if self.own_only else (surety, DEFAULT):
            for (code, _name), fault in self.faults.items():
                if code == whose:
                    raise SealUnavailable(fault.ja, fault.en)
            if begun := self.begun(whose, at):
                return begun[-1]
        raise SealUnavailable(
            f"{surety} の印章がありません。`akashi seal rotate` で入れてください",
            f"{surety} has no seal; install one with `akashi seal rotate`",
        )

    def of(self, surety: str, at: datetime) -> tuple[x509.Certificate, ...]:
        """Return the certificates under which a surety's own documents of a time may stand."""
        own = [each for each in self.kept if each.surety == surety]
        if not self.begun(surety, at) and not self.own_only:
            own += self.begun(DEFAULT, at)
        return tuple(each.certificate for each in own)

    def certificates(self) -> tuple[x509.Certificate, ...]:
        """Return every seal's certificate, present and retired: all of them stay trusted."""
        return tuple(each.certificate for each in self.kept)

    def sureties(self) -> dict[bytes, frozenset[str]]:
        """Return by public key which surety's own seal it is; the default seal is everybody's."""
        whose: dict[bytes, set[str]] = {}
        for each in self.kept:
            whose.setdefault(public_key_bytes(each.certificate), set()).add(each.surety)
        return {key: frozenset(codes) for key, codes in whose.items() if DEFAULT not in codes}

    def issuers(self) -> tuple[x509.Certificate, ...]:
        """Return every certificate that stands above a seal."""
        return tuple(above for each in self.kept for above in each.chain)

    def crls(self) -> tuple[x509.CertificateRevocationList, ...]:
        """Return every revocation list kept with a seal."""
        return tuple(crl for each in self.kept for crl in each.crls)

    def begun(self, surety: str, at: datetime) -> list[KeptSeal]:
        """Return the seals of one surety that had begun to seal by then, the latest last."""
        begun = [
            (each.seals_from, each.name, each)
            for each in self.kept
            if each.surety == surety and (each.seals_from is None or each.seals_from <= at)
        ]
        return [each for *_when, each in sorted(begun, key=lambda one: (one[0] or _EVER, one[1]))]


_EVER = datetime.fromisoformat("0001-01-01T00:00:00+00:00")


class SealBox:
    """The seals in a folder; a seal put in, or a file exchanged, counts from the next question on.

    Any number of processes may look into one folder while `akashi seal rotate` puts a new
    seal there: a folder appears whole. A seal whose files did not change stays loaded.
    出典: docs/operating.md (Seals and keys)
    """

    def __init__(self, folder: Path, *, own_only: bool = False, word: str = "") -> None:
        self._folder = folder
        self._word = word
        self._own_only = own_only
        self._lock = Lock()
        self._marks: dict[Place, _Marks] = {}
        self._seals = Seals((), own_only=own_only)

    def seals(self) -> Seals:
        """Return the seals as they stand now."""
        with self._lock:
            marks = {place: _look(folder) for place, folder in self._places()}
            if marks != self._marks:
                self._seals = self._read(marks)
                self._marks = marks
            return self._seals

    def _places(self) -> Iterator[tuple[Place, Path]]:
        yield (DEFAULT, "default"), self._folder
        for surety in _folders(self._folder / SEALS):
            for folder in _folders(surety):
                yield (surety.name, folder.name), folder

    def _read(self, marks: Mapping[Place, _Marks]) -> Seals:
        same = {
            (each.surety, each.name): each
            for each in self._seals.kept
            if self._marks.get((each.surety, each.name)) == marks.get((each.surety, each.name))
        }
        kept, faults = [], {}
        for place, folder in self._places():
            surety, _name = place
            if surety == DEFAULT and not (folder / "seal.pem").exists():
                continue
            try:
                kept.append(same.get(place) or self._fresh(folder, surety))
            except UnfitKey as error:
                faults[place] = error.sentence
            except OSError as error:
                where, why = error.filename or folder, error.strerror
                faults[place] = Sentence(
                    f"{where} を読めません（{why}）", f"{where} cannot be read ({why})"
                )
        return Seals(tuple(kept), faults, self._own_only)

    def _fresh(self, folder: Path, surety: str) -> KeptSeal:
        if surety == DEFAULT:
            return read_default(folder, self._word)
        return read_seal(folder, surety, self._word)


def _folders(folder: Path) -> list[Path]:
    """Return the folders inside, by name; one that begins with a dot is still being filled."""
    if not folder.is_dir():
        return []
    return sorted(each for each in folder.iterdir() if each.is_dir() and each.name[0] != ".")


def _look(folder: Path) -> _Marks:
    try:
        with os.scandir(folder) as found:
            files = [(each.name, each.stat()) for each in found if each.is_file()]
    except OSError:
        return ()
    return tuple(sorted((n, s.st_mtime_ns, s.st_size, s.st_ino) for n, s in files))
