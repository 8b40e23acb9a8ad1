"""An entry of the log (透明性ログの項目): leaf, evidence and tree nodes belong together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from akashi.domain.violations import Sentence
from akashi.records.models import Certificate, LogEntry
from akashi.workflows.checking.stretch import Stretch
from akashi.workflows.guaranteeing.publish import CONCLUDED
from akashi_verifier.transparency_log import BadEvidence, Node, leaf_data, read_evidence


def leaf_of(promise: Certificate) -> bytes:
    """Return the leaf that the certificate's content makes, whatever the log says.

    出典: docs/transparency-log.md
    """
    digest = hashlib.sha256(bytes(promise.content)).hexdigest()
    return leaf_data(bytes(promise.salt), digest, CONCLUDED)


def wrong_entry(
    entry: LogEntry, index: int, leaf: bytes, made: Sequence[Node], stretch: Stretch
) -> Sentence | None:
    """Return what is wrong with the entry that should stand at `index`, None when all is right.

    `leaf` is what its certificate makes, `made` the tree nodes that it completes.
    出典: contract.md 第2節 log check
    """
    promise = entry.certificate
    if entry.index != index:
        return Sentence("記録がありません", "it is missing")
    written = (entry.event, bytes(entry.leaf), bytes(entry.leaf_hash))
    if written != (CONCLUDED, leaf, made[0].hash):
        return Sentence("証書の内容と一致しません", "it does not agree with its certificate")
    if promise.log_index != index or not _proves(promise, index, stretch):
        return Sentence("証書の採録証明が違います", "the certificate's evidence is wrong")
    if any(stretch.nodes.get((node.level, node.index)) != node.hash for node in made):
        return Sentence("木の節が違います", "a tree node is wrong")
    return None


def _proves(promise: Certificate, index: int, stretch: Stretch) -> bool:
    try:
        evidence = read_evidence(promise.evidence or {})
    except BadEvidence:
        return False
    return (
        evidence.problem() is None
        and evidence.leaf_index == index
        and evidence.content_sha256 == promise.content_sha256
        and evidence.checkpoint == stretch.notes.get(evidence.tree_size)
    )
