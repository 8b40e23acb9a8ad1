"""The log's signing key (透明性ログの署名鍵): Ed25519, for checkpoints and heads of the trail."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from akashi_verifier.transparency_log import Checkpoint, LogKey, sign_checkpoint, sign_note


class LogSigner:
    """Signs what the log says of itself; its public half is `key`.

    出典: C2SP signed-note
    """

    def __init__(self, private_key: Ed25519PrivateKey, name: str) -> None:
        self._private_key = private_key
        self.key = LogKey(name, private_key.public_key().public_bytes_raw())

    @classmethod
    def load(cls, path: Path, name: str) -> LogSigner:
        """Read an Ed25519 private key in PEM; `name` is the log's name (origin).

        Raises:
            OSError: the file cannot be read.
            ValueError: not an Ed25519 private key.
        """
        private_key = load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(private_key, Ed25519PrivateKey):
            raise ValueError(f"{path} holds no Ed25519 key for the log")  # noqa: TRY004 - the file is wrong, no type
        return cls(private_key, name)

    def checkpoint(self, size: int, root: bytes) -> str:
        """Return the signed checkpoint of a log of `size` leaves and this root."""
        stated = Checkpoint(self.key.name, size, root)
        return sign_checkpoint(stated, self.key, self._private_key.sign)

    def trail_head(self, statement: str) -> str:
        """Return the signed head of the audit trail; its form is none of a checkpoint."""
        return sign_note(statement, self.key, self._private_key.sign)
