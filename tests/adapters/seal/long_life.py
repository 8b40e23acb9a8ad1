"""A seal's long life: a PKI as in life, its authorities in turn, and a clock that is moved."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from akashi.adapters.revocation import RevocationLists
from akashi.adapters.seal import LongTerm, Preserver, Sealer
from akashi.adapters.timestamp import LocalSource, NoTimestamp
from akashi_verifier.examine import Trust
from tests.adapters.evidence_kit import AT, certificate_pdf, kit
from tests.adapters.pki import YEAR, Ca
from tests.clocks import FrozenClock

DAY = timedelta(days=1)


class World:
    """A seal for three years, an authority for five with a successor, lists for thirty days."""

    def __init__(self) -> None:
        self.clock = FrozenClock(AT)
        self.seal_ca = Ca("封印認証局", AT - YEAR)
        self.seal = self.seal_ca.issue("見本保証株式会社", AT - DAY, years=3)
        # Each generation of an authority has a root of its own, as they do.
        starts = [AT - DAY + 4 * n * YEAR for n in range(3)]
        self.stamp_cas = [Ca(f"時刻認証局 G{n}", start) for n, start in enumerate(starts)]
        self.units = [
            ca.issue(f"TSU {n}", start, years=5, stamps_time=True)
            for n, (ca, start) in enumerate(zip(self.stamp_cas, starts, strict=True))
        ]
        self.down = self.unlisted = False
        stamp_roots = [each.certificate for each in self.stamp_cas]
        self.roots = (self.seal_ca.certificate, *stamp_roots)
        self.trust = Trust.of(
            own=[self.seal.certificate],
            authorities=stamp_roots,
            log_keys=[kit().log.key],
        )

    def lists(self):
        """Publish this month's lists."""
        if self.unlisted:
            return ()
        month = AT + (self.clock.now() - AT) // (25 * DAY) * 25 * DAY - DAY
        return [_published(ca, month) for ca in (self.seal_ca, *self.stamp_cas)]

    def stamp(self, digest: bytes) -> bytes:
        """Give a token of the authority in office, unless it is down."""
        if self.down:
            raise NoTimestamp("nobody there")
        unit = self.units[max(0, int((self.clock.now() - AT) / YEAR) // 4)]
        return LocalSource(unit.authority(), self.clock).stamp(digest)

    @property
    def long_term(self) -> LongTerm:
        """Return what gathers chains and lists, as a new process would."""
        return LongTerm(RevocationLists(self.lists), lambda: self.roots)

    def sealed(self, level: str = "B-LT"):
        """Return a certificate sealed now."""
        sealer = Sealer(self.seal.seal_key(), self, level=level, long_term=self.long_term)
        return sealer.seal(certificate_pdf(), at=self.clock.now())

    def preserver(self, level: str = "B-LT") -> Preserver:
        """Return what preserves, as a new process would."""
        return Preserver(self, self.long_term, level=level)

    def raised(self, pdf: bytes, **how):
        """Raise a file now."""
        return self.preserver(**how).raised(pdf, at=self.clock.now())

    def renewed(self, pdf: bytes, **how):
        """Renew a file now."""
        return self.preserver(**how).renewed(pdf, at=self.clock.now())


@cache
def _published(ca: Ca, at: datetime):
    return ca.crl(at)


@cache
def renewed_yearly(years: int) -> tuple[World, bytes]:
    """Return a certificate of B-LT, archived the day after and renewed each year since."""
    world = World()
    pdf = world.sealed().pdf
    world.clock.move(DAY)
    pdf = world.renewed(pdf).pdf
    for _ in range(years):
        world.clock.move(YEAR)
        pdf = world.renewed(pdf).pdf
    return world, pdf
