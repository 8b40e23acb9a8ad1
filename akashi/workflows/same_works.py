"""How a second guarantee for the same works (同じ工事への二つ目の保証) is found again."""

from __future__ import annotations

import hashlib

from akashi.domain.text import search_key
from akashi.records.models import Application


def same_works_key(application: Application) -> str:
    """Return the digest that guarantees of one kind for the same works have in common.

    Names are folded for searching, so that a space or 髙 for 高 hides no second guarantee.
    出典: なし (本システムの決定)
    """
    parts = (
        str(application.company_id),
        application.product,
        application.obligee_slug,
        search_key(application.works_name),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
