"""What a genuine file proves (証明できたこと): whose seal, which level, when, where on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from akashi_verifier.examine.content_check import Attached
from akashi_verifier.examine.findings import Check, Evidence
from akashi_verifier.examine.proofs import Archive
from akashi_verifier.examine.seal_check import SealFound
from akashi_verifier.examine.store import Store
from akashi_verifier.pki import oids
from akashi_verifier.pki.cms import load_certificate
from akashi_verifier.timestamp_token import read_token


@dataclass(frozen=True)
class Proof:
    """When the seal is proven to have been there, and by what.

    出典: ETSI EN 319 102-1 5.6
    """

    proven: datetime | None
    archive: Archive
    store: Store


def evidence_of(
    found: SealFound,
    checks: Sequence[Check],
    attached: Attached,
    proof: Proof,
    roots: Sequence[x509.Certificate],
) -> Evidence:
    """Return what was checked and held of a seal that is right and trusted.

    出典: なし (本システムの決定)
    """
    held = {each.name for each in checks if each.ok}
    logged = attached.evidence if "log_inclusion" in held else None
    newest = proof.archive.believed[:1]
    return Evidence(
        sealed_by=found.signer_name,
        level=_level(found, proof, roots),
        timestamp_at=proof.proven,
        archived_at=newest[0].token.at if newest else None,
        log_origin=logged.checkpoint.split("\n", 1)[0] if logged else None,
        log_index=logged.leaf_index if logged else None,
        tree_size=logged.tree_size if logged else None,
    )


def _level(found: SealFound, proof: Proof, roots: Sequence[x509.Certificate]) -> str:
    """Return the PAdES level that the file reaches, from what could be believed alone.

    出典: ETSI EN 319 142-1 6
    """
    if proof.proven is None:
        return "B-B"
    first = proof.store.first
    if first is None or not proof.store.speaks_of(_enclosed(found, proof), roots):
        return "B-T"
    covered = any(each.index >= first for each in proof.archive.believed)
    return "B-LTA" if covered else "B-LT"


def _enclosed(found: SealFound, proof: Proof) -> list[x509.Certificate]:
    """Return the certificates of the seal and of the stamp that proves its time."""
    stamp = found.message.unsigned_attributes.get(oids.SIGNATURE_TIMESTAMP)
    oldest = proof.archive.believed[-1:]
    tokens = [read_token(stamp)] if stamp else [each.token for each in oldest]
    inside = [each for token in tokens for each in token.message.certificates]
    return [*found.enclosed, *(load_certificate(each) for each in inside)]
