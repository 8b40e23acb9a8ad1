"""Checkpoints (チェックポイント): size and root of the log, as a C2SP signed note."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

from akashi_verifier.transparency_log.hashing import HASH_SIZE

ED25519 = 0x01
"""Signature type identifier of an Ed25519 log key."""

_BODY = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n")
_SIGNATURE = re.compile(r"— ([^ +\s]+) ([A-Za-z0-9+/]+={0,2})")
_KEY_ID_SIZE = 4


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the log says of itself: its name (origin), how many leaves, and their root.

    出典: C2SP tlog-checkpoint
    """

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the note's text, which is what gets signed."""
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


@dataclass(frozen=True, slots=True)
class LogKey:
    """The public half of a log's signing key, and the name it signs under.

    出典: C2SP signed-note
    """

    name: str
    public_key: bytes
    """32 bytes of an Ed25519 public key."""

    @property
    def key_id(self) -> bytes:
        """Return the four bytes that tell keys of one name apart."""
        named = self.name.encode() + b"\n" + bytes([ED25519]) + self.public_key
        return hashlib.sha256(named).digest()[:_KEY_ID_SIZE]

    def text(self) -> str:
        """Return the verifier key as one line: name, key id and key, joined by `+`."""
        key = _base64(bytes([ED25519]) + self.public_key)
        return f"{self.name}+{self.key_id.hex()}+{key}"


class BadNote(ValueError):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when a text is no signed note, no checkpoint or no verifier key.

    出典: C2SP signed-note, tlog-checkpoint
    """


def parse_log_key(text: str) -> LogKey:
    """Read a verifier key line.

    Raises:
        BadNote: another form, another kind of key, or a key id that is not the key's.
    出典: C2SP signed-note
    """
    parts = text.strip().split("+", 2)
    if len(parts) != 3:  # noqa: PLR2004 - name, key id, key
        raise BadNote("a log key is written as name+keyid+base64")
    material = _from_base64(parts[2])
    if len(material) != 1 + HASH_SIZE or material[0] != ED25519:
        raise BadNote("a log key is an Ed25519 key of 32 bytes")
    key = LogKey(parts[0], material[1:])
    if not key.name or re.search(r"\s", key.name) or key.key_id.hex() != parts[1]:
        raise BadNote("the key id does not belong to this name and key")
    return key


def sign_checkpoint(checkpoint: Checkpoint, key: LogKey, sign: Callable[[bytes], bytes]) -> str:
    """Return the checkpoint as a signed note; `sign` makes the Ed25519 signature.

    出典: C2SP signed-note, tlog-checkpoint
    """
    return sign_note(checkpoint.text(), key, sign)


def sign_note(text: str, key: LogKey, sign: Callable[[bytes], bytes]) -> str:
    """Return a text as a signed note; `sign` makes the Ed25519 signature.

    出典: C2SP signed-note
    """
    signature = _base64(key.key_id + sign(text.encode()))
    return f"{text}\n— {key.name} {signature}\n"


def read_checkpoint(note: str) -> Checkpoint:
    """Read what a signed checkpoint says, without believing it.

    Raises:
        BadNote: not the form of a signed checkpoint.
    出典: C2SP tlog-checkpoint
    """
    text, _signatures = _split(note)
    found = _BODY.fullmatch(text)
    if found is None:
        raise BadNote("a checkpoint has three lines: origin, size and root")
    return Checkpoint(found[1], int(found[2]), _from_base64(found[3]))


def verify_checkpoint(note: str, key: LogKey, verify: Callable[[bytes, bytes], bool]) -> bool:
    """Say whether `key` signed the note; `verify(signature, text)` checks one signature.

    Signatures of other keys (witnesses) are passed over, as the format asks.

    Raises:
        BadNote: not the form of a signed checkpoint.
    出典: C2SP signed-note
    """
    return read_checkpoint(note).origin == key.name and verify_note(note, key, verify)


def verify_note(note: str, key: LogKey, verify: Callable[[bytes, bytes], bool]) -> bool:
    """Say whether `key` signed the note, whatever it says; `verify` as for checkpoints.

    Raises:
        BadNote: not the form of a signed note.
    出典: C2SP signed-note
    """
    text, signatures = _split(note)
    return any(
        name == key.name
        and blob[:_KEY_ID_SIZE] == key.key_id
        and verify(blob[_KEY_ID_SIZE:], text.encode())
        for name, blob in signatures
    )


def _split(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    text, separator, tail = note.rpartition("\n\n")
    if not separator or not tail.endswith("\n"):
        raise BadNote("a signed note is a text, an empty line and signature lines")
    signatures = []
    for line in tail[:-1].split("\n"):
        found = _SIGNATURE.fullmatch(line)
        if found is None:
            raise BadNote("a signature line is written as — name base64")
        signatures.append((found[1], _from_base64(found[2])))
    return text + "\n", signatures


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _from_base64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote("not base64") from error
    if _base64(data) != text:
        raise BadNote("base64 with stray bits")
    return data
