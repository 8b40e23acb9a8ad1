"""Who writes our mails (差出人): the surety of the application, and where to sign in."""

from __future__ import annotations

from django.conf import settings

from akashi.adapters.letters import Sender
from akashi.records.models import Surety

SIGN_IN_PATH = "/contractor/"


def sender_of(surety: Surety) -> Sender:
    """Return the surety as it signs its mails.

    出典: なし (本システムの決定)
    """
    return Sender(surety.name, settings.PUBLIC_URL + SIGN_IN_PATH, settings.CONTACT)
