"""Which adapter stands where (配線): the real toolbox, made from the settings once per process."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from django.conf import settings

from akashi.adapters.clock import Clock, SystemClock
from akashi.adapters.examine import examine, readback
from akashi.adapters.introduction import introduce
from akashi.adapters.log_key import LogSigner
from akashi.adapters.log_store import LogFolder
from akashi.adapters.network import Rests
from akashi.adapters.paper import Press
from akashi.adapters.post import Post, SmtpPost, StoredPost
from akashi.adapters.revocation import ListCache, ListFolder, RevocationLists
from akashi.adapters.seal import SealBox, Seals, SuretySealer
from akashi.adapters.seal.demo_keys import KeyFiles, make_demo_keys
from akashi.adapters.seal.own_container import OwnContainer
from akashi.adapters.seal.preserving import LongTerm, Preserver
from akashi.adapters.seal.seal_key import SealKey, UnfitKey, load_pem, read_certificates
from akashi.adapters.seal.sealer import Sealer
from akashi.adapters.timestamp import HttpSource, LocalSource, TimestampSource
from akashi.adapters.timestamp.authority import DemoAuthority
from akashi.adapters.toolbox import Examination, RenewalPolicy, Toolbox
from akashi.adapters.vault import Vault
from akashi.domain.certificate.seal_levels import LEVELS, Level
from akashi_verifier.examine import Trust
from akashi_verifier.log_anchor import Anchor, check_anchor, check_stamp
from akashi_verifier.pki.chain import Anchors
from akashi_verifier.timestamp_token import Token

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
def seal_box() -> SealBox:
    """Return the seals of all sureties; what is put into their folder counts at once."""
    return SealBox(key_files().folder, own_only=settings.SEAL_OWN_ONLY, word=settings.SEAL_PIN)


@lru_cache(maxsize=1)
def log_signer() -> LogSigner:
    """Return what signs the transparency log's checkpoints."""
    files = key_files()
    return LogSigner.load(files.log_key, files.log_name.read_text("utf-8").strip())


def own_trust() -> Trust:
    """Return whom an examination believes: every seal of ours, authorities and log."""
    return _trust(seal_box().seals())


@lru_cache(maxsize=1)
def _trust(seals: Seals) -> Trust:
    return Trust.of(
        own=seals.certificates(),
        sureties=seals.sureties(),
        authorities=_authority_roots(),
        log_keys=[log_signer().key],
        crls=seals.crls(),
    )


@lru_cache(maxsize=1)
def toolbox() -> Toolbox:
    """Return every adapter as the settings say; made at first use, then kept."""
    return Toolbox(
        clock=clock(),
        press=Press(Path(settings.EXTRA_FONTS_DIR) if settings.EXTRA_FONTS_DIR else None),
        sealer=SuretySealer(seal_box(), _sealers(), revocation_lists()),
        preserver=preserver(),
        renewal=RenewalPolicy(
            first_after=timedelta(days=settings.EVIDENCE_FIRST_DAYS),
            again_after=timedelta(days=settings.EVIDENCE_RENEW_DAYS),
            margin=timedelta(days=settings.EVIDENCE_MARGIN_DAYS),
        ),
        examine=_examine,
        read_back=_read_back,
        vault=Vault(bytes.fromhex(key_files().vault_key.read_text("ascii").strip())),
        log=log_signer(),
        log_store=LogFolder(Path(settings.LOG_DIR)),
        check_anchor=_check_anchor,
        check_stamp=_check_stamp,
        stamps=timestamp_source(),
        post=_post(),
        randomness=secrets.token_bytes,
        introduce=lambda: introduce(seal_box().seals().kept, _authority_roots()),
        demo=is_demo_grade(),
    )


def is_demo_grade() -> bool:
    """Tell whether the seal was made here: whoever holds its root's key could make another."""
    return key_files().root_key.exists()


def _check_anchor(note: bytes, stamp: bytes) -> Anchor:
    trust = own_trust()
    return check_anchor(
        note, stamp, log_signer().key, trust.authorities, crls=trust.authorities.crls
    )


def _check_stamp(stamped: bytes, stamp: bytes) -> datetime:
    authorities = own_trust().authorities
    return check_stamp(stamped, stamp, authorities, crls=authorities.crls)


