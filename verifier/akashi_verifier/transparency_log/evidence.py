"""Evidence (証跡): what a certificate carries so that its place in the log can be checked alone."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass

from akashi_verifier.transparency_log.checkpoint import BadNote, Checkpoint, read_checkpoint
from akashi_verifier.transparency_log.hashing import HASH_SIZE, leaf_hash
from akashi_verifier.transparency_log.leaf import leaf_data
from akashi_verifier.transparency_log.proofs import verify_inclusion

SCHEMA = "akashi.evidence/1"
_LONGEST_PROOF = 64


class BadEvidence(ValueError):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when a document is not evidence of the form `akashi.evidence/1`.

    出典: なし (本システムの決定, docs/certificate-format.md)
    """


@dataclass(frozen=True, slots=True)
class Evidence:
    """Salt, place, path and signed checkpoint of one leaf.

    出典: なし (本システムの決定, docs/certificate-format.md)
    """

    event: str
    content_sha256: str
    salt: bytes
    leaf_index: int
    tree_size: int
    inclusion_proof: tuple[bytes, ...]
    checkpoint: str
    """The signed note, as published."""

    def to_document(self) -> dict[str, object]:
        """Return the attachment's JSON object; hashes and salt in base64."""
        return {
            "schema": SCHEMA,
            "event": self.event,
            "content_sha256": self.content_sha256,
            "salt": _base64(self.salt),
            "leaf_index": self.leaf_index,
            "tree_size": self.tree_size,
            "inclusion_proof": [_base64(step) for step in self.inclusion_proof],
            "checkpoint": self.checkpoint,
        }

    def problem(self) -> str | None:
        """Return why the path does not lead from the content to the checkpoint, or None.

        Codes: `leaf` (salt, digest or event cannot make a leaf), `checkpoint` (no
        checkpoint, or of another size), `path`. Who signed the checkpoint is not asked here.
        """
        try:
            leaf = leaf_hash(leaf_data(self.salt, self.content_sha256, self.event))
        except ValueError:
            return "leaf"
        try:
            stated: Checkpoint = read_checkpoint(self.checkpoint)
        except BadNote:
            return "checkpoint"
        if stated.size != self.tree_size:
            return "checkpoint"
        led = verify_inclusion(
            leaf, self.leaf_index, self.tree_size, self.inclusion_proof, stated.root
        )
        return None if led else "path"


def read_evidence(document: Mapping[str, object]) -> Evidence:
    """Read the attachment's JSON object.

    Raises:
        BadEvidence: a field is missing, unknown or of another form.
    出典: なし (本システムの決定, docs/certificate-format.md)
    """
    names = {
        "schema", "event", "content_sha256", "salt",
        "leaf_index", "tree_size", "inclusion_proof", "checkpoint",
    }  # fmt: skip
    if set(document) != names or document["schema"] != SCHEMA:
        raise BadEvidence("not a document of schema akashi.evidence/1")
    proof = document["inclusion_proof"]
    if not isinstance(proof, list) or len(proof) > _LONGEST_PROOF:
        raise BadEvidence("inclusion_proof is a list of hashes")
    digest = _string(document, "content_sha256")
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise BadEvidence("content_sha256 is 64 lower-case hex digits")
    return Evidence(
        event=_string(document, "event"),
        content_sha256=digest,
        salt=_hash(document["salt"]),
        leaf_index=_count(document, "leaf_index"),
        tree_size=_count(document, "tree_size"),
        inclusion_proof=tuple(_hash(step) for step in proof),
        checkpoint=_string(document, "checkpoint"),
    )


def _string(document: Mapping[str, object], name: str) -> str:
    value = document[name]
    if not isinstance(value, str):
        raise BadEvidence(f"{name} is a text")
    return value


def _count(document: Mapping[str, object], name: str) -> int:
    value = document[name]
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise BadEvidence(f"{name} is a whole number")
    return value


def _hash(value: object) -> bytes:
    if not isinstance(value, str):
        raise BadEvidence("hashes and salt are 32 bytes in base64")
    try:
        data = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadEvidence("hashes and salt are 32 bytes in base64") from error
    if len(data) != HASH_SIZE or _base64(data) != value:
        raise BadEvidence("hashes and salt are 32 bytes in base64")
    return data


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
