"""Stand-ins for the outside (代役): quick, plain, and held to the same contract as the real."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from akashi.adapters.examine import ReadbackFailed
from akashi.adapters.introduction import Introduction, KnownSeal, known
from akashi.adapters.log_key import LogSigner
from akashi.adapters.post import Letter, compose
from akashi.adapters.timestamp import LocalSource
from akashi.adapters.toolbox import Toolbox
from akashi.adapters.vault import Vault
from akashi.domain.certificate import canonical_bytes
from akashi_verifier.log_anchor import check_anchor, check_stamp
from akashi_verifier.pki.chain import Anchors
from tests.adapters.evidence_kit import kit
from tests.clocks import FrozenClock
from tests.fakes_preserving import ADDED, POLICY, SEAL, FakePreserver

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
"""Noon in Japan on the day the tests live in."""

HEAD = b"%FAKE-1\n"


class FakePress:
    """Prints JSON; draws everything but U+1F4A9.

    出典: なし (試験用)
    """

    def certificate(
        self,
        content: Mapping[str, Any],
        *,
        evidence: Mapping[str, object] | None,
        demo: bool,
        paper_delivery: bool,
    ) -> bytes:
        """Return content and evidence as one line."""
        sheet = {
            "content": content,
            "evidence": evidence,
            "demo": demo,
            "paper": paper_delivery,
        }
        return HEAD + json.dumps(sheet, ensure_ascii=False, sort_keys=True).encode()

    def key_notice(
        self, content: Mapping[str, Any], *, access_key: str, public_url: str, demo: bool
    ) -> bytes:
        """Return number and key on a line each, as the real one's text layer has them."""
        lines = [content["guarantee_number"], access_key, public_url, str(demo)]
        return HEAD + "\n".join(lines).encode()

    def undrawable(self, text: str) -> list[str]:
        """Name the one character these fonts lack."""
        return ["\U0001f4a9"] if "\U0001f4a9" in text else []


@dataclass(frozen=True)
class FakeSealed:
    """A sealed fake.

    出典: なし (試験用)
    """

    pdf: bytes
    level: str
    timestamp: datetime | None


@dataclass
class FakeSealer:
    """Seals by appending a digest; can be told to fail, or to spoil what it seals.

    出典: なし (試験用)
    """

    failures: list[Exception] = field(default_factory=list)
    spoil: bool = False
    level: str = "B-LT"
    """What it reaches; B-B has no time stamp."""
    sealed: int = 0

    def seal(self, pdf: bytes, *, surety: str, at: datetime) -> FakeSealed:
        """Return the sealed bytes, or raise the next failure ordered."""
        if self.failures:
            raise self.failures.pop(0)
        self.sealed += 1
        body = pdf.replace(b"content", b"c0ntent") if self.spoil else pdf
        digest = hashlib.sha256(body).hexdigest().encode()
        words = (surety.encode(), self.level.encode(), at.isoformat().encode(), digest)
        seal = b" ".join(words)
        return FakeSealed(body + SEAL + seal, self.level, None if self.level == "B-B" else at)


@dataclass(frozen=True)
class FakeExamination:
    """What is true of a fake.

    出典: なし (試験用)
    """

    kind: str
    verdict: str
    content: Mapping[str, Any] | None = None

    def as_json(self, lang: str = "ja") -> dict[str, Any]:
        """Return the members every examination has."""
        del lang
        return {
            "kind": self.kind,
            "verdict": self.verdict,
            "summary": "要するに",
            "lines": ["一行目の答え", "二行目の答え", "三行目の答え"],
            "checks": [],
            "content": self.content,
        }


def fake_examine(data: bytes, at: datetime) -> FakeExamination:
    """Say authentic where seal and body agree."""
    del at
    if not data.startswith(HEAD):
        return FakeExamination("other", "unreadable")
    body, mark, digest = data.partition(ADDED)[0].rpartition(SEAL)
    if not mark:
        return FakeExamination("other", "not_ours")
    if not digest.endswith(b" " + hashlib.sha256(body).hexdigest().encode()):
        return FakeExamination("certificate", "altered")
    return FakeExamination("certificate", "authentic", json.loads(body[len(HEAD) :]).get("content"))


class FakeReadBackFailed(ReadbackFailed):
    """Raised when a fake is not what was promised.

    出典: なし (試験用)
    """


