"""Slowing down guesses (試行の制限): per number and source, and per network on all numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from math import ceil
from zlib import crc32

import structlog
from django.db import connection

from akashi.adapters.toolbox import Vault
from akashi.records.models import OpenAttempt

FREE_FAILURES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
PAIR_MEMORY = timedelta(hours=24)
"""After so long without a failure a source begins anew with a number."""

NETWORK_FAILURES = 30
NETWORK_WINDOW = timedelta(hours=1)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Buckets:
    """What an attempt is counted under; keyed digests, so the table names nobody.

    出典: acceptance.md 2.2
    """

    pair: str
    """This source on this number."""
    source: str
    """This source on all numbers; blocked when it fails while its network is over the limit."""
    network: str
    """The source's network on all numbers: counted, never blocked as a whole."""


def buckets_of(number: str, source: str, vault: Vault) -> Buckets:
    """Return the buckets of an attempt; networks are /24 of IPv4 and /56 of IPv6.

    One machine commands a whole /64 of IPv6, so there that is the single source.
    出典: acceptance.md 2.2
    """
    one, network = _source_and_network(source)
    return Buckets(
        vault.digest(f"{number} {one}", "open attempts: pair").hex(),
        vault.digest(one, "open attempts: source").hex(),
        vault.digest(network, "open attempts: network").hex(),
    )


def one_at_a_time(pair: str) -> None:
    """Let attempts of one source on one number follow one another until the transaction ends.

    So nobody wins by asking a thousand times at once: each attempt sees all counts before it.
    SQLite needs nothing; its writers exclude each other from the beginning of a transaction.
    出典: acceptance.md 2.1 (counter race)
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK_ROOM, _lock_of(pair)])


def seconds_until(blocked_until: datetime | None, at: datetime) -> int | None:
    """Return the whole seconds to wait, at least one; None when there is nothing to wait for.

    出典: contract.md 第5節
    """
    if blocked_until is None or blocked_until <= at:
        return None
    return max(1, ceil((blocked_until - at).total_seconds()))


def count_failure(buckets: Buckets, *, at: datetime) -> int | None:
    """Count one failure in every bucket; return the wait when the network was over its limit.

    Counted before anything is answered: of many failures at once, those beyond the limit
    learn only that they must wait. Only sources that failed themselves are made to wait, so
    an attacker in the next office, or at the next desk, never locks out the rightful user.
    出典: acceptance.md 2.2, A29
    """
    names = sorted((buckets.pair, buckets.source, buckets.network))
    OpenAttempt.objects.bulk_create(
        [OpenAttempt(bucket=name, failures=0, since=at, updated_at=at) for name in names],
        ignore_conflicts=True,
    )
    rows = OpenAttempt.objects.select_for_update().filter(bucket__in=names).order_by("bucket")
    by_name = {row.bucket: row for row in rows}
    _count_pair(by_name[buckets.pair], at)
    until = _count_network(by_name[buckets.network], at)
    _count_source(by_name[buckets.source], until, at)
    over = by_name[buckets.network].failures > NETWORK_FAILURES
    return seconds_until(until, at) if over else None


def forget(pair: str) -> None:
    """Begin anew: the right key was given.

    出典: NIST SP 800-63B-4 (success resets the count)
    """
    OpenAttempt.objects.filter(bucket=pair).delete()


def _count_pair(row: OpenAttempt, at: datetime) -> None:
    if at - row.updated_at >= PAIR_MEMORY:
        row.failures, row.since = 0, at
    row.failures += 1
    row.updated_at = at
    if row.failures >= FREE_FAILURES:
        doublings = min(row.failures - FREE_FAILURES, 12)
        row.blocked_until = at + min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
        _log.warning("open_attempts_blocked", scope="pair", failures=row.failures)
    row.save()


def _count_network(row: OpenAttempt, at: datetime) -> datetime | None:
    """Return until when a source of this network waits that has failed just now."""
    if at - row.since >= NETWORK_WINDOW:
        row.failures, row.since = 0, at
    row.failures += 1
    row.updated_at = at
    row.save()
    return row.since + NETWORK_WINDOW if row.failures >= NETWORK_FAILURES else None


def _count_source(row: OpenAttempt, until: datetime | None, at: datetime) -> None:
    row.failures += 1
    row.updated_at = at
    row.blocked_until = until
    if until is not None:
        _log.warning("open_attempts_blocked", scope="network", failures=row.failures)
    row.save()


_LOCK_ROOM = 0x414B
"""Keeps our advisory locks apart from anybody else's in the same database."""


def _lock_of(pair: str) -> int:
    return crc32(pair.encode()) - 2**31


def _source_and_network(source: str) -> tuple[str, str]:
    try:
        address = ip_address(source)
    except ValueError:
        return source, source
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if isinstance(address, IPv4Address):
        return str(address), _network(address, 24)
    return _network(address, 64), _network(address, 56)


def _network(address: IPv4Address | IPv6Address, size: int) -> str:
    return str(ip_network(f"{address}/{size}", strict=False))
