"""The seals (印章の点検): may each seal, is its key at hand, and who speaks of its revocation?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from akashi.adapters.seal import KeptSeal, SealUnavailable, UnfitKey
from akashi.adapters.seal.fitness import check_fit
from akashi.cli.doctor.finding import Finding, fine, found
from akashi.cli.seal.listing import state_of
from akashi.config import wiring
from akashi.domain.violations import Sentence

SOON = timedelta(days=60)
_OTHERS = 0o077
_ROTATE = (
    "`akashi seal rotate` で新しい印章を入れてください。",
    "Put in a new seal with `akashi seal rotate`.",
)
_AWAY = (
    "その理由を直してください。待っている証書は自動で封印されます。印章の更新は要りません。",
    "Mend just that. What waits is sealed by itself then; the seal need not be exchanged.",
)
_KEY = (
    "鍵を元に戻してください。失われたときは `akashi seal rotate` で新しい印章を入れてください。",
    "Put its key back; where that is lost, put in a new seal with `akashi seal rotate`.",
)


def seals() -> Iterator[Finding]:
    """Look at every seal that seals or will: certificate, key, revocation lists, file modes."""
    kept, now = wiring.seal_box().seals(), wiring.clock().now()
    for (code, name), why in kept.faults.items():
        told = (f"印章 {code}/{name} を使えません。", f"The seal {code}/{name} cannot be used.")
        yield found("seal", "wrong", told, (why.ja, why.en))
    for each in kept.kept:
        if state_of(each, kept, now) != "retired":
            yield from _one(each, max(now, each.seals_from or now))


def _one(seal: KeptSeal, at: datetime) -> Iterator[Finding]:
    whose = f"{seal.surety}/{seal.name}".lstrip("/")
    readable = [path for path in _secrets(seal) if path.stat().st_mode & _OTHERS]
    if readable:
        names = ", ".join(map(str, readable))
        told = (f"ほかの利用者が読めます: {names}", f"Others can read: {names}")
        yield found("seal_files", "wrong", told, (f"chmod 600 {names}",) * 2)
    refused = _refusal(seal, at)
    last = seal.certificate.not_valid_after_utc
    if refused is not None:
        why, mend = refused
        told = (f"印章 {whose} は封印できません: {why.ja}", f"{whose} cannot seal: {why.en}")
        yield found("seal", "wrong", told, mend)
    elif last - at < SOON:
        told = (
            f"印章 {whose} は {last:%Y-%m-%d} までです。",
            f"The seal {whose} is valid to {last:%Y-%m-%d} only.",
        )
        yield found("seal", "warning", told, _ROTATE)
    else:
        yield fine(
            "seal",
            f"印章 {whose} は {last:%Y-%m-%d} まで封印できます。",
            f"The seal {whose} can seal to {last:%Y-%m-%d}.",
        )
    yield from _revocation(seal, whose)


def _secrets(seal: KeptSeal) -> list[Path]:
    place = seal.description.key
    named = [seal.folder / "pin", *([place] if isinstance(place, Path) else [])]
    return [path for path in named if path.exists()]


def _refusal(seal: KeptSeal, at: datetime) -> tuple[Sentence, tuple[str, str]] | None:
    """Return why the seal cannot seal, and what to do; it signs once to find out."""
    try:
        path = [seal.certificate, *seal.chain]
        fetched = wiring.revocation_lists().covering(path, at=at).crls
        check_fit(seal.certificate, seal.chain, path[-1], crls=(*seal.crls, *fetched), at=at)
    except UnfitKey as refused:
        return refused.sentence, _ROTATE
    try:
        seal.key.sign(b"akashi doctor")
    except SealUnavailable as refused:
        return refused.sentence, _AWAY
    except UnfitKey as refused:
        return refused.sentence, _KEY
    except OSError as error:
        where, why = error.filename or seal.folder, error.strerror
        told = Sentence(f"{where} を読めません（{why}）。", f"{where} cannot be read ({why}).")
        return told, _KEY
    return None


def _revocation(seal: KeptSeal, whose: str) -> Iterator[Finding]:
    chain = [seal.certificate, *seal.chain]
    missing = wiring.revocation_lists().covering(chain, at=wiring.clock().now()).missing
    if missing:
        yield found(
            "revocation",
            "warning",
            (
                f"印章 {whose} の今の失効リストがなく、B-LT に届きません: {missing}",
                f"No current revocation list for the seal {whose}, so B-LT is missed: {missing}",
            ),
            (
                f"新しい失効リストを {seal.folder} に *.crl として置いてください。",
                f"Put a current list into {seal.folder} as *.crl.",
            ),
        )
