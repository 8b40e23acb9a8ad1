"""The public log (公開ログの点検): is it published, does it agree, and is it anchored?"""

from __future__ import annotations

from collections.abc import Iterator

from akashi.cli.doctor.finding import Finding, fine, found
from akashi.cli.store import pending_migrations
from akashi.config import wiring
from akashi.workflows.keeping.log_standing import LogContradicts, anchoring, publication
from akashi.workflows.keeping.trail_standing import check_head, unsigned_since


def log() -> Iterator[Finding]:
    """Compare the published folder with the records; look when log and trail were signed last."""
    if pending_migrations():
        return
    yield _published()
    yield _anchored()
    yield _signed()


def _published() -> Finding:
    shown = publication(wiring.toolbox())
    if shown.trouble is not None:
        return found(
            "log",
            "wrong",
            (shown.trouble.reason.ja, shown.trouble.reason.en),
            (
                "公開を止めています。docs/operating.md の「Alarms」のとおりに調べてください。",
                'Publication has stopped. Follow "Alarms" in docs/operating.md.',
            ),
        )
    if shown.published < 0:
        return found(
            "log",
            "warning",
            ("透明性ログはまだ公開されていません。", "The log is not published yet."),
            ("`akashi work` を動かしてください。", "Start `akashi work`."),
        )
    if shown.published < shown.size:
        return found(
            "log",
            "warning",
            (
                f"透明性ログの{shown.size}件のうち{shown.published}件を公開しています。",
                f"{shown.published} of {shown.size} log entries are published.",
            ),
            ("`akashi work` を動かしてください。", "Start `akashi work`."),
        )
    return fine(
        "log",
        f"透明性ログの{shown.size}件すべてを公開しています。",
        f"All {shown.size} log entries are published.",
    )


def _anchored() -> Finding:
    stamped = anchoring(at=wiring.clock().now())
    if stamped.overdue:
        return found(
            "log_anchor",
            "wrong",
            (
                f"アンカーが1日以上止まっています（{stamped.size}件のうち{stamped.anchored}件まで）。",
                f"No anchor for a day ({stamped.anchored} of {stamped.size} entries so far).",
            ),
            (
                "AKASHI_TSA_URLS の時刻認証局と `akashi work` を確かめてください。",
                "Check the authorities in AKASHI_TSA_URLS, and `akashi work`.",
            ),
        )
    if stamped.size == 0:
        return fine(
            "log_anchor",
            "透明性ログはまだ空です。最初の1件からアンカーを取ります。",
            "The log is still empty; it is anchored from its first entry on.",
        )
    if stamped.last_at is None:
        return found(
            "log_anchor",
            "warning",
            (
                f"透明性ログの{stamped.size}件は、まだ時刻認証されていません。",
                f"None of the {stamped.size} log entries has been time stamped yet.",
            ),
            ("`akashi work` を動かしてください。", "Start `akashi work`."),
        )
    return fine(
        "log_anchor",
        f"透明性ログは最初の{stamped.anchored}件まで時刻認証されています"
        f"（{stamped.last_at:%Y-%m-%d %H:%M} UTC）。",
        f"The first {stamped.anchored} log entries are time stamped "
        f"({stamped.last_at:%Y-%m-%d %H:%M} UTC).",
    )


def _signed() -> Finding:
    try:
        check_head(wiring.toolbox())
    except LogContradicts as trouble:
        return found(
            "trail",
            "wrong",
            (trouble.reason.ja, trouble.reason.en),
            (
                "署名を止めています。docs/operating.md の「Alarms」のとおりに調べてください。",
                'Nothing more is signed. Follow "Alarms" in docs/operating.md.',
            ),
        )
    since = unsigned_since(at=wiring.clock().now())
    if since is not None:
        return found(
            "trail",
            "warning",
            (
                f"監査証跡の{since:%Y-%m-%d %H:%M}（UTC）からの記録に、署名がありません。",
                f"The audit trail is not signed since {since:%Y-%m-%d %H:%M} UTC.",
            ),
            ("`akashi work` を動かしてください。", "Start `akashi work`."),
        )
    return fine("trail", "監査証跡は署名されています。", "The audit trail is signed.")
