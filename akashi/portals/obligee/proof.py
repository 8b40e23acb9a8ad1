"""Why it can be believed (本物と言える根拠): seal, time stamp and log, in a plain sentence each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from akashi.portals.shared.parts import Item
from akashi.portals.shared.templatetags.parts import day, moment

if TYPE_CHECKING:
    from akashi.workflows.delivering.open_certificate import Opened


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the certificate, as a line.

    出典: なし (本システムの決定)
    """

    text: str
    current: bool


def evidence_rows(opened: Opened) -> list[Item]:
    """Return seal, time stamp, log and digest; a time stamp still to come is said to be awaited.

    出典: contract.md 第5節
    """
    seal, stamp, log = (opened.evidence[part] for part in ("seal", "timestamp", "log"))
    sealed = _("%(at)sに電子署名で封印（水準 %(level)s）") % {
        "at": moment(datetime.fromisoformat(seal["sealed_at"])),
        "level": seal["level"],
    }
    stamped = (
        _("%(at)sに、この証書があったことが証明されています")
        % {"at": moment(datetime.fromisoformat(stamp["at"]))}
        if stamp
        else _("時刻認証待ち")
    )
    logged = _("公開の記録の第%(index)s番に採録") % {"index": log["leaf_index"]}
    current = next(each for each in opened.versions if each["current"])
    return [
        Item(_("封印"), sealed),
        Item(_("時刻認証"), stamped),
        Item(_("透明性ログ"), logged),
        Item(_("内容の指紋（SHA-256）"), current["content_sha256"]),
    ]


def version_lines(opened: Opened) -> list[Version]:
    """Return all versions so far, the oldest first.

    出典: contract.md 第5節
    """
    return [
        Version(
            _("第%(number)s版（%(on)s）")
            % {
                "number": each["version"],
                "on": day(date.fromisoformat(each["concluded_on"])),
            },
            each["current"],
        )
        for each in opened.versions
    ]