def _examine(data: bytes, at: datetime) -> Examination:
    return examine(data, own_trust(), at=at)


def _read_back(
    pdf: bytes, content: bytes, evidence: bytes | None, *, surety: str, at: datetime
) -> None:
    readback(pdf, content, evidence, seal_box().seals().of(surety, at))


def _sealers() -> Callable[[SealKey], Sealer]:
    """Return what makes a sealer of a key, as the settings say."""
    level = _level("AKASHI_SEAL_LEVEL", settings.SEAL_LEVEL)
    least = _level("AKASHI_SEAL_MINIMUM_LEVEL", settings.SEAL_MINIMUM_LEVEL)
    source = timestamp_source()

    def make(key: SealKey) -> Sealer:
        container = OwnContainer(key, settings.SEAL_RESERVE)
        return Sealer(
            key, source, level=level, least=least, container=container, long_term=long_term()
        )

    return make


def _level(name: str, given: str) -> Level:
    for level in LEVELS:
        if level == given:
            return level
    raise ValueError(f"{name} is one of {', '.join(LEVELS)}, not {given}")


def _post() -> Post:
    if not settings.EMAIL_URL:
        return StoredPost()
    return SmtpPost(settings.EMAIL_URL, settings.EMAIL_SENDER)


@lru_cache(maxsize=1)
def timestamp_source() -> TimestampSource:
    """Return who stamps the time: the authorities set, or the demo authority of our own."""
    if settings.TSA_URLS:
        return HttpSource(
            settings.TSA_URLS,
            Anchors(tuple(_authority_roots())),
            clock(),
            policy=settings.TSA_POLICY or None,
            crls=_lists_on,
        )
    files = key_files()
    key = load_pem(files.authority, files.authority_key)
    return LocalSource(DemoAuthority(key.certificate, key.sign, key.chain), clock())


def _lists_on(token: Token) -> Sequence[x509.CertificateRevocationList]:
    """Return all lists at hand, after those that speak of a token's authority were looked for."""
    revocation_lists().covering(long_term().path_of_token(token), at=clock().now())
    return revocation_lists().known()


@lru_cache(maxsize=1)
def _authority_roots() -> list[x509.Certificate]:
    """Return the roots of the authorities that are asked now, and of those asked before.

    What an authority has stamped stays stamped when nobody asks it any more; the demo's own root
    is believed only while the demo authority stamps.
    """
    files = key_files()
    outside = files.folder / TIMESTAMP_ROOTS
    roots = [outside] if settings.TSA_URLS else [files.root]
    if outside.exists() and outside not in roots:
        roots.append(outside)
    return [each for path in roots for each in _roots_in(path)]


def _roots_in(path: Path) -> list[x509.Certificate]:
    try:
        own, others = read_certificates(path)
    except FileNotFoundError:
        raise UnfitKey(
            f"AKASHI_TSA_URLS の時刻認証局のルート証明書（PEM）を {path} に置いてください",
            f"put the roots (PEM) of the authorities in AKASHI_TSA_URLS into {path}",
        ) from None
    return [own, *others]


@lru_cache(maxsize=1)
def revocation_lists() -> RevocationLists:
    """Return the lists of revoked certificates: kept with seals and authorities, or fetched."""
    of_authorities = ListFolder(key_files().folder / TIMESTAMP_CRLS)
    return RevocationLists(
        lambda: (*seal_box().seals().crls(), *of_authorities()),
        cache=ListCache(Path(settings.DATA_DIR) / "revocation"),
        rests=Rests(clock(), timedelta(minutes=1)),
    )


@lru_cache(maxsize=1)
def long_term() -> LongTerm:
    """Return what gathers the data that a check needs years later."""
    return LongTerm(
        revocation_lists(),
        lambda: (
            *seal_box().seals().certificates(),
            *seal_box().seals().issuers(),
            *_authority_roots(),
        ),
    )


def preserver() -> Preserver:
    """Return what raises sealed files and renews their archive time stamps."""
    level = _level("AKASHI_SEAL_LEVEL", settings.SEAL_LEVEL)
    return Preserver(timestamp_source(), long_term(), level=level)
