"""The transparency log (透明性ログ): its mathematics, usable by an outside auditor alone."""

from akashi_verifier.transparency_log.checkpoint import (
    BadNote,
    Checkpoint,
    LogKey,
    parse_log_key,
    read_checkpoint,
    sign_checkpoint,
    sign_note,
    verify_checkpoint,
    verify_note,
)
from akashi_verifier.transparency_log.evidence import BadEvidence, Evidence, read_evidence
from akashi_verifier.transparency_log.hashing import EMPTY_ROOT, leaf_hash, node_hash
from akashi_verifier.transparency_log.leaf import EVENTS, SALT_SIZE, is_leaf_data, leaf_data
from akashi_verifier.transparency_log.proofs import verify_consistency, verify_inclusion
from akashi_verifier.transparency_log.tree import HashSource, MemoryHashes, Node, Tree

__all__ = [
    "EMPTY_ROOT",
    "EVENTS",
    "SALT_SIZE",
    "BadEvidence",
    "BadNote",
    "Checkpoint",
    "Evidence",
    "HashSource",
    "LogKey",
    "MemoryHashes",
    "Node",
    "Tree",
    "is_leaf_data",
    "leaf_data",
    "leaf_hash",
    "node_hash",
    "parse_log_key",
    "read_checkpoint",
    "read_evidence",
    "sign_checkpoint",
    "sign_note",
    "verify_checkpoint",
    "verify_consistency",
    "verify_inclusion",
    "verify_note",
]
