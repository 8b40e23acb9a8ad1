"""The demo authority: other people's tools believe it, and it refuses what it must."""

from __future__ import annotations

import hashlib
import subprocess

import pytest
import rfc3161_client
from asn1crypto import tsp
from cryptography import x509

from akashi.adapters.timestamp import messages
from akashi.adapters.timestamp.authority import DEMO_POLICY
from akashi.adapters.timestamp.messages import Request
from akashi_verifier.pki import der, oids
from tests.adapters.evidence_kit import AT, kit

DIGEST = hashlib.sha256(b"data").digest()


def test_openssl_accepts_a_stamp_it_asked_for(tmp_path):
    (tmp_path / "data").write_bytes(b"data")
    query = ["openssl", "ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "query"]
    subprocess.run(query, cwd=tmp_path, check=True, capture_output=True)
    answer = kit().authority.answer((tmp_path / "query").read_bytes(), at=AT)
    (tmp_path / "answer").write_bytes(answer)
    verified = subprocess.run(
        ["openssl", "ts", "-verify", "-queryfile", "query", "-in", "answer",
         "-CAfile", kit().files.root],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert "Verification: OK" in verified.stdout + verified.stderr


def test_rfc3161_client_accepts_a_stamp_it_asked_for():
    request = rfc3161_client.TimestampRequestBuilder().data(b"data").build()
    answer = rfc3161_client.decode_timestamp_response(
        kit().authority.answer(request.as_bytes(), at=AT)
    )
    root = x509.load_pem_x509_certificate(kit().files.root.read_bytes())
    verifier = rfc3161_client.VerifierBuilder.from_request(request).add_root_certificate(root)
    assert verifier.build().verify_message(answer, b"data")


@pytest.mark.parametrize("algorithm", sorted(oids.DIGESTS))
def test_the_token_states_what_was_asked_and_when(algorithm):
    digest = bytes(oids.DIGESTS[algorithm]().digest_size)
    request = Request(digest, algorithm, nonce=2**62 + 1)
    answer = tsp.TimeStampResp.load(kit().authority.answer(request.encode(), at=AT), strict=True)
    info = answer["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
    assert answer["status"]["status"].native == "granted"
    assert info["gen_time"].native == AT
    assert info["nonce"].native == 2**62 + 1
    assert info["policy"].native == DEMO_POLICY
    assert info["message_imprint"]["hashed_message"].native == digest


def test_two_tokens_never_have_the_same_number():
    numbers = set()
    for _ in range(50):
        token = messages.token_of(kit().authority.answer(Request(DIGEST).encode(), at=AT))
        signed = tsp.TimeStampResp.load(messages.granted(token))["time_stamp_token"]["content"]
        numbers.add(signed["encap_content_info"]["content"].parsed["serial_number"].native)
    assert len(numbers) == 50


def test_certificates_are_sent_only_when_asked_for():
    asked, unasked = (
        len(kit().authority.answer(Request(DIGEST, certificates=wanted).encode(), at=AT))
        for wanted in (True, False)
    )
    assert asked - unasked > 500


@pytest.mark.parametrize(
    ("request_bytes", "failure"),
    [
        (b"", "bad_data_format"),
        (b"garbage", "bad_data_format"),
        (Request(DIGEST).encode()[:-1], "bad_data_format"),
        (Request(DIGEST).encode() + b"\0", "bad_data_format"),
        (Request(DIGEST, "1.3.14.3.2.26").encode(), "bad_alg"),
        (Request(DIGEST[:-1]).encode(), "bad_alg"),
        (Request(DIGEST, policy="1.2.3").encode(), "unaccepted_policy"),
    ],
    ids=["empty", "garbage", "cut", "longer", "SHA-1", "short digest", "other policy"],
)
def test_what_it_cannot_stamp_is_refused_with_the_reason(request_bytes, failure):
    answer = der.read(kit().authority.answer(request_bytes, at=AT))
    status = tsp.PKIStatusInfo.load(answer.first().raw, strict=True)
    assert len(answer.children()) == 1
    assert status["status"].native == "rejection"
    assert failure in status["fail_info"].native
