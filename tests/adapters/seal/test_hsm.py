"""Keys on a hardware token: they seal fast, from anywhere, and come back when the token does."""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding

from akashi.adapters.seal import SealUnavailable, UnfitKey
from akashi.adapters.seal.hsm import _MODULES, TokenKey, _Module, token_signing
from akashi.adapters.seal.pin import pin_from
from tests.tools.softhsm import MODULE, PIN, Token

WRONG = "31415-wrong"


@pytest.fixture
def token(tmp_path: Path) -> Iterator[Token]:
    """Return an empty token of its own name."""
    before = dict(os.environ)
    yield Token.make(tmp_path, f"token-{tmp_path.name}"[:32])
    os.environ.clear()
    os.environ.update(before)


def certificate_of(public: object) -> x509.Certificate:
    """Return what a certificate is to a token: whose key it names."""
    return SimpleNamespace(public_key=lambda: public)


def place(token: Token, label: str | None = "seal", number: bytes | None = None) -> TokenKey:
    return TokenKey(MODULE, token.label, label, number)


def hand_for(token: Token, pin: Callable[[], str | None] = lambda: PIN, kind="EC:prime256v1"):
    public = token.make_key("seal", kind)
    return public, token_signing(place(token), certificate_of(public), pin)


def refusal(call: Callable[[], object], kind: type[Exception] = SealUnavailable) -> str:
    """Return what a refusal says, having made sure that no PIN stands anywhere in it."""
    with pytest.raises(kind) as refused:
        call()
    whole = "".join(traceback.format_exception(refused.value))
    assert PIN not in whole
    assert WRONG not in whole
    return str(refused.value)


def test_a_p256_key_on_a_token_signs_what_anybody_can_check(token):
    public, hand = hand_for(token)
    for text in (b"", b"a certificate", bytes(100_000)):
        public.verify(hand(text), text, ec.ECDSA(hashes.SHA256()))


def test_an_rsa_3072_key_on_a_token_signs_what_anybody_can_check(token):
    public, hand = hand_for(token, kind="rsa:3072")
    public.verify(hand(b"a certificate"), b"a certificate", padding.PKCS1v15(), hashes.SHA256())


def test_a_key_is_found_by_its_number_as_well(token):
    public = token.make_key("seal", number="2a")
    numbered = place(token, None, b"\x2a")
    assert token_signing(numbered, certificate_of(public), lambda: PIN)(b"x")


def test_many_threads_and_forked_processes_sign_at_once(token):
    public, hand = hand_for(token)
    with ThreadPoolExecutor(4) as pool:
        signatures = list(pool.map(hand, [b"x"] * 40))
    with forked(3, hand) as children:
        signatures += children.map(_sign, [b"x"] * 12, timeout=30)
    signatures.append(hand(b"x"))
    for signature in signatures:
        public.verify(signature, b"x", ec.ECDSA(hashes.SHA256()))


def forked(number: int, hand: Callable[[bytes], bytes]) -> ProcessPoolExecutor:
    """Return children that have this hand from their parent; they are forked at the first call."""
    return ProcessPoolExecutor(number, multiprocessing.get_context("fork"), _keep, [hand])


def _keep(hand: Callable[[bytes], bytes]) -> None:
    _INHERITED.append(hand)


def _sign(data: bytes) -> bytes:
    return _INHERITED[0](data)


_INHERITED: list[Callable[[bytes], bytes]] = []


def test_a_fork_while_another_thread_signs_leaves_no_lock_behind(token):
    _public, hand = hand_for(token)
    module = _MODULES[os.path.realpath(MODULE)]
    with forked(1, hand) as child, module.lock:
        assert child.submit(_sign, b"x").result(timeout=30)


def test_the_session_stays_open(token):
    asked = []
    _public, hand = hand_for(token, lambda: asked.append(1) or PIN)
    for _ in range(5):
        hand(b"x")
    assert len(asked) == 1


def test_a_token_that_is_away_is_named_and_one_that_came_back_signs_by_itself(token):
    public, hand = hand_for(token)
    with token.away():
        for _ in range(2):
            said = refusal(lambda: hand(b"x"))
            assert token.label in said
            assert "sealed once it is back" in said
    public.verify(hand(b"x"), b"x", ec.ECDSA(hashes.SHA256()))


def test_a_token_put_in_after_another_was_used_is_found(token, tmp_path):
    hand_for(token)
    second = Token.make(tmp_path, "put in later")
    _public, hand = hand_for(second)
    assert hand(b"x")


def test_two_keys_on_one_token_share_its_session(token):
    _public, first = hand_for(token)
    other = token.make_key("other", number="02")
    second = token_signing(place(token, "other"), certificate_of(other), lambda: PIN)
    assert first(b"x")
    assert second(b"x")
    assert first(b"x")


def test_a_wrong_pin_is_tried_once_only_so_that_no_token_is_locked(token):
    public = token.make_key("seal")
    words = [WRONG]

    def load():
        return token_signing(place(token), certificate_of(public), lambda: words[-1])

    assert "refuses the PIN" in refusal(load)
    # The token now takes this word; whoever asked it again would get in.
    token.change_pin(WRONG)
    try:
        assert "refuses the PIN" in refusal(load)
    finally:
        token.change_pin(PIN, old=WRONG)
    words.append(PIN)
    assert load()(b"x")


def test_a_token_that_is_one_mistake_from_being_locked_is_left_alone():
    last = SimpleNamespace(label="T", flags=pkcs11.TokenFlag.USER_PIN_FINAL_TRY)
    assert "locked or one mistake away" in refusal(lambda: _Module("x")._log_in(last, PIN))


def test_without_a_pin_it_is_said_where_to_write_it(token):
    public = token.make_key("seal")
    said = refusal(lambda: token_signing(place(token), certificate_of(public), lambda: None))
    assert "AKASHI_SEAL_PIN" in said


def test_a_key_that_is_not_there_and_one_that_is_there_twice_are_named(token):
    _public, hand = hand_for(token)
    token.make_key("seal", number="02")
    both = certificate_of(token.make_key("twin", number="03"))
    token.make_key("twin", number="04")
    twice = refusal(lambda: token_signing(place(token, "twin"), both, lambda: PIN))
    assert "several keys twin; give the id" in twice
    token.drop_key("seal")
    token.drop_key("seal")
    assert "has no key seal" in refusal(lambda: hand(b"x"))


def test_a_library_that_is_not_there_is_named(token, tmp_path):
    nowhere = TokenKey(tmp_path / "no.so", token.label, "seal", None)
    public = token.make_key("seal")
    said = refusal(lambda: token_signing(nowhere, certificate_of(public), lambda: PIN))
    assert "no.so" in said


def test_a_key_of_another_certificate_and_a_weak_key_are_refused(token):
    token.make_key("seal")
    other = ec.generate_private_key(ec.SECP256R1()).public_key()
    sign = partial(token_signing, place(token), pin=lambda: PIN)
    assert "does not belong" in refusal(lambda: sign(certificate_of(other)), UnfitKey)
    weak = token.make_key("weak", "rsa:2048", "02")
    assert "3072" in refusal(lambda: sign(certificate_of(weak)), UnfitKey)


def test_the_pin_comes_from_a_file_of_its_owner_alone_or_from_the_setting(tmp_path):
    file = tmp_path / "pin"
    pin = pin_from(file, "of the setting")
    assert pin() == "of the setting"
    assert pin_from(file, "")() is None
    file.write_text(f"{PIN}\n")
    file.chmod(0o640)
    assert "chmod 600" in refusal(pin)
    file.chmod(0o600)
    assert pin() == PIN
