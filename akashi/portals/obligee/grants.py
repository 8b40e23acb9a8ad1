"""What lets a page's buttons download (閲覧許可): number and key, sealed for this browser only."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.middleware.csrf import get_token

from akashi.adapters.vault import VaultRefuses

if TYPE_CHECKING:
    from django.http import HttpRequest

    from akashi.adapters.toolbox import Vault

LIFETIME = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Pair:
    """A number and the key that opened it a moment ago.

    出典: なし (本システムの決定)
    """

    number: str
    key: str


def grant(request: HttpRequest, pair: Pair, *, at: datetime, vault: Vault) -> str:
    """Return a text for a hidden field: neither number nor key can be read from it.

    Nothing is kept on the server, so that reading a certificate needs no session and never
    times out; and every download asks for the certificate anew, with all its checks.
    出典: なし (本システムの決定)
    """
    until = (at + LIFETIME).isoformat()
    plain = json.dumps([pair.number, pair.key, until])
    return urlsafe_b64encode(vault.encrypt(plain, _context(request))).decode()


def granted(request: HttpRequest, text: str, *, at: datetime, vault: Vault) -> Pair | None:
    """Return the pair, or None: too old, changed, or made for another browser.

    出典: なし (本システムの決定)
    """
    try:
        plain = vault.decrypt(urlsafe_b64decode(text.encode()), _context(request))
    except (ValueError, VaultRefuses):
        return None
    number, key, until = json.loads(plain)
    return Pair(number, key) if at <= datetime.fromisoformat(until) else None


def _context(request: HttpRequest) -> str:
    get_token(request)
    return f"obligee/grant {request.META['CSRF_COOKIE']}"
