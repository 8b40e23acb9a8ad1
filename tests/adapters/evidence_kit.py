"""What tests of seals and evidence share: a set of demo keys, a certificate, and its evidence."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from akashi.adapters.log_key import LogSigner
from akashi.adapters.paper import Press
from akashi.adapters.seal import (
    KeyFiles,
    LibraryContainer,
    OwnContainer,
    Sealed,
    Sealer,
    SealKey,
    load_pem,
    make_demo_keys,
)
from akashi.adapters.timestamp import DemoAuthority, LocalSource
from akashi.domain.certificate import canonical_bytes
from akashi_verifier.transparency_log import Evidence, MemoryHashes, Tree, leaf_data
from tests.clocks import FrozenClock

AT = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
SALT = bytes(range(32))


@dataclass(frozen=True)
class Kit:
    """One installation: its keys, its time-stamp authority, its log."""

    files: KeyFiles
    key: SealKey
    authority: DemoAuthority
    source: LocalSource
    log: LogSigner

    def sealed(self, pdf: bytes, **options) -> Sealed:
        """Seal a PDF with this installation's key."""
        return Sealer(self.key, self.source, **options).seal(pdf, at=AT)


@cache
def kit(surety_name: str = "見本保証株式会社", number: int = 0) -> Kit:
    """Make an installation; another number makes another one under the same names."""
    # The vectors are made with keys that stay; see tests/verifier/vectors.
    above = os.environ.get("AKASHI_TEST_KEYS") or tempfile.mkdtemp(prefix="akashi-keys-")
    folder = Path(above) / f"keys-{number}"
    files = make_demo_keys(folder, at=AT, surety_name=surety_name)
    key = load_pem(files.seal, files.seal_key, crls=[files.crl])
    stamping = load_pem(files.authority, files.authority_key)
    authority = DemoAuthority(stamping.certificate, stamping.sign, stamping.chain)
    log = LogSigner.load(files.log_key, files.log_name.read_text().strip())
    return Kit(files, key, authority, LocalSource(authority, FrozenClock(AT)), log)


def content(**changes) -> dict[str, object]:
    """Return the content of an advance payment certificate."""
    return {
        "schema": "akashi.certificate/1",
        "guarantee_number": "MH-2026-0000017-K",
        "version": 1,
        "product": "advance_payment",
        "concluded_on": "2026-11-22",
        "surety": {
            "name": "見本保証株式会社",
            "representative": "代表取締役社長　証　誠",
            "address": "東京都千代田区霞が関1-1-1",
        },
        "obligee": {"id": "yomitan", "name": "読谷村"},
        "contractor": {
            "name": "髙﨑建設株式会社",
            "address": "沖縄県中頭郡読谷村字座喜味2901",
            "representative": {"title": "代表取締役", "name": "辻󠄀 𠮷郎"},
        },
        "works": {
            "name": "村道3号線道路改良工事",
            "number": "R8-17",
            "site": "読谷村字座喜味地内",
            "contract_date": "2026-11-20",
            "contract_price_yen": 24_200_000,
            "period": {"from": "2026-11-21", "to": "2027-03-25"},
        },
        "advance_amount_yen": 9_680_000,
        "guaranteed_amount_yen": 9_680_000,
        "guarantee_period": {"from": "2026-11-22", "to": "2027-03-25"},
        "terms": {"name": "前払金保証約款", "version": "2026-04"},
        **changes,
    }


def evidence_of(canonical: bytes, log: LogSigner, *, event: str = "concluded") -> Evidence:
    """Put the content on record as the third of five leaves."""
    digest = hashlib.sha256(canonical).hexdigest()
    hashes = MemoryHashes()
    tree = Tree(hashes, 0)
    for place in range(5):
        own = leaf_data(SALT, digest, event)
        hashes.keep(tree.append(own if place == 2 else str(place).encode()))
    path = tuple(tree.inclusion_proof(2))
    return Evidence(event, digest, SALT, 2, 5, path, log.checkpoint(5, tree.root()))


@cache
def press() -> Press:
    return Press()


@cache
def certificate_pdf() -> bytes:
    """Return a typeset certificate with content and evidence, not sealed yet."""
    evidence = evidence_of(canonical_bytes(content()), kit().log)
    return press().certificate(
        content(), evidence=evidence.to_document(), demo=True, paper_delivery=False
    )


CONTAINERS = {"own": OwnContainer, "library": LibraryContainer}


@cache
def sealed_certificate(level: str = "B-LT", container: str = "own") -> Sealed:
    made = CONTAINERS[container](kit().key, 9 * 1024)
    return kit().sealed(certificate_pdf(), level=level, container=made)
