"""Where a request comes from (接続元): the peer, or what a trusted proxy says of it."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the client's address; X-Forwarded-For counts only as far as our own proxies wrote it.

    Read from the right: every hop that is a trusted proxy is skipped, the first other
    address is the client. What stands further left was written by the client itself.
    出典: なし (本システムの決定)
    """
    peer = request.META.get("REMOTE_ADDR") or ""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    while hops and _is_trusted(peer):
        nearest = hops.pop()
        if not _is_address(nearest):
            break
        peer = nearest
    return peer


def is_loopback(address: str) -> bool:
    """Tell whether the address is this machine's own.

    出典: なし (本システムの決定)
    """
    return _is_address(address) and ip_address(address).is_loopback


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_trusted(address: str) -> bool:
    return _is_address(address) and any(
        ip_address(address) in ip_network(proxy, strict=False) for proxy in settings.TRUSTED_PROXIES
    )
