"""Archive time stamps after the seal: ours are let through, a stranger's are named."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from cryptography import x509
from pyhanko.sign import signers

from akashi.adapters.seal.appending import append_revision
from akashi.adapters.seal.library_container import SourceStamper, _QuietWriter
from akashi_verifier.examine import Trust, examine
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import AT, kit, sealed_certificate

ROOT = x509.load_pem_x509_certificate(kit().files.root.read_bytes())
TRUST = Trust.of(own=[kit().key.certificate], authorities=[ROOT], log_keys=[kit().log.key])


def archived(pdf, *, source=None, writer=_QuietWriter):
    stamper = signers.PdfTimeStamper(SourceStamper(source or kit().source), field_name="Archive")
    out = stamper.timestamp_pdf(writer(BytesIO(pdf)), "sha256", bytes_reserved=12_000)
    return out.getvalue()


def test_a_certificate_with_our_archive_stamp_stays_authentic():
    found = examine(archived(sealed_certificate().pdf), TRUST, at=AT + timedelta(days=1))
    assert found.check("no_later_changes").ok
    assert found.verdict == "authentic"


def test_a_stamp_of_an_authority_unknown_here_is_named():
    pdf = archived(sealed_certificate().pdf, source=kit(number=1).source)
    found = examine(pdf, TRUST, at=AT + timedelta(days=1))
    assert found.check("no_later_changes").reason == "stamp_authority"
    assert found.verdict == "altered"


def test_a_stamp_added_together_with_changed_dates_is_refused():
    pdf = archived(sealed_certificate().pdf, writer=_Dating)
    found = examine(pdf, TRUST, at=AT + timedelta(days=1))
    assert found.check("no_later_changes").reason == "objects"


class _Dating(_QuietWriter):
    """Rewrites the document information, as pyHanko does when nobody stops it."""

    def _update_meta(self):
        self.mark_update(self._info)


def test_a_change_behind_an_archive_stamp_is_refused():
    pdf = archived(sealed_certificate().pdf)
    last = read_document(pdf).revisions[-1]
    changed = append_revision(pdf, last, {last.trailer["Info"].number: b"<</Title(x)>>"})
    found = examine(changed, TRUST, at=AT + timedelta(days=1))
    assert found.check("no_later_changes").reason == "objects"


def test_a_stamp_with_a_wrong_imprint_is_refused():
    class Elsewhere:
        """Stamps other bytes."""

        def stamp(self, _digest):
            """Return a token over zeros."""
            return kit().source.stamp(bytes(32))

    found = examine(archived(sealed_certificate().pdf, source=Elsewhere()), TRUST, at=AT)
    assert found.check("no_later_changes").reason == "stamp"
