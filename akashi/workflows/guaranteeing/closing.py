"""Closing an application (保証申込の締切り): what was asked and decided, as one fingerprint."""

from __future__ import annotations

import hashlib
import json

from akashi.domain.audit_trail import noted
from akashi.records.models import Application

# NOTE: in the audit trail of every guarantee; another order or another column is another digest.
_COLUMNS = (
    "id",
    "receipt_number",
    "company_id",
    "surety_id",
    "obligee_slug",
    "product",
    "works_name",
    "document",
    "terms_version",
    "premium_yen",
    "quote",
    "findings",
    "remarks",
    "created_at",
    "created_by_id",
    "submitted_at",
    "submitted_by_id",
    "accepted_at",
    "accepted_by_id",
    "approved_at",
    "approved_by_id",
)


def fingerprint(application: Application) -> str:
    """Return the SHA-256, in hex, of what no one may change once the guarantee is concluded.

    It stands in the act that concludes, and the authority's stamp on the trail covers it.
    出典: なし (本システムの決定, docs/transparency-log.md)
    """
    row = [getattr(application, column) for column in _COLUMNS]
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, default=noted)
    return hashlib.sha256(text.encode()).hexdigest()