def fake_read_back(
    pdf: bytes, content: bytes, evidence: bytes | None, *, surety: str, at: datetime
) -> None:
    """Compare surety, content and evidence of a sealed fake with what was stored."""
    del at
    body, mark, seal = pdf.rpartition(SEAL)
    if not seal.startswith(surety.encode() + b" "):
        raise FakeReadBackFailed("sealed by another key")
    sheet = json.loads(body[len(HEAD) :]) if mark else {}
    same = canonical_bytes(sheet.get("content") or {}) == content
    if evidence is not None:
        same = same and canonical_bytes(sheet.get("evidence") or {}) == evidence
    if not same:
        raise FakeReadBackFailed("other content or evidence than was promised")


@dataclass
class FakePost:
    """Keeps what was handed over; can be told to fail.

    出典: なし (試験用)
    """

    letters: list[Letter] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        """Keep a letter that a real post would take, or raise the next failure ordered."""
        if self.failures:
            raise self.failures.pop(0)
        compose(letter, "akashi@localhost")
        self.letters.append(letter)


@dataclass
class FakeLogStore:
    """Keeps published files in memory; can be told to fail at the n-th write, or to be busy.

    出典: なし (試験用)
    """

    files: dict[str, bytes] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    busy: bool = False
    fail_at: int | None = None

    def read(self, path: str) -> bytes | None:
        """Return a file, None where there is none."""
        return self.files.get(path)

    def write(self, path: str, data: bytes) -> None:
        """Keep a file, or fail as ordered."""
        if self.fail_at is not None and len(self.written) >= self.fail_at:
            raise OSError("ordered to fail")
        if self.files.get(path) != data:
            self.files[path] = data
            self.written.append(path)

    def forget(self, path: str) -> None:
        """Drop a folder."""
        for each in [each for each in self.files if each.startswith(f"{path}/")]:
            del self.files[each]

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Say whether nobody else writes."""
        yield not self.busy


@dataclass
class FakeStamps:
    """A time-stamp authority of one's own; can be told to fail.

    出典: なし (試験用)
    """

    clock: FrozenClock
    failures: list[Exception] = field(default_factory=list)
    stamped: list[bytes] = field(default_factory=list)
    """The digests stamped so far."""

    def stamp(self, digest: bytes) -> bytes:
        """Return a real token that states the frozen time, or raise the next failure ordered."""
        if self.failures:
            raise self.failures.pop(0)
        self.stamped.append(digest)
        return LocalSource(kit().authority, self.clock).stamp(digest)


class CountedRandomness:
    """Different bytes each time, the same in each run.

    出典: なし (試験用)
    """

    def __init__(self) -> None:
        self._calls = 0

    def __call__(self, size: int) -> bytes:
        """Return `size` bytes."""
        self._calls += 1
        return hashlib.shake_256(f"fake {self._calls}".encode()).digest(size)


AUTHORITIES = Anchors((x509.load_pem_x509_certificate(kit().files.root.read_bytes()),))


def fake_toolbox(*, at: datetime = NOON) -> Toolbox:
    """Return a toolbox of fakes; vault and log are real, being quick and pure."""
    clock = FrozenClock(at)
    log = LogSigner(Ed25519PrivateKey.from_private_bytes(bytes(32)), "akashi.test/log")
    return Toolbox(
        clock=clock,
        press=FakePress(),
        sealer=FakeSealer(),
        preserver=FakePreserver(),
        renewal=POLICY,
        examine=fake_examine,
        read_back=fake_read_back,
        vault=Vault(bytes(range(32))),
        log=log,
        log_store=FakeLogStore(),
        check_stamp=lambda data, stamp: check_stamp(data, stamp, AUTHORITIES),
        check_anchor=lambda note, stamp: check_anchor(note, stamp, log.key, AUTHORITIES),
        stamps=FakeStamps(clock),
        post=FakePost(),
        randomness=CountedRandomness(),
        introduce=_introduction,
        demo=True,
    )


def _introduction() -> Introduction:
    """Introduce the seal of the evidence kit as that of every surety."""
    seal, root = kit().key, x509.load_pem_x509_certificate(kit().files.root.read_bytes())
    own = KnownSeal("", None, known(seal.certificate), tuple(map(known, seal.chain)))
    return Introduction((own,), (known(root),))
