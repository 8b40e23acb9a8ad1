"""Raising and renewing: only ever appended, and still proven nine years on by others' tools."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader

from akashi.adapters.examine import examine
from akashi.adapters.seal import Preserver, SealFailed
from akashi.adapters.seal.preserving.sealed_file import look_at
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import AT, certificate_pdf
from tests.adapters.pki import YEAR
from tests.adapters.seal.long_life import DAY, World, renewed_yearly
from tests.tools.verapdf import verapdf


@pytest.fixture
def world():
    """Return a world on the day of the seal."""
    return World()


def verdict(world, pdf, at=None):
    return examine(pdf, world.trust, at=at or world.clock.now())


def test_a_certificate_sealed_during_an_outage_is_raised_when_it_is_over(world):
    world.down = True
    low = world.sealed()
    assert (low.level, low.timestamp) == ("B-B", None)
    assert "nobody there" in world.raised(low.pdf).shortfall
    world.down = False
    world.clock.move(timedelta(hours=2))
    done = world.raised(low.pdf)
    assert (done.level, done.timestamp, done.shortfall) == ("B-LT", AT + timedelta(hours=2), "")
    assert done.pdf.startswith(low.pdf)
    assert verdict(world, done.pdf).verdict == "authentic"


def test_as_far_as_it_goes_is_kept_and_the_rest_comes_later(world):
    world.down = world.unlisted = True
    low = world.sealed()
    world.down = False
    stamped = world.raised(low.pdf)
    assert (stamped.level, "no current revocation list" in stamped.shortfall) == ("B-T", True)
    world.unlisted = False
    done = world.raised(stamped.pdf)
    assert (done.level, done.pdf.startswith(stamped.pdf)) == ("B-LT", True)


def test_a_seal_without_a_list_at_issue_gets_its_store_later(world):
    world.unlisted = True
    low = world.sealed()
    assert low.level == "B-T"
    world.unlisted = False
    done = world.raised(low.pdf)
    assert (done.level, done.timestamp) == ("B-LT", AT)
    assert len(read_document(done.pdf).revisions) == len(read_document(low.pdf).revisions) + 1


def test_what_was_said_when_a_file_was_made_can_be_read_from_it_ever_after(world):
    def said(made):
        return made.level, made.timestamp

    read = world.preserver().as_it_is
    for level in ("B-B", "B-T", "B-LT"):
        assert said(read(world.sealed(level).pdf)) == said(world.sealed(level))
    world.down = True
    low = world.sealed()
    world.down = False
    world.clock.move(DAY)
    raised = world.raised(low.pdf)
    assert read(raised.pdf) == raised
    world.clock.move(DAY)
    renewed = world.renewed(raised.pdf)
    assert (renewed.archived_at, renewed.timestamp) == (AT + 2 * DAY, AT + DAY)
    assert read(renewed.pdf) == renewed


@pytest.mark.parametrize("wanted", ["B-B", "B-T"])
def test_nothing_is_raised_above_what_is_wanted(world, wanted):
    world.down = True
    low = world.sealed()
    world.down = False
    done = world.raised(low.pdf, level=wanted)
    assert (done.level, done.shortfall) == (wanted, "")


def test_what_has_its_level_is_left_as_it_is(world):
    sealed = world.sealed()
    assert world.raised(sealed.pdf).pdf == sealed.pdf


def test_the_archive_stamp_covers_the_whole_file_and_tells_when_it_weakens(world):
    sealed = world.sealed()
    world.clock.move(DAY)
    done = world.renewed(sealed.pdf)
    assert (done.level, done.timestamp, done.archived_at) == ("B-LTA", AT, AT + DAY)
    assert done.holds_until == world.units[0].certificate.not_valid_after_utc
    reader = PdfFileReader(io.BytesIO(done.pdf), strict=True)
    stamp = reader.embedded_timestamp_signatures[-1]
    assert stamp.byte_range[2] + stamp.byte_range[3] == len(done.pdf)
    assert done.pdf.startswith(sealed.pdf)


def test_a_certificate_without_a_stamp_is_raised_and_archived_at_once(world):
    world.down = True
    low = world.sealed()
    world.down = False
    assert world.renewed(low.pdf).level == "B-LTA"


@pytest.mark.parametrize("trouble", ["down", "unlisted"])
def test_what_is_missing_for_a_renewal_is_said_and_nothing_is_added(world, trouble):
    sealed = world.sealed()
    setattr(world, trouble, True)
    done = world.renewed(sealed.pdf)
    assert (done.pdf, done.level, done.archived_at) == (sealed.pdf, "B-LT", None)
    assert done.shortfall


def test_each_renewal_keeps_what_the_earlier_ones_kept_and_adds_the_new_lists():
    world, pdf = renewed_yearly(2)
    stored = [
        len(read_document(each).dictionary(read_document(each).root()["DSS"])["CRLs"])
        for each in (renewed_yearly(0)[1], pdf)
    ]
    assert stored == [2, 6]
    assert [each.at for each in look_at(pdf).stamps] == [AT + DAY + n * YEAR for n in range(3)]
    assert world.clock.now() == AT + DAY + 2 * YEAR


def test_dates_and_metadata_stay_as_they_were_typeset():
    before, after = (read_document(pdf) for pdf in (certificate_pdf(), renewed_yearly(3)[1]))
    for number in (before.revisions[0].trailer["Info"].number, before.root()["Metadata"].number):
        assert after.item(number).start == before.item(number).start


@pytest.mark.parametrize("days", [1, 500, 9 * 365])
def test_a_certificate_renewed_yearly_is_authentic_years_later(days):
    world, pdf = renewed_yearly(days // 365)
    found = verdict(world, pdf, AT + timedelta(days=days + 1, hours=1))
    assert (found.verdict, [each.ok for each in found.checks]) == ("authentic", [True] * 6)
    assert found.evidence.timestamp_at == AT


def test_the_level_said_by_the_verifier_is_the_level_stored():
    world, pdf = renewed_yearly(0)
    assert verdict(world, pdf).evidence.level == "B-LTA"


def test_a_token_larger_than_expected_is_asked_for_again(world):
    sealed = world.sealed()

    class Wordy:
        """Encloses its chain and is asked more than once."""

        asked = 0

        def stamp(self, digest):
            """Return a token with much around it."""
            self.asked += 1
            return world.stamp(digest) + bytes(7000)

    source = Wordy()
    done = Preserver(source, world.long_term, level="B-LT").renewed(sealed.pdf, at=AT)
    assert (done.level, source.asked) == ("B-LTA", 2)


@pytest.mark.parametrize("pdf", [b"no PDF", b"%PDF-1.7\nbroken"])
@pytest.mark.parametrize("verb", ["raised", "renewed"])
def test_what_is_no_sealed_file_of_ours_is_refused(world, verb, pdf):
    with pytest.raises(SealFailed):
        getattr(world, verb)(pdf)


@pytest.mark.parametrize("verb", ["raised", "renewed"])
def test_a_file_changed_after_the_seal_is_refused(world, verb):
    with pytest.raises(SealFailed):
        getattr(world, verb)(world.sealed("B-B").pdf + b"more")


@pytest.fixture(params=["raised", 0, 3])
def file(request, tmp_path):
    """A certificate raised from B-B, one at B-LTA, and one renewed three times, as files."""
    if request.param == "raised":
        world = World()
        world.down = True
        low = world.sealed()
        world.down = False
        pdf = world.raised(low.pdf).pdf
    else:
        world, pdf = renewed_yearly(request.param)
    path = tmp_path / "certificate.pdf"
    path.write_bytes(pdf)
    roots = [each.certificate.public_bytes(Encoding.PEM) for each in world.stamp_cas]
    (tmp_path / "root.pem").write_bytes(b"".join(roots))
    return path


def test_verapdf_passes_pdf_a_3a_and_pdf_ua_1(file):
    broken = {flavour: r.broken for (_, flavour), r in verapdf([file]).items() if not r.passed}
    assert broken == {}


def test_qpdf_finds_nothing_wrong(file):
    said = subprocess.run(["qpdf", "--check", file], check=False, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


def test_pdfsig_finds_the_seal_valid_and_every_stamp_in_its_place(file):
    said = subprocess.run(["pdfsig", "-nocert", file], check=True, capture_output=True, text=True)
    stamps = len(look_at(file.read_bytes()).stamps)
    *_, newest = said.stdout.split("Signature #")
    assert said.stdout.count("Signature is Valid.") == 1
    assert said.stderr.count("Unable to validate this type of signature") == stamps
    assert ("Total document signed" in newest) == (look_at(file.read_bytes()).level == "B-LTA")


def test_openssl_verifies_each_token_over_the_bytes_it_covers(file, tmp_path):
    reader = PdfFileReader(io.BytesIO(file.read_bytes()), strict=True)
    stamps = reader.embedded_timestamp_signatures
    assert stamps
    for stamp in stamps:
        first, length, second, rest = stamp.byte_range
        pdf = file.read_bytes()
        (tmp_path / "data").write_bytes(pdf[first : first + length] + pdf[second : second + rest])
        (tmp_path / "token").write_bytes(stamp.pkcs7_content)
        said = subprocess.run(
            ["openssl", "ts", "-verify", "-data", "data", "-token_in", "-in", "token",
             "-CAfile", "root.pem", "-no_check_time"],
            cwd=tmp_path, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert "Verification: OK" in said.stdout + said.stderr


@pytest.mark.parametrize("years", [0, 1, 9])
def test_pyhanko_passes_the_long_term_validation_years_later(years):
    day = f"{AT + 2 * DAY + years * YEAR:%Y-%m-%d %H:%M:%S}"
    asked = [sys.executable, "-m", "tests.adapters.seal.asked_years_later", str(years)]
    said = subprocess.run(
        ["faketime", day, *asked],
        env={**os.environ, "TZ": "UTC"}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    verdict, _, proven = said.stdout.strip().partition(" ")
    assert verdict == "AdESPassed.OK", said.stderr
    assert proven in {"2026-11-22", "2026-11-23"}
