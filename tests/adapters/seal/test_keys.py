"""Keys of a seal: demo keys made once, files loaded, unfit ones refused with a reason."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)

from akashi.adapters.log_key import LogSigner
from akashi.adapters.seal import Sealer, UnfitKey, load_pem, load_pkcs12, make_demo_keys
from akashi.adapters.vault import Vault
from akashi_verifier.log_signature import signed_by_log
from akashi_verifier.pki.chain import Anchors, check_chain
from tests.adapters.evidence_kit import AT, certificate_pdf, kit


def certificate_for(private):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    usage = x509.KeyUsage(True, True, *[False] * 7)  # noqa: FBT003 - the order of the extension
    algorithm = None if isinstance(private, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(1)
        .not_valid_before(AT)
        .not_valid_after(AT + timedelta(days=1))
        .add_extension(usage, critical=True)
        .sign(private, algorithm)
    )


def written(tmp_path, certificate, private):
    (tmp_path / "c.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (tmp_path / "k.pem").write_bytes(
        private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return tmp_path / "c.pem", tmp_path / "k.pem"


def test_making_demo_keys_again_leaves_them_as_they_are(tmp_path):
    first = make_demo_keys(tmp_path / "keys", at=AT, surety_name="見本")
    before = {path.name: path.read_bytes() for path in first.folder.iterdir()}
    make_demo_keys(tmp_path / "keys", at=AT + timedelta(days=1), surety_name="別")
    assert {path.name: path.read_bytes() for path in first.folder.iterdir()} == before


def test_many_starting_at_once_end_with_one_whole_set(tmp_path):
    def start(_):
        files = make_demo_keys(tmp_path / "keys", at=AT, surety_name="見本")
        load_pem(files.seal, files.seal_key)
        return files.vault_key.read_bytes()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(start, range(16)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


def test_demo_keys_are_readable_by_their_owner_only():
    modes = {stat.S_IMODE(path.stat().st_mode) for path in kit().files.folder.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(kit().files.folder.stat().st_mode) == 0o700


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "keys").mkdir()
    assert make_demo_keys(tmp_path / "keys", at=AT, surety_name="見本").seal.exists()


def test_a_folder_that_holds_something_else_is_left_alone_and_named(tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "letter.txt").write_text("do not touch")
    with pytest.raises(OSError, match="keys"):
        make_demo_keys(tmp_path / "keys", at=AT, surety_name="見本")
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["letter.txt"]


def test_a_long_name_of_a_surety_still_makes_a_certificate(tmp_path):
    files = make_demo_keys(tmp_path / "keys", at=AT, surety_name="保証" * 60)
    assert load_pem(files.seal, files.seal_key)


def test_the_demo_seal_and_authority_stand_under_the_demo_root():
    root = x509.load_pem_x509_certificate(kit().files.root.read_bytes())
    for path, purpose in ((kit().files.seal, "seal"), (kit().files.authority, "timestamp")):
        certificate = x509.load_pem_x509_certificates(path.read_bytes())[0]
        way = check_chain(certificate, (), Anchors((root,)), at=AT, purpose=purpose)
        assert way == (certificate, root)


def test_the_log_key_signs_a_checkpoint_that_verifies():
    note = kit().log.checkpoint(3, bytes(32))
    assert signed_by_log(note, kit().log.key)
    assert not signed_by_log(note, kit(number=1).log.key)
    assert not signed_by_log("no note", kit().log.key)


def test_a_log_key_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="Ed25519"):
        LogSigner.load(kit().files.seal_key, "log")


def test_the_vault_key_opens_a_vault():
    assert Vault(bytes.fromhex(kit().files.vault_key.read_text()))


@pytest.mark.parametrize("password", [None, b"secret"])
def test_a_seal_loads_from_pkcs12(tmp_path, password):
    private = load_pem_private_key(kit().files.seal_key.read_bytes(), None)
    encryption = BestAvailableEncryption(password) if password else NoEncryption()
    data = pkcs12.serialize_key_and_certificates(
        b"seal", private, kit().key.certificate, kit().key.chain, encryption
    )
    (tmp_path / "seal.p12").write_bytes(data)
    loaded = load_pkcs12(tmp_path / "seal.p12", password, crls=[kit().files.crl])
    assert loaded.certificate == kit().key.certificate
    assert loaded.chain == kit().key.chain
    assert Sealer(loaded, kit().source).seal(certificate_pdf(), at=AT).level == "B-LT"


def test_a_wrong_password_is_said(tmp_path):
    private = load_pem_private_key(kit().files.seal_key.read_bytes(), None)
    data = pkcs12.serialize_key_and_certificates(
        b"s", private, kit().key.certificate, None, BestAvailableEncryption(b"right")
    )
    (tmp_path / "seal.p12").write_bytes(data)
    with pytest.raises(UnfitKey, match="password"):
        load_pkcs12(tmp_path / "seal.p12", b"wrong")


def test_an_rsa_3072_key_seals(tmp_path):
    private = rsa.generate_private_key(65537, 3072)
    key = load_pem(*written(tmp_path, certificate_for(private), private))
    assert Sealer(key, kit().source, level="B-T").seal(certificate_pdf(), at=AT).level == "B-T"


@pytest.mark.parametrize(
    ("private", "reason"),
    [
        (rsa.generate_private_key(65537, 2048), "3072"),
        (ec.generate_private_key(ec.SECP384R1()), "P-256"),
        (ed25519.Ed25519PrivateKey.generate(), "ECDSA P-256"),
    ],
    ids=["RSA 2048", "P-384", "Ed25519"],
)
def test_a_key_that_must_not_seal_is_refused_with_the_reason(tmp_path, private, reason):
    with pytest.raises(UnfitKey, match=reason):
        load_pem(*written(tmp_path, certificate_for(private), private))


def test_a_key_of_another_certificate_is_refused(tmp_path):
    mine, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    with pytest.raises(UnfitKey, match="does not belong"):
        load_pem(*written(tmp_path, certificate_for(mine), other))


def test_files_that_are_no_keys_are_refused(tmp_path):
    (tmp_path / "c.pem").write_text("hello")
    with pytest.raises(UnfitKey, match="no certificate"):
        load_pem(tmp_path / "c.pem", tmp_path / "c.pem")


def test_a_revocation_list_that_is_none_is_refused(tmp_path):
    (tmp_path / "list.crl").write_text("hello")
    with pytest.raises(UnfitKey, match="revocation list"):
        load_pem(kit().files.seal, kit().files.seal_key, crls=[tmp_path / "list.crl"])
