"""The log's signature (透明性ログの署名): whether a log's key signed a checkpoint (Ed25519)."""

from __future__ import annotations

from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from akashi_verifier.transparency_log import BadNote, LogKey, verify_checkpoint, verify_note


def signed_by_log(note: str, key: LogKey) -> bool:
    """Say whether this log's key signed the checkpoint; what is no checkpoint is not signed.

    出典: C2SP signed-note
    """
    try:
        return verify_checkpoint(note, key, _ed25519(key.public_key))
    except BadNote:
        return False


def note_by_log(note: str, key: LogKey) -> bool:
    """Say whether this log's key signed the note, be it a checkpoint or not.

    出典: C2SP signed-note
    """
    try:
        return verify_note(note, key, _ed25519(key.public_key))
    except BadNote:
        return False


def _ed25519(public_key: bytes) -> Callable[[bytes, bytes], bool]:
    loaded = Ed25519PublicKey.from_public_bytes(public_key)

    def verify(signature: bytes, text: bytes) -> bool:
        try:
            loaded.verify(signature, text)
        except InvalidSignature:
            return False
        return True

    return verify
