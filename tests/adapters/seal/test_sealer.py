"""The seal in other people's tools, level by level, and without a time-stamp authority."""

from __future__ import annotations

import io
import subprocess
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from asn1crypto import cms as asn1_cms
from asn1crypto import parser as asn1_parser
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from akashi.adapters.seal import Sealer, SealFailed, SealLevelNotReached
from akashi.adapters.timestamp import NoTimestamp
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import AT, CONTAINERS, certificate_pdf, kit, sealed_certificate
from tests.tools.verapdf import verapdf

LEVELS = ["B-B", "B-T", "B-LT"]


class Down:
    """A time-stamp authority that never answers."""

    def stamp(self, digest):
        """Refuse."""
        raise NoTimestamp(f"nobody there for {digest.hex()}")


@pytest.fixture(params=LEVELS)
def level(request):
    """Each level in turn."""
    return request.param


@pytest.fixture(params=sorted(CONTAINERS))
def sealed(request, level):
    """A certificate sealed by each writer of containers, at each level."""
    return sealed_certificate(level, request.param)


@pytest.fixture
def file(sealed, tmp_path):
    """The sealed certificate as a file."""
    path = tmp_path / "certificate.pdf"
    path.write_bytes(sealed.pdf)
    return path


def pyhanko_status(pdf):
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    root = load_cert_from_pemder(str(kit().files.root))
    context = ValidationContext(trust_roots=[root], moment=AT + timedelta(days=1))
    return validate_pdf_signature(reader.embedded_signatures[0], context)


def test_the_level_asked_for_is_reached(level, sealed):
    assert (sealed.level, sealed.shortfall) == (level, "")
    assert sealed.timestamp == (None if level == "B-B" else AT)


def test_pyhanko_trusts_the_seal_and_finds_nothing_changed(level, sealed):
    status = pyhanko_status(sealed.pdf)
    assert status.bottom_line
    assert status.docmdp_ok
    if level != "B-B":
        assert status.timestamp_validity.valid
        assert status.timestamp_validity.trusted
        assert status.timestamp_validity.timestamp == AT


def test_pdfsig_finds_one_valid_seal_of_a_trusted_certificate(file, tmp_path):
    store = f"sql:{tmp_path / 'nss'}"
    (tmp_path / "nss").mkdir()
    certutil = ["certutil", "-d", store]
    subprocess.run([*certutil, "-N", "--empty-password"], check=True, capture_output=True)
    subprocess.run(
        [*certutil, "-A", "-n", "root", "-t", "C,C,C", "-i", kit().files.root],
        check=True,
        capture_output=True,
    )
    said = subprocess.run(
        ["pdfsig", "-nssdir", store, file], check=True, capture_output=True, text=True
    ).stdout
    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "ETSI.CAdES.detached" in said
    assert "Signature #2" not in said


