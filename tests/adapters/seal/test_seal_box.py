"""Every surety seals with its own seal, and a new one counts at once; old ones stay trusted."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from akashi.adapters.examine import ReadbackFailed, readback
from akashi.adapters.seal import SealBox, Sealer, SealUnavailable, SuretySealer
from akashi.adapters.seal.demo_keys import make_demo_seal
from akashi.adapters.seal.installing import NewSeal, install_seal
from akashi.domain.certificate import canonical_bytes
from akashi_verifier.examine import Trust, examine
from tests.adapters.evidence_kit import AT, certificate_pdf, content, evidence_of, kit

LATER = AT + timedelta(days=30)


def put(folder: Path, surety: str, name: str, number: int, *, seals_from=AT) -> Path:
    """Put another installation's seal into a box, as the seal of a surety."""
    files, place = kit(number=number).files, folder / "seals" / surety / name
    place.mkdir(parents=True)
    shutil.copy(files.seal, place / "certificate.pem")
    shutil.copy(files.seal_key, place / "key.pem")
    shutil.copy(files.crl, place / "root.crl")
    (place / "seal.json").write_text(json.dumps({"seals_from": seals_from.isoformat()}))
    return place


def certificate(number: int):
    return (kit(number=number) if number else kit()).key.certificate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a default seal (0), one of MH (1) and a later one of MH (2)."""
    for name in ("seal.pem", "seal.key", "root.crl"):
        shutil.copy(kit().files.folder / name, tmp_path / name)
    put(tmp_path, "MH", "first", 1)
    put(tmp_path, "MH", "second", 2, seals_from=LATER)
    return tmp_path


CONTENT = canonical_bytes(content())
EVIDENCE = canonical_bytes(evidence_of(CONTENT, kit().log).to_document())


def sealed_by(box: SealBox, surety: str, at=AT) -> bytes:
    sealer = SuretySealer(box, lambda key: Sealer(key, kit().source, level="B-T"))
    return sealer.seal(certificate_pdf(), surety=surety, at=at).pdf


def check(pdf: bytes, box: SealBox, surety: str, at=AT) -> None:
    readback(pdf, CONTENT, EVIDENCE, box.seals().of(surety, at))


def test_each_surety_seals_with_its_own_seal_and_one_without_with_the_default(folder):
    put(folder, "TK", "only", 3)
    box = SealBox(folder)
    for surety, number in (("MH", 1), ("TK", 3), ("ZZ", 0)):
        assert box.seals().sealing(surety, AT).certificate == certificate(number)
        check(sealed_by(box, surety), box, surety)


def test_reading_back_takes_the_seals_of_that_surety_and_no_others(folder):
    put(folder, "TK", "only", 3)
    box = SealBox(folder)
    for sealed_for, asked in (("MH", "TK"), ("MH", "ZZ"), ("ZZ", "MH"), ("TK", "MH")):
        with pytest.raises(ReadbackFailed, match="another key"):
            check(sealed_by(box, sealed_for), box, asked)


def test_a_new_seal_seals_from_its_moment_on_and_the_old_one_still_reads_back(folder):
    box = SealBox(folder)
    moment = timedelta(microseconds=1)
    assert box.seals().sealing("MH", LATER - moment).certificate == certificate(1)
    assert box.seals().sealing("MH", LATER).certificate == certificate(2)
    check(sealed_by(box, "MH", LATER - moment), box, "MH", LATER)


def test_until_its_first_own_seal_begins_a_surety_seals_with_the_default(folder):
    put(folder, "TK", "first", 3, seals_from=LATER)
    box = SealBox(folder)
    assert box.seals().sealing("TK", AT).certificate == certificate(0)
    check(sealed_by(box, "TK", AT), box, "TK", AT)
    with pytest.raises(ReadbackFailed, match="another key"):
        check(sealed_by(box, "TK", AT), box, "TK", LATER)


def test_every_seal_present_and_retired_is_trusted(folder):
    assert set(SealBox(folder).seals().certificates()) == {certificate(n) for n in range(3)}


def test_a_seal_put_in_counts_at_once_and_the_others_stay_loaded(folder):
    box = SealBox(folder)
    before = box.seals().sealing("MH", AT)
    assert box.seals() is box.seals()
    put(folder, "TK", "only", 3)
    assert box.seals().sealing("TK", AT).certificate == certificate(3)
    assert box.seals().sealing("MH", AT) is before


def test_a_revocation_list_exchanged_in_its_place_counts_at_once(folder):
    box = SealBox(folder)
    assert box.seals().sealing("MH", AT).crls == kit(number=1).key.crls
    shutil.copy(kit(number=2).files.crl, folder / "seals" / "MH" / "first" / "root.crl")
    assert box.seals().sealing("MH", AT).crls == kit(number=2).key.crls


def test_a_retired_seal_is_trusted_without_its_key(folder):
    (folder / "seals" / "MH" / "first" / "key.pem").unlink()
    box = SealBox(folder)
    assert certificate(1) in box.seals().certificates()
    check(sealed_by(box, "MH", LATER), box, "MH", LATER)
    with pytest.raises(SealUnavailable, match=r"key\.pem"):
        sealed_by(box, "MH", AT)


def test_without_a_default_seal_or_where_it_is_forbidden_a_surety_without_a_seal_is_refused(folder):
    with pytest.raises(SealUnavailable, match=r"ZZ has no seal.*akashi seal rotate"):
        sealed_by(SealBox(folder, own_only=True), "ZZ")
    assert sealed_by(SealBox(folder, own_only=True), "MH")
    (folder / "seal.pem").unlink()
    with pytest.raises(SealUnavailable, match="ZZ has no seal"):
        sealed_by(SealBox(folder), "ZZ")


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("seal.json", "{}", "from when"),
        ("seal.json", '{"seals_from": "2026-11-26T09:00:00"}', "from when"),
        ("seal.json", "no JSON", "from when"),
        ("certificate.pem", "no certificate", "holds no certificate"),
        ("root.crl", "no list", "revocation list"),
        ("key.pem", "no key", "holds no private key"),
    ],
)
def test_a_folder_that_cannot_be_used_is_named_and_troubles_its_own_surety_only(
    folder, file, text, reason
):
    (folder / "seals" / "MH" / "first" / file).write_text(text)
    box = SealBox(folder)
    with pytest.raises(SealUnavailable, match=reason) as refusal:
        sealed_by(box, "MH")
    assert f"first/{file}" in str(refusal.value)
    assert sealed_by(box, "ZZ")
    put(folder, "TK", "only", 3)
    assert sealed_by(box, "TK")


def test_a_folder_without_its_files_is_named(folder):
    (folder / "seals" / "MH" / "third").mkdir()
    with pytest.raises(SealUnavailable, match="third"):
        sealed_by(SealBox(folder), "MH")


def test_a_folder_still_being_filled_is_no_seal_yet(folder):
    place = put(folder, "TK", ".draft", 3)
    box = SealBox(folder)
    assert box.seals().sealing("TK", AT).certificate == certificate(0)
    place.rename(place.with_name("whole"))
    assert box.seals().sealing("TK", AT).certificate == certificate(3)


def test_seals_exchanged_under_load_fail_no_seal_and_each_is_of_its_moment(folder):
    """Four threads seal and read back while ten seals are put in; what was sealed stays good."""
    box, done = SealBox(folder), Event()
    sealer = SuretySealer(box, lambda key: Sealer(key, kit().source, level="B-T"))

    def seal_on() -> list[tuple[datetime, bytes]]:
        made, at = [], AT
        while not done.is_set():
            at += timedelta(seconds=1)
            pdf = sealer.seal(certificate_pdf(), surety="MH", at=at).pdf
            check(pdf, box, "MH", at)
            made.append((at, pdf))
        return made

    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(seal_on) for _ in range(4)]
        for number in range(10):
            key, chain = make_demo_seal(kit().files, at=AT, surety_name="見本")
            own, *above = x509.load_pem_x509_certificates(chain)
            new, start = NewSeal(own, tuple(above), above[-1], key), AT + timedelta(seconds=number)
            install_seal(new, folder, "MH", f"n{number}", seals_from=start, word="")
        done.set()
        papers = [paper for each in running for paper in each.result()]
    assert len(papers) >= 4
    for at, pdf in papers:
        check(pdf, box, "MH", at)
    assert box.seals().sealing("MH", AT + timedelta(seconds=9)).name == "n9"


def test_what_one_surety_sealed_in_the_name_of_another_is_not_believed(folder):
    box = SealBox(folder)
    put(folder, "ZZ", "first", 3)
    for surety, verdict in (("MH", "authentic"), ("", "authentic"), ("ZZ", "unknown_issuer")):
        seals = box.seals()
        root = x509.load_pem_x509_certificate(kit().files.root.read_bytes())
        trust = Trust.of(own=seals.certificates(), authorities=[root], sureties=seals.sureties())
        found = examine(sealed_by(box, surety), trust, at=AT)
        assert found.verdict == verdict, (surety, found)
    assert found.check("chain").reason == "other_surety"
    assert found.content is None


def test_a_seal_that_has_ended_seals_no_more(folder):
    box, end = SealBox(folder), certificate(1).not_valid_after_utc
    shutil.rmtree(folder / "seals" / "MH" / "second")
    assert sealed_by(box, "MH", end)
    with pytest.raises(SealUnavailable, match=r"MH/first is not valid now.*akashi seal rotate"):
        sealed_by(box, "MH", end + timedelta(seconds=1))
    with pytest.raises(SealUnavailable, match="not valid now"):
        sealed_by(box, "ZZ", certificate(0).not_valid_before_utc - timedelta(seconds=1))


def test_a_seal_that_a_list_at_hand_revokes_seals_no_more(folder):
    issuer = load_pem_private_key(kit(number=1).files.root_key.read_bytes(), None)
    entry = x509.RevokedCertificateBuilder().serial_number(certificate(1).serial_number)
    crl = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(certificate(1).issuer)
        .last_update(AT)
        .next_update(LATER)
        .add_revoked_certificate(entry.revocation_date(AT).build())
    )
    place = folder / "seals" / "MH" / "first" / "fresh.crl"
    stranger = ec.generate_private_key(ec.SECP256R1())
    place.write_bytes(crl.sign(stranger, hashes.SHA256()).public_bytes(Encoding.DER))
    assert sealed_by(SealBox(folder), "MH")
    place.write_bytes(crl.sign(issuer, hashes.SHA384()).public_bytes(Encoding.DER))
    assert sealed_by(SealBox(folder), "MH", AT - timedelta(seconds=1))
    with pytest.raises(SealUnavailable, match="MH/first is revoked"):
        sealed_by(SealBox(folder), "MH")
