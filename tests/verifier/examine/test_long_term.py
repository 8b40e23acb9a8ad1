"""Ten years on: each stamp is judged by the next newer one, and a broken link proves nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from akashi.adapters.examine import examine
from akashi_verifier.additions import append_revision
from akashi_verifier.examine import Trust
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import AT
from tests.verifier.examine.pki_kit import (
    DAY,
    YEAR,
    holder,
    pki,
    renewed,
    renewed_yearly,
    revocations,
    sealed,
    stamped,
    stored,
)

COMPROMISED = x509.ReasonFlags.key_compromise
SUPERSEDED = x509.ReasonFlags.superseded


def look(pdf, at, keys=None):
    return examine(pdf, (keys or pki()).trust, at=at)


def said(found):
    stamp = found.check("timestamp")
    return found.verdict, found.evidence.level, stamp.ok, stamp.reason


@pytest.fixture(scope="module")
def nine_years():
    return renewed_yearly(sealed(pki()), pki(), 9)


@pytest.mark.parametrize("year", [1, 4, 5, 9, 13])
def test_a_certificate_renewed_yearly_stays_proven_long_after_seal_and_first_authority(
    nine_years, year
):
    kept = renewed_yearly(sealed(pki()), pki(), year) if year < 9 else nine_years
    found = look(kept, AT + year * YEAR)
    assert said(found) == ("authentic", "B-LTA", True, "")
    assert found.evidence.timestamp_at == AT
    assert all(check.ok for check in found.checks)


def test_without_renewal_a_seal_is_proven_as_long_as_its_authority_is_valid():
    assert said(look(sealed(pki()), AT + 4 * YEAR)) == ("authentic", "B-LT", True, "")


def test_without_renewal_an_expired_authority_proves_no_time_and_so_no_expired_seal():
    found = look(sealed(pki()), AT + 6 * YEAR)
    assert (found.check("timestamp").ok, found.check("timestamp").reason) == (None, "expired")
    assert (found.check("chain").reason, found.verdict) == ("expired", "unknown_issuer")


def test_an_expired_authority_over_a_seal_that_is_still_valid_is_said_and_not_used():
    keys = pki().with_(seal=holder("long seal", AT - DAY, 15 * YEAR, pki().seal_root))
    assert said(look(sealed(keys), AT + 6 * YEAR)) == ("authentic", "B-B", None, "expired")


def test_when_the_outermost_stamp_expired_nothing_below_it_is_proven(nine_years):
    found = look(nine_years, AT + 15 * YEAR)
    assert found.check("timestamp").reason == "expired"
    assert (found.verdict, found.check("chain").reason) == ("unknown_issuer", "expired")
    assert found.check("no_later_changes").ok is True


def test_a_renewal_after_the_authority_expired_comes_too_late():
    late = renewed(sealed(pki()), pki(), pki().second, AT + 6 * YEAR)
    found = look(late, AT + 6 * YEAR + DAY)
    assert (found.check("chain").reason, found.verdict) == ("expired", "unknown_issuer")
    assert found.evidence.timestamp_at is None


def test_a_certificate_without_a_stamp_is_proven_by_the_one_added_later():
    raised = stamped(sealed(pki(), level="B-B"), pki().first, pki().stamp_root, AT + 2 * DAY)
    found = look(raised, AT + 4 * YEAR)
    assert said(found) == ("authentic", "B-T", True, "")
    assert found.evidence.timestamp_at == AT + 2 * DAY
    assert "後から" in found.check("timestamp").detail.ja


def test_raised_by_a_stamp_and_then_a_store_it_is_of_level_lt():
    raised = stamped(sealed(pki(), level="B-B"), pki().first, pki().stamp_root, AT + 2 * DAY)
    lists = [revocations(each, AT + 3 * DAY) for each in (pki().seal_root, pki().stamp_root)]
    kept = stored(raised, [pki().seal.certificate, pki().seal_root.certificate], lists)
    assert said(look(kept, AT + 4 * YEAR)) == ("authentic", "B-LT", True, "")
    again = renewed(kept, pki(), pki().first, AT + YEAR)
    assert said(look(again, AT + 4 * YEAR)) == ("authentic", "B-LTA", True, "")


def test_a_seal_stamped_only_after_it_had_expired_is_refused():
    raised = stamped(sealed(pki(), level="B-B"), pki().first, pki().stamp_root, AT + 3 * YEAR + DAY)
    assert look(raised, AT + 4 * YEAR).check("chain").reason == "expired"


def revoked_in_the_store(when, *, issuer=None, signed_by=None, stamp_at=AT + 2 * DAY):
    """A seal stamped only later, whose store tells of a revocation."""
    keys = pki()
    crl = revocations(
        issuer or keys.seal_root, AT + 30 * DAY, (keys.seal, when, COMPROMISED),
        signed_by=signed_by,
    )  # fmt: skip
    raised = stamped(sealed(keys, level="B-B"), keys.first, keys.stamp_root, stamp_at)
    return look(stored(raised, [], [crl]), AT + YEAR)


@pytest.mark.parametrize(
    ("when", "reason", "verdict"),
    [
        (AT + DAY, "revoked", "unknown_issuer"),
        (AT + 2 * DAY, "revoked", "unknown_issuer"),
        (AT + 3 * DAY, "", "authentic"),
    ],
)
def test_a_revoked_seal_counts_until_the_time_that_is_proven(when, reason, verdict):
    found = revoked_in_the_store(when)
    assert (found.check("chain").reason, found.verdict) == (reason, verdict)


def test_a_revocation_that_another_authority_signed_does_not_count():
    found = revoked_in_the_store(AT + DAY, signed_by=pki().stamp_root)
    assert found.check("chain").ok is True
    assert (found.check("no_later_changes").reason, found.verdict) == ("store", "altered")


def test_a_later_store_cannot_hide_the_list_of_an_earlier_one():
    crl = revocations(pki().seal_root, AT, (pki().seal, AT - DAY, COMPROMISED))
    told = stored(sealed(pki()), [], [crl])
    bare = told.replace(b"/DSS", b"/DSX")  # only to be sure that the store is what convicts
    assert look(told, AT + DAY).check("chain").reason == "revoked"
    assert look(bare, AT + DAY).check("chain").reason != "revoked"
    document = read_document(told)
    store = document.root()["DSS"].number
    emptied = append_revision(
        told, document.revisions[-1], {store: b"<</Type/DSS/Certs[]/CRLs[]>>"}
    )
    found = look(emptied, AT + DAY)
    assert (found.check("no_later_changes").reason, found.verdict) == ("store", "altered")


def test_an_authority_revoked_for_compromise_proves_nothing_any_more():
    crl = revocations(pki().stamp_root, AT + YEAR, (pki().first, AT + YEAR, COMPROMISED))
    found = look(stored(sealed(pki()), [], [crl]), AT + 2 * YEAR)
    assert said(found) == ("authentic", "B-B", None, "revoked")
    assert look(stored(sealed(pki()), [], [crl]), AT + 4 * YEAR).check("chain").reason == "expired"


def test_an_authority_that_was_only_superseded_goes_on_proving_what_it_stamped_before():
    crl = revocations(pki().stamp_root, AT + YEAR, (pki().first, AT + YEAR, SUPERSEDED))
    found = look(stored(sealed(pki()), [], [crl]), AT + 4 * YEAR)
    assert said(found) == ("authentic", "B-LT", True, "")


def test_an_authority_revoked_before_it_stamped_is_refused():
    crl = revocations(pki().stamp_root, AT, (pki().first, AT - timedelta(hours=1), SUPERSEDED))
    found = look(stored(sealed(pki()), [], [crl]), AT + DAY)
    assert (found.check("timestamp").ok, found.check("timestamp").reason) == (False, "wrong")
    assert found.verdict == "altered"


def test_a_stamp_covered_before_its_authority_was_revoked_stays_good():
    covered = renewed(sealed(pki()), pki(), pki().second.__class__(*later_authority()), AT + YEAR)
    crl = revocations(pki().stamp_root, AT + 2 * YEAR, (pki().first, AT + 2 * YEAR, COMPROMISED))
    found = look(stored(covered, [], [crl]), AT + 3 * YEAR)
    assert (found.verdict, found.check("timestamp").ok) == ("authentic", True)
    assert found.evidence.timestamp_at == AT


def later_authority():
    other = holder("authority three", AT, 9 * YEAR, pki().stamp_root, stamps=True)
    return other.certificate, other.key


def test_an_archive_stamp_older_than_the_stamp_it_covers_is_refused():
    early = stamped(sealed(pki(), at=AT + 9 * DAY), pki().first, pki().stamp_root, AT + DAY)
    found = look(early, AT + YEAR)
    assert (found.check("timestamp").ok, found.check("timestamp").reason) == (False, "future")
    assert found.verdict == "altered"


def test_an_archive_stamp_of_the_future_is_refused(nine_years):
    found = look(nine_years, AT + 3 * YEAR)
    assert (found.check("timestamp").reason, found.verdict) == ("future", "altered")


def test_an_archive_stamp_by_a_certificate_that_is_no_authority_is_refused():
    unfit = holder("unfit", AT - DAY, 9 * YEAR, pki().stamp_root)
    found = look(stamped(sealed(pki()), unfit, pki().stamp_root, AT + DAY), AT + YEAR)
    assert found.check("no_later_changes").reason == "stamp_authority"
    assert found.verdict == "altered"


def test_where_no_authority_is_known_at_all_an_archive_stamp_is_said_and_not_used(nine_years):
    trust = Trust.of(own=[pki().seal.certificate])
    found = examine(nine_years, trust, at=AT + YEAR)
    assert (found.verdict, found.check("timestamp").ok) == ("authentic", None)
    assert "知らない" in found.check("no_later_changes").detail.ja


def test_a_store_without_one_of_the_lists_is_no_level_lt():
    roots = [pki().seal_root, pki().stamp_root]
    one, both = ([revocations(each, AT) for each in some] for some in (roots[:1], roots))
    chain = [each.certificate for each in roots]
    lower, higher = (
        look(stored(sealed(pki(), level="B-T"), chain, lists), AT + DAY) for lists in (one, both)
    )
    assert (lower.verdict, lower.evidence.level) == ("authentic", "B-T")
    assert (higher.verdict, higher.evidence.level) == ("authentic", "B-LT")


def test_a_root_made_anew_over_the_trusted_key_lends_it_no_longer_life():
    short = holder("seal root", AT - DAY, YEAR, ca=True)
    again = holder("seal root", AT - DAY, 30 * YEAR, key=short.key, ca=True)
    keys = pki().with_(seal_root=again, seal=holder("seal", AT - DAY, 9 * YEAR, again))
    pdf = sealed(keys, level="B-B")
    trust = Trust.of(own=[short.certificate])
    assert examine(pdf, trust, at=AT + DAY).verdict == "authentic"
    assert examine(pdf, trust, at=AT + 2 * YEAR).check("chain").reason == "expired"


def test_of_two_certificates_of_one_issuing_key_the_one_that_was_valid_leads_up():
    root = holder("root", AT - DAY, 20 * YEAR, ca=True)
    old = holder("issuing", AT - 9 * YEAR, YEAR, root, ca=True)
    new = holder("issuing", AT - DAY, 9 * YEAR, root, ca=True, key=old.key)
    keys = pki().with_(seal_root=old, seal=holder("seal", AT - DAY, 9 * YEAR, old))
    kept = stored(sealed(keys, level="B-B"), [old.certificate, new.certificate], [])
    found = examine(kept, Trust.of(own=[root.certificate]), at=AT + DAY)
    assert found.verdict == "authentic"


def test_names_of_holders_are_not_what_is_believed():
    other = holder("seal root", AT - DAY, 20 * YEAR, ca=True)
    keys = pki().with_(seal_root=other, seal=holder("見本保証株式会社", AT - DAY, YEAR, other))
    names = keys.seal.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert names[0].value == "見本保証株式会社"
    assert look(sealed(keys), AT + DAY).check("chain").reason == "unknown_issuer"
