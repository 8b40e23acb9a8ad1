"""What an examination finds (検証結果): kind, verdict, and each check with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from akashi_verifier.sentence import Language, Sentence

Kind = Literal["certificate", "key_notice", "other"]
Verdict = Literal["authentic", "altered", "unknown_issuer", "not_ours", "unreadable"]
CheckName = Literal[
    "seal", "chain", "timestamp", "content_match", "log_inclusion", "no_later_changes"
]
CHECKS: tuple[CheckName, ...] = (
    "seal",
    "chain",
    "timestamp",
    "content_match",
    "log_inclusion",
    "no_later_changes",
)
_NEEDED = ("seal", "chain", "content_match", "no_later_changes")

NOT_REACHED = Sentence("この検査まで進めませんでした。", "This check was not reached.")


@dataclass(frozen=True)
class Check:
    """One check: true, false, or null where the file carries no such evidence.

    出典: contract §2 verify
    """

    name: CheckName
    ok: bool | None
    detail: Sentence
    reason: str = ""
    """A word for programs and tests; empty when all is well."""


@dataclass(frozen=True)
class Evidence:
    """What the file proves besides its content; only what was checked and held.

    出典: なし (本システムの決定)
    """

    sealed_by: str | None = None
    level: str | None = None
    timestamp_at: datetime | None = None
    """By when the seal is proven to have been there."""
    archived_at: datetime | None = None
    """When the newest believed document time stamp (長期保存の時刻認証) was given."""
    log_origin: str | None = None
    log_index: int | None = None
    tree_size: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the fields by name; times in ISO 8601."""
        return {
            "sealed_by": self.sealed_by,
            "level": self.level,
            "timestamp_at": self.timestamp_at.isoformat() if self.timestamp_at else None,
            "archived_at": self.archived_at.isoformat() if self.archived_at else None,
            "log_origin": self.log_origin,
            "log_index": self.log_index,
            "tree_size": self.tree_size,
        }


@dataclass(frozen=True)
class Examination:
    """The whole answer about one file.

    出典: contract §2 verify
    """

    kind: Kind
    verdict: Verdict
    checks: tuple[Check, ...]
    summary: Sentence
    content: Mapping[str, Any] | None = None
    """The certificate's content: only from an attachment that a trusted seal covers."""
    evidence: Evidence = field(default_factory=Evidence)
    lines: tuple[Sentence, ...] = ()
    """The answer in three plain sentences; see `in_short`."""

    def check(self, name: CheckName) -> Check:
        """Return one check."""
        return next(each for each in self.checks if each.name == name)

    def as_json(self, lang: Language | str = "ja") -> dict[str, Any]:
        """Return the object that `akashi verify --json` prints."""
        return {
            "kind": self.kind,
            "verdict": self.verdict,
            "summary": self.summary.text(lang),
            "lines": [each.text(lang) for each in self.lines],
            "checks": [
                {"name": each.name, "ok": each.ok, "detail": each.detail.text(lang)}
                for each in self.checks
            ],
            "content": None if self.content is None else dict(self.content),
            "evidence": self.evidence.as_json(),
        }


def all_checks(*found: Check) -> tuple[Check, ...]:
    """Return every check in its order; one that was not made is null.

    出典: contract §2 verify
    """
    made = {each.name: each for each in found}
    return tuple(made.get(name) or Check(name, None, NOT_REACHED) for name in CHECKS)


def verdict_of(checks: tuple[Check, ...]) -> Verdict:
    """Return the verdict on a certificate.

    Authentic needs seal, chain, content and no later change true, and nothing false. A
    whole document under a seal that is not to be believed is `unknown_issuer`.
    出典: contract §2 verify
    """
    wrong = {each.name for each in checks if each.ok is False}
    missing = {each.name for each in checks if each.ok is None and each.name in _NEEDED}
    if not wrong and not missing:
        return "authentic"
    if wrong == {"chain"}:
        return "unknown_issuer"
    return "altered"
