"""Send a mail that was written down (通知の送信): at least once, the same Message-ID each time."""

from __future__ import annotations

import hashlib
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from akashi.adapters.post import Letter
from akashi.adapters.toolbox import Toolbox
from akashi.records.models import Notice


def send_notice(key: str, *, at: datetime, toolbox: Toolbox) -> None:
    """Hand one notice to the post unless that was done before.

    A crash after the post took it and before the row says so sends it once more, under the
    same Message-ID: a mail twice is harmless, no mail is not.

    Raises: what the post raises; the worker tries again.
    出典: acceptance.md A01
    """
    notice = Notice.objects.get(key=key)
    if notice.sent_at is not None:
        return
    toolbox.post.send(
        Letter(
            to=notice.recipient,
            subject=notice.subject,
            body=notice.body,
            message_id=message_id(key),
            at=notice.created_at,
        )
    )
    Notice.objects.filter(pk=notice.pk, sent_at__isnull=True).update(sent_at=at)


def message_id(key: str) -> str:
    """Return the Message-ID that belongs to a notice for ever.

    出典: RFC 5322 3.6.4
    """
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"
