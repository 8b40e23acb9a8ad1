"""The obligee's question (閲覧): one look-up by number and key, with the state of the throttle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

# Hand-written because this is the one question that half a million guarantees are asked all day
# (docs/decisions/0019). The key's digest leads: an unknown number and a wrong key are the same
# miss in the same index, and while a source must wait no key is looked up at all, so that not
# even the time an answer takes tells whether a guess was right.
_LOOK_UP = """
SELECT a.failures, a.blocked_until, s.failures, s.blocked_until,
       k.digest, g.id, g.number, g.state, g.period_from, g.period_to, g.current_version,
       c.content, c.content_sha256, c.created_at, c.evidence,
       d.level, d.sealed_at, d.timestamp_at, d.pdf_sha256,
       c.id, x.level, x.timestamp_at, x.pdf_sha256
FROM (SELECT 1 AS one) AS ask
LEFT JOIN records_openattempt a ON a.bucket = %(pair)s
LEFT JOIN records_openattempt s ON s.bucket = %(source)s
LEFT JOIN (
    records_accesskey k
    JOIN records_guarantee g ON g.id = k.guarantee_id
    JOIN records_certificate c ON c.guarantee_id = g.id AND c.version = g.current_version
    JOIN records_sealeddocument d ON d.certificate_id = c.id
    LEFT JOIN records_sealaddition x ON x.certificate_id = c.id AND x.ordinal = (
        SELECT MAX(y.ordinal) FROM records_sealaddition y WHERE y.certificate_id = c.id
    )
) ON k.digest IN %(digests)s AND k.withdrawn_at IS NULL AND g.number = %(number)s
     AND (a.blocked_until IS NULL OR a.blocked_until <= %(now)s)
     AND (s.blocked_until IS NULL OR s.blocked_until <= %(now)s)
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is known of earlier failures: how many, and until when to wait.

    出典: acceptance.md 2.2
    """

    failures: int
    blocked_until: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """The sealed certificate that a key opens.

    出典: contract.md 第5節
    """

    digest: bytes
    guarantee_id: int
    number: str
    state: str
    period_from: date
    period_to: date
    version: int
    content: dict[str, Any]
    content_sha256: str
    created_at: datetime
    log: Mapping[str, Any]
    level: str
    sealed_at: datetime
    timestamp_at: datetime | None
    pdf_sha256: str
    certificate_id: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the one look-up brings: both counts, and the certificate if the key is its key.

    出典: なし (本システムの決定)
    """

    pair: Counted
    source: Counted
    found: Found | None


def look_up(
    number: str, digests: tuple[bytes, ...], *, pair: str, source: str, now: datetime
) -> Answer:
    """Return what number and key lead to; `pair` and `source` name the throttle's buckets.

    出典: contract.md 第5節
    """
    names = [f"digest{position}" for position in range(len(digests))]
    sql = _LOOK_UP.replace("%(digests)s", f"({', '.join(f'%({name})s' for name in names)})")
    asked = {
        "pair": pair,
        "source": source,
        "number": number,
        "now": connection.ops.adapt_datetimefield_value(now),
        **dict(zip(names, digests, strict=True)),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        row = cursor.fetchone()
    return Answer(
        Counted(row[0] or 0, _instant(row[1])),
        Counted(row[2] or 0, _instant(row[3])),
        None if row[4] is None else _found(row[4:]),
    )


def _found(row: tuple[Any, ...]) -> Found:
    # What was added behind the seal last says how the file stands now.
    latest = row[16:] if row[16] is not None else (row[11], row[13], row[14])
    return Found(
        digest=bytes(row[0]),
        guarantee_id=row[1],
        number=row[2],
        state=row[3],
        period_from=row[4],
        period_to=row[5],
        version=row[6],
        content=json.loads(bytes(row[7])),
        content_sha256=row[8],
        created_at=_instant(row[9]),
        log=json.loads(row[10]),
        level=latest[0],
        sealed_at=_instant(row[12]),
        timestamp_at=_instant(latest[1]),
        pdf_sha256=latest[2],
        certificate_id=row[15],
    )


# SQLite gives instants back in UTC without saying so.
def _instant(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value
