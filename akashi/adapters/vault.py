"""The vault (金庫): access keys (認証キー) encrypted at rest, and compared without being read."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_SIZE = 32
"""Bytes of a vault key: AES-256."""

_VERSION = b"\x01"
_ID_SIZE = 4
_NONCE_SIZE = 12
_HEAD = len(_VERSION) + _ID_SIZE


class VaultRefuses(Exception):  # noqa: N818 - says what happens, as the other names of this room do
    """Raised when a ciphertext is damaged, belongs to another context, or its key is unknown.

    出典: なし (本システムの決定)
    """


class Vault:
    """Encrypts and compares with keys that never stand in the database.

    The first key encrypts; older ones stay readable until everything is re-encrypted, so
    that a key may be changed while the system runs.
    出典: なし (本システムの決定, docs/decisions/0008)
    """

    def __init__(self, key: bytes, *older: bytes) -> None:
        keys = (key, *older)
        if any(len(each) != KEY_SIZE for each in keys):
            raise ValueError(f"a vault key has {KEY_SIZE} bytes")
        self._ciphers = {_key_id(each): AESGCM(_derive(each, b"encryption")) for each in keys}
        self._digest_keys = tuple(_derive(each, b"digest") for each in keys)
        self._current = _key_id(key)

    def encrypt(self, plain: str, context: str) -> bytes:
        """Return the ciphertext of `plain`, readable only together with `context`.

        The context is what the secret belongs to (the guarantee number), so that a
        ciphertext moved to another row does not open there.
        """
        head = _VERSION + self._current
        nonce = secrets.token_bytes(_NONCE_SIZE)
        sealed = self._ciphers[self._current].encrypt(
            nonce, plain.encode(), head + context.encode()
        )
        return head + nonce + sealed

    def decrypt(self, ciphertext: bytes, context: str) -> str:
        """Return what was encrypted for `context`.

        Raises:
            VaultRefuses: damaged, of another context, or its key is not held here.
        """
        head, rest = ciphertext[:_HEAD], ciphertext[_HEAD:]
        cipher = self._ciphers.get(head[len(_VERSION) :])
        if head[: len(_VERSION)] != _VERSION or cipher is None or len(rest) <= _NONCE_SIZE:
            raise VaultRefuses("the key of this ciphertext is not in the vault")
        try:
            plain = cipher.decrypt(rest[:_NONCE_SIZE], rest[_NONCE_SIZE:], head + context.encode())
        except InvalidTag as error:
            raise VaultRefuses("damaged, or moved from where it belongs") from error
        return plain.decode()

    def digest(self, access_key: str, number: str) -> bytes:
        """Return the 32 byte keyed digest by which number and key are compared."""
        return _digest(self._digest_keys[0], access_key, number)

    def digests(self, access_key: str, number: str) -> tuple[bytes, ...]:
        """Return the digest under every key held here, the current one first."""
        return tuple(_digest(key, access_key, number) for key in self._digest_keys)

    def opens(self, stored: bytes, access_key: str, number: str) -> bool:
        """Say whether number and key are those of a stored digest, under any key held here.

        Takes the same time whatever the answer, so that it may be asked with a made-up
        digest for a number that does not exist.
        """
        answers = [same(stored, _digest(key, access_key, number)) for key in self._digest_keys]
        return any(answers)


def same(left: bytes, right: bytes) -> bool:
    """Compare two digests in constant time.

    出典: なし (本システムの決定)
    """
    return hmac.compare_digest(left, right)


def _digest(key: bytes, access_key: str, number: str) -> bytes:
    # The length in front keeps (number, key) pairs apart whatever characters they hold.
    named = number.encode()
    message = len(named).to_bytes(4, "big") + named + access_key.encode()
    return hmac.new(key, message, hashlib.sha256).digest()


def _derive(key: bytes, purpose: bytes) -> bytes:
    return hmac.new(key, b"akashi.vault/1 " + purpose, hashlib.sha256).digest()


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"akashi.vault/1 id" + key).digest()[:_ID_SIZE]
