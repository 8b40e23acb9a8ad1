"""One signature for one sealing (下半の署名): both of two verify, and only one is ours."""

from __future__ import annotations

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from hypothesis import given
from hypothesis import strategies as st

from akashi_verifier.pki.lower_half import is_lower, lowered

KEY = ec.derive_private_key(17, ec.SECP256R1())


def both(data: bytes) -> set[bytes]:
    made = KEY.sign(data, ec.ECDSA(hashes.SHA256()))
    r, s = decode_dss_signature(made)
    return {made, encode_dss_signature(r, KEY.curve.group_order - s)}


@given(st.binary())
def test_of_the_two_signatures_of_a_text_one_is_the_lower(data):
    for each in both(data):
        KEY.public_key().verify(each, data, ec.ECDSA(hashes.SHA256()))
    assert sorted(is_lower(each, KEY.public_key()) for each in both(data)) == [False, True]


@given(st.binary())
def test_lowering_either_gives_the_lower(data):
    one, other = (lowered(each, KEY.public_key()) for each in both(data))
    assert one == other
    assert is_lower(one, KEY.public_key())


def test_an_rsa_key_has_one_signature_only():
    public = rsa.generate_private_key(65537, 2048).public_key()
    assert is_lower(b"any", public)
    assert lowered(b"any", public) == b"any"
