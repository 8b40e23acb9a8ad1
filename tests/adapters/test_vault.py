"""The vault: what it opens, what it refuses, and that keys may change while it runs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.adapters.vault import Vault, VaultRefuses, same

OLD, NEW = b"o" * 32, b"n" * 32
VAULT = Vault(OLD)
KEY, NUMBER = "23456-789AB-CDEFG-HJKLM-NPQRS", "MH-2026-0000017-K"


@settings(deadline=None)
@given(st.text(), st.text())
def test_what_was_encrypted_for_a_context_is_read_back_there(plain, context):
    assert VAULT.decrypt(VAULT.encrypt(plain, context), context) == plain


def test_the_ciphertext_hides_the_key():
    assert KEY.encode() not in VAULT.encrypt(KEY, NUMBER)


def test_the_same_key_is_never_encrypted_twice_to_the_same_bytes():
    assert VAULT.encrypt(KEY, NUMBER) != VAULT.encrypt(KEY, NUMBER)


def test_a_ciphertext_moved_to_another_guarantee_does_not_open():
    with pytest.raises(VaultRefuses):
        VAULT.decrypt(VAULT.encrypt(KEY, NUMBER), "MH-2026-0000018-X")


@pytest.mark.parametrize("place", [0, 1, 5, 17, -1])
def test_a_changed_byte_anywhere_is_refused(place):
    ciphertext = bytearray(VAULT.encrypt(KEY, NUMBER))
    ciphertext[place] ^= 1
    with pytest.raises(VaultRefuses):
        VAULT.decrypt(bytes(ciphertext), NUMBER)


@pytest.mark.parametrize("length", [0, 4, 5, 17, 20])
def test_a_ciphertext_cut_short_is_refused(length):
    with pytest.raises(VaultRefuses):
        VAULT.decrypt(VAULT.encrypt(KEY, NUMBER)[:length], NUMBER)


def test_an_older_key_stays_readable_after_a_change():
    ciphertext = VAULT.encrypt(KEY, NUMBER)
    changed = Vault(NEW, OLD)
    assert changed.decrypt(ciphertext, NUMBER) == KEY
    with pytest.raises(VaultRefuses):
        VAULT.decrypt(changed.encrypt(KEY, NUMBER), NUMBER)


def test_without_the_older_key_nothing_of_it_opens():
    with pytest.raises(VaultRefuses):
        Vault(NEW).decrypt(VAULT.encrypt(KEY, NUMBER), NUMBER)


def test_a_digest_opens_for_its_number_and_key_only():
    stored = VAULT.digest(KEY, NUMBER)
    assert len(stored) == 32
    assert VAULT.opens(stored, KEY, NUMBER)
    assert not VAULT.opens(stored, KEY, NUMBER + "1")
    assert not VAULT.opens(stored, KEY[::-1], NUMBER)


def test_moving_a_character_from_number_to_key_changes_the_digest():
    assert VAULT.digest("BC", "A") != VAULT.digest("C", "AB")


def test_a_digest_made_under_an_older_key_still_opens():
    assert Vault(NEW, OLD).opens(VAULT.digest(KEY, NUMBER), KEY, NUMBER)
    assert not Vault(NEW).opens(VAULT.digest(KEY, NUMBER), KEY, NUMBER)


def test_a_key_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(b"short")


def test_same_compares_bytes():
    assert same(b"a", b"a")
    assert not same(b"a", b"b")
