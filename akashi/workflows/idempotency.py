"""Idempotency keys (冪等キー): the same request twice is done once and answered alike."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import uuid4

from akashi.domain.violations import refuse
from akashi.records.models import IdempotentAnswer

UNUSABLE_KEY = "idempotency_key"

_KEY = re.compile(r"[\x21-\x7e]{1,200}")


def once(
    scope: str,
    key: str,
    document: Mapping[str, object],
    *,
    at: datetime,
    make: Callable[[str], object],
) -> str:
    """Return the application id that belongs to the key; make the application if it is new.

    Runs inside the caller's transaction. Of two equal requests at once the second waits at
    the unique key until the first has ended: committed, it finds the row and the same id;
    rolled back, it is the first itself. Nobody is told to try again.

    Raises: RuleViolation `idempotency_key` for an unusable key, `idempotency_mismatch` for
    another document under a used one.
    出典: acceptance.md A05
    """
    if not _KEY.fullmatch(key):
        raise refuse(
            UNUSABLE_KEY,
            "",
            ja="Idempotency-Key は、空白を含まない200字以内の英数字記号です。",
            en="An Idempotency-Key is up to 200 ASCII characters without spaces.",
        )
    digest = request_digest(document)
    mine = IdempotentAnswer(
        scope=scope,
        key=key,
        request_sha256=digest,
        application_id=uuid4().hex,
        created_at=at,
    )
    IdempotentAnswer.objects.bulk_create([mine], ignore_conflicts=True)
    kept = IdempotentAnswer.objects.get(scope=scope, key=key)
    if kept.request_sha256 != digest:
        raise refuse(
            "idempotency_mismatch",
            "",
            ja="この Idempotency-Key は、別の内容の申込で使われています。",
            en="This Idempotency-Key was used with another application.",
        )
    if kept.application_id == mine.application_id:
        make(kept.application_id)
    return kept.application_id


def request_digest(document: Mapping[str, object]) -> str:
    """Return the SHA-256 of a request whatever the order of its names and its white space.

    出典: なし (本システムの決定)
    """
    text = json.dumps(document, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
