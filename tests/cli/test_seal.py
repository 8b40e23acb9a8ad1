"""`akashi seal`: a surety's seal is exchanged while everything runs, and old papers stay good."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from django.conf import settings
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from akashi.adapters.clock import SystemClock
from akashi.adapters.seal.hsm import _MODULES
from akashi.config import wiring
from akashi.records.models import AuditEntry, Task
from tests.cli.conftest import YOMITAN, forget_tools
from tests.fakes import NOON
from tests.tools.softhsm import MODULE, PIN, Token

USAGE = x509.KeyUsage(True, True, *[False] * 7)  # noqa: FBT003 - the order of the extension


@pytest.fixture(autouse=True)
def _keys_and_log_of_its_own(tmp_path, settings):
    settings.SEAL_DIR, settings.LOG_DIR = str(tmp_path / "keys"), str(tmp_path / "log")
    forget_tools()
    yield
    forget_tools()


class Authority:
    """An authority that issues seals for the tests, and the files to hand in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.root = self.issue(self.key.public_key(), name="root", ca=True)
        self.save("root.pem", self.root.public_bytes(Encoding.PEM))

    def issue(self, public, name="seal", days=(-1, 400), usage=USAGE, *, ca=False):
        """Return a certificate of a key."""
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "root")])
        rights = x509.KeyUsage(*[False] * 5, True, True, False, False) if ca else usage  # noqa: FBT003
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOON + timedelta(days=days[0]))
            .not_valid_after(NOON + timedelta(days=days[1]))
            .add_extension(x509.BasicConstraints(ca, None), critical=True)
            .add_extension(rights, critical=True)
            .sign(self.key, hashes.SHA256())
        )

    def save(self, name: str, data: bytes, mode: int = 0o600) -> Path:
        """Write a file to hand in."""
        path = self.folder / name
        path.write_bytes(data)
        path.chmod(mode)
        return path

    def options(self, key=None, **how):
        """Return the options that hand in a new seal with its key as PEM."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        issued = self.issue(key.public_key(), **how)
        self.save("seal.pem", issued.public_bytes(Encoding.PEM))
        self.save("seal.key", key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return [
            *("--certificate", self.folder / "seal.pem", "--key", self.folder / "seal.key"),
            *("--root", self.folder / "root.pem"),
        ]


@pytest.fixture
def authority(tmp_path) -> Authority:
    """Return an authority of its own."""
    return Authority(tmp_path)


def issued_by(akashi, out: Path) -> str:
    """Issue and verify a certificate; return the SHA-256 of who sealed it, as pyHanko reads it."""
    answer = akashi("issue", YOMITAN, "--out", out, "--json")
    assert answer.exit_code == 0, answer.output
    verified = akashi("verify", out / "certificate.pdf", "--json")
    assert verified.exit_code == 0, verified.output
    with (out / "certificate.pdf").open("rb") as file:
        return PdfFileReader(file).embedded_signatures[0].signer_cert.sha256.hex()


def test_a_new_demo_seal_takes_over_at_once_and_old_certificates_stay_authentic(akashi, tmp_path):
    old = issued_by(akashi, tmp_path / "old")
    made = json.loads(akashi("seal", "rotate", "--json").stdout)
    assert (made["surety"], made["state"]) == ("MH", "sealing")
    assert issued_by(akashi, tmp_path / "new") == made["sha256"] != old
    assert akashi("verify", tmp_path / "old" / "certificate.pdf").exit_code == 0
    entry = AuditEntry.objects.get(act="keeping.rotate_seal")
    assert entry.details["name"] == made["name"]


def test_the_list_says_which_seals_now_which_will_and_which_is_retired(akashi):
    akashi("seal", "rotate", "--name", "first")
    akashi("seal", "rotate", "--name", "later", "--from", "2027-01-04T09:00")
    (Path(settings.SEAL_DIR) / "seals" / "ZZ" / "broken").mkdir(parents=True)
    listed = json.loads(akashi("seal", "list", "--json").stdout)["seals"]
    states = {(each["surety"], each["name"]): each["state"] for each in listed}
    assert states == {
        (None, "default"): "sealing",
        ("MH", "first"): "sealing",
        ("MH", "later"): "coming",
        ("ZZ", "broken"): "unusable",
    }
    akashi("seal", "rotate", "--name", "second")
    said = akashi("seal", "list", "--lang", "en").output
    assert "- retired  MH  first" in said
    assert "○ sealing  MH  second" in said
    assert "x unusable  ZZ  broken" in said


def test_a_real_seal_is_put_in_and_seals_from_the_moment_given(akashi, authority):
    start = ("--from", (NOON + timedelta(days=3)).isoformat())
    answer = akashi("seal", "rotate", *authority.options(), *start, "--name", "real", "--json")
    assert json.loads(answer.stdout)["state"] == "coming"
    seals = wiring.seal_box().seals()
    assert seals.sealing("MH", NOON).name == "default"
    assert seals.sealing("MH", NOON + timedelta(days=3)).name == "real"
    folder = Path(json.loads(answer.stdout)["folder"])
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"key": rsa.generate_private_key(65537, 2048)}, "3072"),
        ({"key": ec.generate_private_key(ec.SECP384R1())}, "P-256"),
        ({"days": (-400, -1)}, "expired"),
        ({"days": (1, 400)}, "not valid yet"),
        ({"usage": x509.KeyUsage(*[False] * 2, True, *[False] * 6)}, "digitalSignature"),  # noqa: FBT003
    ],
    ids=["weak RSA", "other curve", "expired", "not yet", "usage"],
)
def test_a_seal_nobody_would_believe_is_refused_and_nothing_is_left(akashi, authority, how, reason):
    answer = akashi("seal", "rotate", *authority.options(**how))
    assert answer.exit_code == 2
    assert reason in answer.stderr
    assert nothing_left()


def nothing_left() -> bool:
    shelf = Path(settings.SEAL_DIR) / "seals" / "MH"
    return not AuditEntry.objects.filter(act="keeping.rotate_seal").exists() and not (
        shelf.exists() and list(shelf.iterdir())
    )


def test_a_key_of_another_certificate_is_refused(akashi, authority):
    options = authority.options()
    other = ec.generate_private_key(ec.SECP256R1())
    authority.save(
        "seal.key", other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    answer = akashi("seal", "rotate", *options)
    assert (answer.exit_code, nothing_left()) == (2, True)
    assert "does not belong" in answer.stderr


def test_a_chain_that_does_not_lead_to_the_root_given_is_refused(akashi, authority, tmp_path):
    options = authority.options()
    (tmp_path / "elsewhere").mkdir()
    Authority(tmp_path / "elsewhere")
    answer = akashi("seal", "rotate", *options[:-1], tmp_path / "elsewhere" / "root.pem")
    assert (answer.exit_code, nothing_left()) == (2, True)
    assert "does not lead to the root" in answer.stderr


def test_a_revocation_list_of_another_authority_is_refused(akashi, authority):
    wiring.key_files()
    answer = akashi("seal", "rotate", *authority.options(), "--crl", wiring.key_files().crl)
    assert (answer.exit_code, nothing_left()) == (2, True)
    assert "not of an authority in this chain" in answer.stderr


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--surety", "QQ"], "No surety QQ"),
        (["--from", "2020-01-01"], "past"),
        (["--from", "tomorrow"], "2026-12-01T09:00"),
        (["--name", "../x"], "--name"),
        (["--root", "x.pem"], "--key, --pkcs12 or --module"),
        (["--module", "x.so", "--root", "x.pem"], "--certificate"),
    ],
)
def test_what_cannot_be_meant_is_said(akashi, words, reason):
    answer = akashi("seal", "rotate", "--lang", "en", *words)
    assert answer.exit_code == 2
    assert reason in answer.stderr


def test_without_the_demo_root_a_key_must_be_given(akashi):
    wiring.key_files().root_key.unlink()
    answer = akashi("seal", "rotate")
    assert answer.exit_code == 2
    assert "a real seal needs --certificate" in answer.stderr


def test_a_name_that_is_taken_is_refused(akashi):
    assert akashi("seal", "rotate", "--name", "one").exit_code == 0
    answer = akashi("seal", "rotate", "--name", "one")
    assert answer.exit_code == 2
    assert "another --name" in answer.stderr


def test_a_locked_pkcs12_file_is_opened_by_the_word_in_a_file_of_its_owner(
    akashi, authority, tmp_path
):
    key = rsa.generate_private_key(65537, 3072)
    issued, lock = authority.issue(key.public_key()), BestAvailableEncryption(PIN.encode())
    packed = authority.save(
        "seal.p12", pkcs12.serialize_key_and_certificates(b"s", key, issued, None, lock)
    )
    words = ("--pkcs12", packed, "--root", tmp_path / "root.pem", "--pin-file", tmp_path / "word")
    authority.save("word", PIN.encode(), mode=0o644)
    assert "chmod 600" in akashi("seal", "rotate", *words).stderr
    authority.save("word", b"wrong")
    assert "does not open" in akashi("seal", "rotate", *words).stderr
    authority.save("word", PIN.encode())
    answer = akashi("seal", "rotate", *words)
    assert answer.exit_code == 0, answer.output
    assert PIN not in answer.output
    issued_by(akashi, tmp_path / "issued")


@pytest.fixture
def token(tmp_path, monkeypatch, settings) -> Token:
    """Return a token; the setting holds its PIN."""
    monkeypatch.setenv("SOFTHSM2_CONF", "")
    settings.SEAL_PIN = PIN
    forget_tools()
    return Token.make(tmp_path / "hsm", f"t-{tmp_path.name}"[-32:])


def others_believe(pdf: Path, authority: Authority) -> bool:
    """Ask pdfsig and pyHanko, who know the root and nothing else of ours."""
    store, root = f"sql:{authority.folder}", authority.folder / "root.pem"
    certutil = ("certutil", "-d", store)
    subprocess.run([*certutil, "-N", "--empty-password"], check=True, capture_output=True)
    subprocess.run([*certutil, "-A", "-n", "root", "-t", "C,C,C", "-i", root], check=True)
    said = subprocess.run(
        ["pdfsig", "-nssdir", store, pdf], check=True, capture_output=True, text=True
    )
    assert "Signature is Valid" in said.stdout, said.stdout
    with pdf.open("rb") as file:
        context = ValidationContext(trust_roots=[load_cert_from_pemder(str(root))], moment=NOON)
        seal = PdfFileReader(file, strict=True).embedded_signatures[0]
        status = validate_pdf_signature(seal, context)
    return bool(status.trusted and status.intact and status.valid)


@pytest.mark.parametrize("kind", ["EC:prime256v1", "rsa:3072"])
def test_a_seal_on_a_token_issues_and_waits_for_its_token(akashi, authority, token, tmp_path, kind):
    issued = authority.issue(token.make_key("seal", kind))
    authority.save("seal.pem", issued.public_bytes(Encoding.PEM))
    words = ("--module", MODULE, "--token", token.label, "--label", "seal")
    files = ("--certificate", tmp_path / "seal.pem", "--root", tmp_path / "root.pem")
    put_in = akashi("seal", "rotate", *words, *files, "--json")
    assert put_in.exit_code == 0, put_in.output
    assert json.loads(put_in.stdout)["kept"] == "token"
    assert issued_by(akashi, tmp_path / "first") == json.loads(put_in.stdout)["sha256"]
    assert others_believe(tmp_path / "first" / "certificate.pdf", authority)
    again = ("issue", YOMITAN, "--out", tmp_path / "second", "--idempotency-key", "k", "--json")
    with token.away():
        answer = akashi(*again)
        assert answer.exit_code == 2
        assert "sealed once it is back" in answer.stderr
        assert "MH-2026-0000002" in answer.stderr
        assert "the same --idempotency-key" in answer.stderr.lower()
        without = akashi("issue", YOMITAN, "--out", tmp_path / "third", "--json")
        assert "MH-2026-0000003" in without.stderr
        assert "--idempotency-key" not in without.stderr
        assert PIN not in answer.output
        assert not (tmp_path / "second").exists()
    assert akashi("work", "--once").exit_code == 0
    assert akashi(*again).exit_code == 0
    assert akashi("verify", tmp_path / "second" / "certificate.pdf").exit_code == 0


def test_a_wrong_pin_is_said_and_stands_in_no_answer_no_log_and_no_record(
    akashi, authority, token, tmp_path, settings, caplog
):
    issued = authority.issue(token.make_key("seal"))
    authority.save("seal.pem", issued.public_bytes(Encoding.PEM))
    place = ("--module", MODULE, "--token", token.label, "--label", "seal")
    files = ("--certificate", tmp_path / "seal.pem", "--root", tmp_path / "root.pem")
    assert akashi("seal", "rotate", *place, *files).exit_code == 0
    settings.SEAL_PIN = "31415-wrong"
    forget_tools()
    # Another process would log in anew; here what is open is closed for it.
    _MODULES[os.path.realpath(MODULE)]._end()
    answer = akashi("issue", YOMITAN, "--out", tmp_path / "out")
    assert answer.exit_code == 2
    assert "refuses the PIN; mend AKASHI_SEAL_PIN" in answer.stderr
    assert akashi("work", "--once").exit_code == 0
    task = Task.objects.get(name="seal_certificate")
    assert (task.state, "refuses the PIN" in task.last_error) == ("ready", True)
    for told in (answer.output, caplog.text, task.last_error):
        assert "31415-wrong" not in told


def doctor(akashi) -> dict[tuple[str, str], str]:
    """Return what the doctor finds of the seals: name and state, and the English of it."""
    answer = json.loads(akashi("doctor", "--json", "--lang", "en").stdout)
    seals = [each for each in answer["findings"] if each["name"].startswith(("seal", "revocation"))]
    return {(each["name"], each["state"]): each["detail"] + (each["mend"] or "") for each in seals}


def test_the_doctor_finds_nothing_wrong_with_a_fresh_seal(akashi):
    akashi("seal", "rotate", "--name", "fresh")
    assert set(doctor(akashi)) == {("seal", "ok")}


def test_the_doctor_warns_of_a_seal_that_ends_soon_and_of_a_missing_revocation_list(
    akashi, authority
):
    akashi("seal", "rotate", "--name", "short", *authority.options(days=(-1, 59)))
    said = doctor(akashi)
    assert "MH/short is valid to" in said["seal", "warning"]
    assert "akashi seal rotate" in said["seal", "warning"]
    assert "no current revocation list of CN=root" in said["revocation", "warning"]


def test_the_doctor_names_a_key_that_others_can_read(akashi):
    made = json.loads(akashi("seal", "rotate", "--name", "open", "--json").stdout)
    (Path(made["folder"]) / "key.pem").chmod(0o644)
    assert "open/key.pem" in doctor(akashi)["seal_files", "wrong"]


def test_the_doctor_names_a_seal_whose_key_is_gone_and_a_folder_that_cannot_be_used(akashi):
    made = json.loads(akashi("seal", "rotate", "--name", "first", "--json").stdout)
    (Path(made["folder"]) / "key.pem").unlink()
    said = doctor(akashi)["seal", "wrong"]
    assert "first/key.pem" in said
    assert "Put its key back" in said
    (Path(made["folder"]) / "seal.json").write_text("{}")
    assert "MH/first cannot be used" in doctor(akashi)["seal", "wrong"]


def test_the_doctor_names_a_seal_that_has_expired(akashi, authority):
    options = authority.options(days=(-1, 2))
    akashi("seal", "rotate", "--name", "old", *options)
    with patch.object(SystemClock, "now", lambda _self: NOON + timedelta(days=3)):
        assert "MH/old cannot seal: a certificate has expired" in doctor(akashi)["seal", "wrong"]


def test_the_doctor_names_a_token_that_is_away(akashi, authority, token, tmp_path):
    issued = authority.issue(token.make_key("seal"))
    authority.save("seal.pem", issued.public_bytes(Encoding.PEM))
    place = ("--module", MODULE, "--token", token.label, "--label", "seal")
    files = ("--certificate", tmp_path / "seal.pem", "--root", tmp_path / "root.pem")
    assert akashi("seal", "rotate", *place, *files).exit_code == 0
    with token.away():
        said = doctor(akashi)["seal", "wrong"]
        assert f"the token {token.label} cannot be used" in said
        assert "sealed by itself then" in said
        assert "akashi seal rotate" not in said
    assert ("seal", "wrong") not in doctor(akashi)
