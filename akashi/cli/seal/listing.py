"""The seals as `akashi seal list` answers them (印章一覧)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa

from akashi.adapters.seal import KeptSeal, Seals
from akashi.adapters.seal.hsm import TokenKey
from akashi.adapters.seal.seal_files import DEFAULT

WORDS = {
    "sealing": ("○ 使用中", "○ sealing"),
    "coming": ("△ 予定", "△ coming"),
    "retired": ("－ 引退", "- retired"),
    "unusable": ("× 使えない", "x unusable"),
}


def rows(seals: Seals, now: datetime, lang: str) -> list[dict[str, Any]]:
    """Return each seal, and each folder that cannot be used, for programs."""
    listed = [described(each, state_of(each, seals, now)) for each in seals.kept]
    broken = [
        {"surety": code or None, "name": name, "state": "unusable", "reason": why.text(lang)}
        for (code, name), why in seals.faults.items()
    ]
    return listed + broken


def state_of(seal: KeptSeal, seals: Seals, now: datetime) -> str:
    """Return whether a seal seals now, is still to come, or is retired."""
    if seal.seals_from is not None and seal.seals_from > now:
        return "coming"
    line = seals.begun(seal.surety, now)
    return "sealing" if line and line[-1] is seal else "retired"


def described(seal: KeptSeal, state: str) -> dict[str, Any]:
    """Return one seal for programs."""
    certificate, key = seal.certificate, seal.description.key
    return {
        "surety": None if seal.surety == DEFAULT else seal.surety,
        "name": seal.name,
        "state": state,
        "seals_from": seal.seals_from.isoformat() if seal.seals_from else None,
        "algorithm": algorithm_of(certificate),
        "kept": "token" if isinstance(key, TokenKey) else "file",
        "subject": certificate.subject.rfc4514_string(),
        "issuer": certificate.issuer.rfc4514_string(),
        "serial": f"{certificate.serial_number:x}",
        "sha256": certificate.fingerprint(hashes.SHA256()).hex(),
        "valid_from": certificate.not_valid_before_utc.isoformat(),
        "valid_until": certificate.not_valid_after_utc.isoformat(),
        "folder": str(seal.folder),
    }


def algorithm_of(certificate: x509.Certificate) -> str:
    """Return the kind of key."""
    public = certificate.public_key()
    return f"RSA-{public.key_size}" if isinstance(public, rsa.RSAPublicKey) else "ECDSA P-256"


def show(found: Sequence[dict[str, Any]], lang: str) -> None:
    """Print the seals for people, one block each."""
    every = "既定" if lang == "ja" else "default"
    for each in found:
        state = WORDS[each["state"]][lang != "ja"]
        click.echo(f"{state}  {each['surety'] or every}  {each['name']}")
        if each["state"] == "unusable":
            click.echo(f"    {each['reason']}")
            continue
        until = each["valid_until"][:10]
        click.echo(f"    {each['subject']}  {each['algorithm']}  ～{until}")
        click.echo(f"    sha256 {each['sha256']}")
        if each["seals_from"]:
            click.echo(f"    {'使用開始' if lang == 'ja' else 'seals from'} {each['seals_from']}")
