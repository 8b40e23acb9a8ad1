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
    why = _refusal(seal, at)
    last = seal.certificate.not_valid_after_utc
    if why is not None:
        told = (f"印章 {whose} は封印できません: {why.ja}", f"{whose} cannot seal: {why.en}")
        yield found("seal", "wrong", told, _ROTATE)
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


def _refusal(seal: KeptSeal, at: datetime) -> Sentence | None:
    """Return why the seal cannot seal; it signs once to find out."""
    try:
        root = [seal.certificate, *seal.chain][-1]
        check_fit(seal.certificate, seal.chain, root, crls=seal.crls, at=at)
        seal.key.sign(b"akashi doctor")
    except (UnfitKey, SealUnavailable) as refused:
        return refused.sentence
    except OSError as error:
        where, why = error.filename or seal.folder, error.strerror
        return Sentence(f"{where} を読めません（{why}）。", f"{where} cannot be read ({why}).")
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
