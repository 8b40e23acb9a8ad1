"""Archive time stamps after the seal: ours are let through, a stranger's are named."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from cryptography import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from akashi.adapters.seal.library_container import SourceStamper, _QuietWriter
from akashi.adapters.seal.preserving.document_stamp import add_document_stamp
from akashi_verifier.additions import append_revision
from akashi_verifier.examine import Trust, examine
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import AT, CONTAINERS, kit, sealed_certificate

ROOT = x509.load_pem_x509_certificate(kit().files.root.read_bytes())
TRUST = Trust.of(own=[kit().key.certificate], authorities=[ROOT], log_keys=[kit().log.key])


def archived(pdf, *, source=None):
    return add_document_stamp(pdf, source or kit().source, expected=6 * 1024)


def said_of(pdf):
    return examine(pdf, TRUST, at=AT + timedelta(days=1))


@pytest.mark.parametrize("container", sorted(CONTAINERS))
def test_a_certificate_with_our_archive_stamp_stays_authentic(container):
    found = said_of(archived(sealed_certificate(container=container).pdf))
    assert found.check("no_later_changes").ok
    assert (found.verdict, found.evidence.level) == ("authentic", "B-LTA")


def test_a_stamp_of_an_authority_unknown_here_is_named():
    found = said_of(archived(sealed_certificate().pdf, source=kit(number=1).source))
    assert found.check("no_later_changes").reason == "stamp_authority"
    assert found.verdict == "altered"


@pytest.mark.parametrize("writer", [_QuietWriter, IncrementalPdfFileWriter])
def test_a_stamp_written_by_another_program_is_none_of_ours(writer):
    stamper = signers.PdfTimeStamper(SourceStamper(kit().source), field_name="Stamp1")
    out = stamper.timestamp_pdf(
        writer(BytesIO(sealed_certificate().pdf)), "sha256", bytes_reserved=12_000
    )
    found = said_of(out.getvalue())
    assert (found.check("no_later_changes").reason, found.verdict) == ("stamp", "altered")


def test_a_change_behind_an_archive_stamp_is_refused():
    pdf = archived(sealed_certificate().pdf)
    last = read_document(pdf).revisions[-1]
    changed = append_revision(pdf, last, {last.trailer["Info"].number: b"<</Title(x)>>"})
    assert said_of(changed).check("no_later_changes").reason == "objects"


def test_a_stamp_with_a_wrong_imprint_is_refused():
    class Elsewhere:
        """Stamps other bytes."""

        def stamp(self, _digest):
            """Return a token over zeros."""
            return kit().source.stamp(bytes(32))

    found = said_of(archived(sealed_certificate().pdf, source=Elsewhere()))
    assert found.check("no_later_changes").reason == "stamp"
