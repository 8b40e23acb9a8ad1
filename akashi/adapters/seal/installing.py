"""Putting a seal into the box (印章の備付け): tried first, then whole under its name at once."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from akashi.adapters.durable_files import write_durably
from akashi.adapters.seal.fitness import check_fit
from akashi.adapters.seal.hsm import TokenKey
from akashi.adapters.seal.seal_box import SEALS
from akashi.adapters.seal.seal_description import NAME, PEM_KEY, PKCS12_KEY, Description
from akashi.adapters.seal.seal_files import CERTIFICATES, PIN, KeptSeal, read_seal
from akashi.adapters.seal.seal_key import UnfitKey, load_crl


@dataclass(frozen=True)
class NewSeal:
    """What is put into the box.

    出典: docs/operating.md (Seals and keys)
    """

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    root: x509.Certificate
    """The root the chain must lead to."""
    key: bytes | TokenKey
    """The bytes of the key's file, or its place on a token."""
    packed: bool = False
    """The file is PKCS#12, not PEM."""
    crls: Sequence[Path] = ()
    word: str | None = None
    """Opens the key and is kept beside it; None: AKASHI_SEAL_PIN does, or nothing is locked."""

    def files(self, seals_from: datetime) -> dict[str, bytes]:
        """Return the files of its folder."""
        place = self.key if isinstance(self.key, TokenKey) else Path(PEM_KEY)
        described = Description(seals_from, place).as_json()
        own = list(dict.fromkeys([self.certificate, *self.chain, self.root]))
        written = {
            CERTIFICATES: b"".join(each.public_bytes(Encoding.PEM) for each in own),
            NAME: json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n",
        }
        if isinstance(self.key, bytes):
            written[PKCS12_KEY if self.packed else PEM_KEY] = self.key
        if self.word is not None:
            written[PIN] = self.word.encode()
        for number, path in enumerate(self.crls, 1):
            written[f"{number}.crl"] = path.read_bytes()
        return written


def install_seal(
    new: NewSeal, folder: Path, surety: str, name: str, *, seals_from: datetime, word: str
) -> KeptSeal:
    """Put a seal into the box of a surety; it seals from `seals_from` on.

    It is filled beside, loaded and let sign once; only then does the folder appear under its
    name, so that a seal is there wholly or not at all. `word` is AKASHI_SEAL_PIN.

    Raises:
        OSError: a file cannot be read or written.
        SealUnavailable: a token, or the word that opens the key, is not there.
        UnfitKey: the seal would not be believed, or one of this name or moment is there.
    出典: docs/operating.md (Seals and keys)
    """
    lists = [load_crl(path) for path in new.crls]
    check_fit(new.certificate, new.chain, new.root, crls=lists, at=seals_from)
    shelf = folder / SEALS / surety
    shelf.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = shelf / name
    if place.exists():
        raise UnfitKey(
            f"{place} はもうあります。--name で別の名にしてください",
            f"{place} is there already; give another --name",
        )
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=shelf))
    try:
        for file, content in new.files(seals_from).items():
            write_durably(draft / file, content)
        tried = read_seal(draft, surety, word).key
        tried.sign(b"akashi: a seal is tried before it is put in")
        draft.rename(place)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return read_seal(place, surety, word)