def test_qpdf_finds_nothing_wrong(file):
    said = subprocess.run(["qpdf", "--check", file], check=False, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr


def test_verapdf_passes_pdf_a_3a_and_pdf_ua_1(file):
    broken = {flavour: r.broken for (_, flavour), r in verapdf([file]).items() if not r.passed}
    assert broken == {}


def signature_parts(pdf):
    """Return the signed bytes and the container of the seal."""
    found = next(
        item
        for item in (read_document(pdf).item(n) for n in read_document(pdf).numbers())
        if "ByteRange" in item.dictionary
    )
    first, length, second, rest = found.dictionary["ByteRange"]
    # Cut at the length the message itself states: a signature may end in a zero of its own.
    contents = found.dictionary["Contents"]
    container = contents[: asn1_parser.peek(contents)]
    assert not contents[len(container) :].strip(b"\0")
    return pdf[first : first + length] + pdf[second : second + rest], container, found.dictionary


def test_openssl_verifies_the_container_over_the_signed_bytes(sealed, tmp_path):
    signed, container, _ = signature_parts(sealed.pdf)
    (tmp_path / "signed").write_bytes(signed)
    (tmp_path / "container").write_bytes(container)
    said = subprocess.run(
        ["openssl", "cms", "-verify", "-inform", "DER", "-in", "container", "-content", "signed",
         "-binary", "-purpose", "any", "-CAfile", kit().files.root, "-out", "out"],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "out").read_bytes() == signed


def test_the_container_is_what_pades_asks_for(sealed):
    _, container, dictionary = signature_parts(sealed.pdf)
    signer = asn1_cms.ContentInfo.load(container)["content"]["signer_infos"][0]
    signed = {a["type"].native for a in signer["signed_attrs"]}
    assert signed == {"content_type", "message_digest", "signing_certificate_v2"}
    assert signer["digest_algorithm"]["algorithm"].native == "sha256"
    assert dictionary["SubFilter"] == "ETSI.CAdES.detached"
    assert dictionary["M"] == b"D:20261122030405Z"


def test_the_seal_certifies_and_allows_no_changes(sealed):
    document = read_document(sealed.pdf)
    seal = document.dictionary(document.root()["Perms"])["DocMDP"]
    reference = document.array(document.dictionary(seal)["Reference"])[0]
    parameters = document.dictionary(document.dictionary(reference)["TransformParams"])
    assert parameters["P"] == 1


def test_the_seal_is_one_invisible_field_of_a_known_name(sealed):
    document = read_document(sealed.pdf)
    form = document.dictionary(document.root()["AcroForm"])
    [field] = document.array(form["Fields"])
    assert document.dictionary(field)["T"] == b"Seal"
    assert document.array(document.dictionary(field)["Rect"]) == [0, 0, 0, 0]


def test_the_typeset_bytes_stay_as_they_were(sealed):
    assert sealed.pdf.startswith(certificate_pdf())


def test_sealing_changes_neither_dates_nor_metadata(sealed):
    before, after = (read_document(pdf) for pdf in (certificate_pdf(), sealed.pdf))
    info = before.revisions[0].trailer["Info"].number
    metadata = before.root()["Metadata"].number
    assert after.item(info).start == before.item(info).start
    assert after.item(metadata).start == before.item(metadata).start


def test_the_security_store_holds_both_chains_and_the_revocation_list():
    document = read_document(sealed_certificate().pdf)
    store = document.dictionary(document.root()["DSS"])
    assert (len(store["Certs"]), len(store["CRLs"])) == (3, 1)


def test_a_sealed_one_page_certificate_stays_within_160_kib(sealed):
    assert len(sealed.pdf) <= 160 * 1024


def test_an_authority_that_is_down_costs_a_level_and_says_why():
    sealed = Sealer(kit().key, Down()).seal(certificate_pdf(), at=AT)
    assert (sealed.level, sealed.timestamp) == ("B-B", None)
    assert "nobody there" in sealed.shortfall
    assert pyhanko_status(sealed.pdf).bottom_line


def test_no_authority_at_all_costs_a_level():
    assert Sealer(kit().key, None).seal(certificate_pdf(), at=AT).level == "B-B"


def test_a_missing_revocation_list_costs_a_level_and_names_the_issuer():
    bare = replace(kit().key, crls=())
    sealed = Sealer(bare, kit().source).seal(certificate_pdf(), at=AT)
    assert sealed.level == "B-T"
    assert "no current revocation list of CN=" in sealed.shortfall


@pytest.mark.parametrize("least", ["B-T", "B-LT"])
def test_below_the_least_level_nothing_is_released(least):
    with pytest.raises(SealLevelNotReached, match="nobody there"):
        Sealer(kit().key, Down(), least=least).seal(certificate_pdf(), at=AT)


@pytest.mark.parametrize("container", sorted(CONTAINERS))
def test_a_reserve_that_is_too_small_is_said(container):
    small = CONTAINERS[container](kit().key, 1000)
    with pytest.raises(SealFailed, match="AKASHI_SEAL_RESERVE"):
        kit().sealed(certificate_pdf(), container=small)


def test_both_writers_make_containers_of_the_same_attributes():
    own, library = (sealed_certificate("B-B", each).pdf for each in ("own", "library"))
    attributes = []
    for pdf in (own, library):
        _, container, _ = signature_parts(pdf)
        signer = asn1_cms.ContentInfo.load(container)["content"]["signer_infos"][0]
        attributes.append([a["type"].native for a in signer["signed_attrs"]])
    assert attributes[0] == attributes[1]


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"no PDF",
        lambda: b"%PDF-1.7\nbroken",
        lambda: sealed_certificate("B-B").pdf,
    ],
    ids=["no PDF", "broken", "sealed already"],
)
def test_what_cannot_be_sealed_is_said(make):
    with pytest.raises(SealFailed):
        kit().sealed(make())


def test_two_hundred_seals_take_no_long_pause():
    slowest = 0.0
    for _ in range(200):
        before = time.process_time()
        kit().sealed(certificate_pdf())
        slowest = max(slowest, time.process_time() - before)
    assert slowest < 0.5


def test_a_file_without_the_last_line_end_is_sealed_as_well():
    sealed = kit().sealed(certificate_pdf().rstrip(b"\n"))
    assert pyhanko_status(sealed.pdf).bottom_line
