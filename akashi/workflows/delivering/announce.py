"""Announce a sealed certificate (電子証書・認証キー登録のお知らせ); the mail holds no key."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from akashi.adapters import letters
from akashi.domain.application import Delivery, contractor_email
from akashi.records.models import Certificate
from akashi.workflows.queueing import notify
from akashi.workflows.sender import sender_of


@dataclass(frozen=True, slots=True)
class Announcement:
    """A mail worded and not written down yet.

    出典: なし (本システムの決定)
    """

    key: str
    wording: letters.Wording
    recipient: str
    application_id: str
    guarantee_number: str

    def write(self, *, at: datetime) -> None:
        """Write the mail down, inside the transaction that stores the sealed PDF.

        出典: docs/decisions/0006
        """
        notify(
            self.key,
            self.wording,
            recipient=self.recipient,
            at=at,
            application_id=self.application_id,
            guarantee_number=self.guarantee_number,
        )


def announcement(promise: Certificate) -> Announcement | None:
    """Word the contractor's mail; guarantee, surety and application come with the promise.

    None on paper delivery (書面交付): there is no key to be shown and so no such mail.
    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)
    """
    guarantee = promise.guarantee
    if guarantee.delivery != Delivery.ELECTRONIC.value:
        return None
    content = json.loads(bytes(promise.content))
    return Announcement(
        key=notice_key(promise),
        wording=letters.certificate_ready(
            sender_of(guarantee.surety),
            contractor=content["contractor"]["name"],
            guarantee_number=guarantee.number,
            works_name=content["works"]["name"],
        ),
        recipient=contractor_email(guarantee.application.document),
        application_id=guarantee.application_id,
        guarantee_number=guarantee.number,
    )


def notice_key(promise: Certificate) -> str:
    """Return the idempotency key of the mail: one per guarantee and version.

    出典: なし (本システムの決定)
    """
    return f"certificate_ready/{promise.guarantee.number}/{promise.version}"
