"""Which adapter stands where (配線): the real toolbox, made from the settings once per process."""

from __future__ import annotations

import json
import secrets
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path

from cryptography import x509
from django.conf import settings

from akashi.adapters.clock import Clock, SystemClock
from akashi.adapters.examine import examine, readback
from akashi.adapters.log_key import LogSigner
from akashi.adapters.paper import Press
from akashi.adapters.post import Post, SmtpPost, StoredPost
from akashi.adapters.seal.demo_keys import KeyFiles, make_demo_keys
from akashi.adapters.seal.own_container import OwnContainer
from akashi.adapters.seal.seal_key import SealKey, load_pem
from akashi.adapters.seal.sealer import LEVELS, Level, Sealer
from akashi.adapters.timestamp import HttpSource, LocalSource, TimestampSource
from akashi.adapters.timestamp.authority import DemoAuthority
from akashi.adapters.toolbox import Examination, Toolbox
from akashi.adapters.vault import Vault
from akashi_verifier.examine import Trust
from akashi_verifier.pki.chain import Anchors

TIMESTAMP_ROOTS = "timestamp-roots.pem"
"""In the seal's folder: the roots of the time-stamp authorities named by AKASHI_TSA_URLS."""

TIMESTAMP_CRLS = "timestamp-crls"
"""In the seal's folder: their revocation lists (DER, one a file), without which B-T is reached."""


@lru_cache(maxsize=1)
def clock() -> Clock:
    """Return the machine's clock."""
    return SystemClock()


@lru_cache(maxsize=1)
def key_files() -> KeyFiles:
    """Return where the installation's keys stand; a demo set is made where there is none.

    Raises:
        OSError: the folder cannot be written, or lacks the vault's key.
    """
    surety = json.loads((settings.SHIPPED_DATA_DIR / "demo" / "surety.json").read_text("utf-8"))
    return make_demo_keys(
        Path(settings.SEAL_DIR), at=clock().now(), surety_name=str(surety["name"])
    )


@lru_cache(maxsize=1)
def seal_key() -> SealKey:
    """Return the key that seals, with its chain and revocation list.

    Raises:
        OSError: a file cannot be read.
        UnfitKey: the files hold no key fit for a seal.
    """
    files = key_files()
    return load_pem(files.seal, files.seal_key, crls=[files.crl] if files.crl.exists() else [])


@lru_cache(maxsize=1)
def log_signer() -> LogSigner:
    """Return what signs the transparency log's checkpoints."""
    files = key_files()
    return LogSigner.load(files.log_key, files.log_name.read_text("utf-8").strip())


@lru_cache(maxsize=1)
def own_trust() -> Trust:
    """Return whom an examination believes: this installation's seal, authorities and log."""
    return Trust.of(
        own=[seal_key().certificate],
        authorities=_authority_roots(),
        log_keys=[log_signer().key],
        crls=seal_key().crls,
    )


@lru_cache(maxsize=1)
def toolbox() -> Toolbox:
    """Return every adapter as the settings say; made at first use, then kept."""
    files = key_files()
    return Toolbox(
        clock=clock(),
        press=Press(Path(settings.EXTRA_FONTS_DIR) if settings.EXTRA_FONTS_DIR else None),
        sealer=Sealer(
            seal_key(),
            timestamp_source(),
            level=_level("AKASHI_SEAL_LEVEL", settings.SEAL_LEVEL),
            least=_level("AKASHI_SEAL_MINIMUM_LEVEL", settings.SEAL_MINIMUM_LEVEL),
            container=OwnContainer(seal_key(), settings.SEAL_RESERVE),
            authority_crls=_authority_crls(),
        ),
        examine=_examine,
        read_back=partial(readback, own_certificates=(seal_key().certificate,)),
        vault=Vault(bytes.fromhex(files.vault_key.read_text("ascii").strip())),
        log=log_signer(),
        stamps=timestamp_source(),
        post=_post(),
        randomness=secrets.token_bytes,
        demo=is_demo_grade(),
    )


def is_demo_grade() -> bool:
    """Tell whether the seal was made here: whoever holds its root's key could make another."""
    return (key_files().folder / "root.key").exists()


def _examine(data: bytes, at: datetime) -> Examination:
    return examine(data, own_trust(), at=at)


def _level(name: str, given: str) -> Level:
    for level in LEVELS:
        if level == given:
            return level
    raise ValueError(f"{name} is one of {', '.join(LEVELS)}, not {given}")


def _post() -> Post:
    if not settings.EMAIL_URL:
        return StoredPost()
    return SmtpPost(settings.EMAIL_URL, settings.EMAIL_SENDER)


def timestamp_source() -> TimestampSource:
    """Return who stamps the time: the authorities set, or the demo authority of our own."""
    if settings.TSA_URLS:
        return HttpSource(settings.TSA_URLS, Anchors(tuple(_authority_roots())))
    files = key_files()
    key = load_pem(files.authority, files.authority_key)
    return LocalSource(DemoAuthority(key.certificate, key.sign, key.chain), clock())


def _authority_roots() -> list[x509.Certificate]:
    files = key_files()
    roots = files.folder / TIMESTAMP_ROOTS if settings.TSA_URLS else files.root
    return x509.load_pem_x509_certificates(roots.read_bytes())


def _authority_crls() -> list[x509.CertificateRevocationList]:
    folder = key_files().folder / TIMESTAMP_CRLS
    found = sorted(folder.glob("*.crl")) if folder.is_dir() else []
    return [x509.load_der_x509_crl(path.read_bytes()) for path in found]
