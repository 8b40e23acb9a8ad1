"""Check the transparency log against the records (透明性ログの照合): nobody changed anything."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from akashi.adapters.toolbox import LogSigner, Toolbox
from akashi.domain.violations import Sentence
from akashi.records.models import Certificate, Checkpoint, Counter, LogEntry, LogNode
from akashi.workflows.guaranteeing.publish import CONCLUDED, LOG_HEAD
from akashi_verifier.transparency_log import (
    BadEvidence,
    MemoryHashes,
    Node,
    Tree,
    leaf_data,
    read_evidence,
)

BATCH = 1000


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What the check found.

    出典: contract.md 第2節 log check
    """

    ok: bool
    size: int
    """Entries found right before the check ended."""
    first_wrong: int | None
    """Index of the first entry that is not as it was written; None when all are."""
    reason: Sentence
    root: str
    """Hex of the root of the entries found right."""


def check_log(toolbox: Toolbox) -> LogCheck:
    """Recompute leaves, nodes, roots and checkpoints, and compare them with the certificates.

    Reads everything once, in order, and stops at the first entry that is wrong: changed,
    removed, added outside, or standing for another content than its certificate holds.
    出典: contract.md 第2節 log check、acceptance.md A18・A20
    """
    hashes = MemoryHashes()
    tree = Tree(hashes, 0)
    wrong: Sentence | None = None
    while wrong is None and (stored := _Stored.of(tree.size)) is not None:
        wrong = _take_in(stored, tree, hashes, toolbox.log)
    if wrong is None:
        wrong = _wrong_at_the_end(tree.size)
    return LogCheck(
        ok=wrong is None,
        size=tree.size,
        first_wrong=None if wrong is None else tree.size,
        reason=wrong or Sentence("記録と一致しています。", "It agrees with the records."),
        root=tree.root().hex(),
    )


@dataclass(frozen=True, slots=True)
class _Stored:
    """A stretch of the log as the tables hold it."""

    entries: list[LogEntry]
    nodes: dict[tuple[int, int], bytes]
    notes: dict[int, str]

    @classmethod
    def of(cls, start: int) -> _Stored | None:
        """Read the next stretch behind `start` entries; None when nothing follows."""
        entries = list(
            LogEntry.objects.select_related("certificate")
            .filter(index__gte=start)
            .order_by("index")[:BATCH]
        )
        if not entries:
            return None
        end = start + BATCH
        nodes: dict[tuple[int, int], bytes] = {}
        for level in range(end.bit_length()):
            found = LogNode.objects.filter(
                level=level, index__gte=start >> level, index__lt=end >> level
            )
            nodes |= {(level, each.index): bytes(each.hash) for each in found}
        notes = Checkpoint.objects.filter(size__gt=start, size__lte=end)
        return cls(entries, nodes, {each.size: each.note for each in notes})


def _take_in(
    stored: _Stored, tree: Tree, hashes: MemoryHashes, signer: LogSigner
) -> Sentence | None:
    """Grow the tree by a stretch; return what is wrong with the first entry that does not fit."""
    for entry in stored.entries:
        index = tree.size
        grown = Tree(hashes, index)
        leaf = _leaf_of(entry.certificate)
        made = grown.append(leaf)
        reason = _difference(entry, index, leaf, made, stored)
        if reason is None:
            hashes.keep(made)
            # Ed25519 gives one signature for one text, so signing anew is the comparison.
            if stored.notes.get(grown.size) != signer.checkpoint(grown.size, grown.root()):
                reason = Sentence("署名済みの要約が違います", "its checkpoint is wrong")
        if reason is not None:
            return Sentence(f"{index}番: {reason.ja}。", f"Entry {index}: {reason.en}.")
        tree.size = grown.size
    return None


def _leaf_of(promise: Certificate) -> bytes:
    digest = hashlib.sha256(bytes(promise.content)).hexdigest()
    return leaf_data(bytes(promise.salt), digest, CONCLUDED)


def _difference(
    entry: LogEntry, index: int, leaf: bytes, made: list[Node], stored: _Stored
) -> Sentence | None:
    promise = entry.certificate
    if entry.index != index:
        return Sentence("記録がありません", "it is missing")
    if bytes(entry.leaf) != leaf or bytes(entry.leaf_hash) != made[0].hash:
        return Sentence("証書の内容と一致しません", "it does not agree with its certificate")
    if promise.log_index != index or not _proves(promise, index):
        return Sentence("証書の採録証明が違います", "the certificate's evidence is wrong")
    if any(stored.nodes.get((node.level, node.index)) != node.hash for node in made):
        return Sentence("木の節が違います", "a tree node is wrong")
    return None


def _proves(promise: Certificate, index: int) -> bool:
    try:
        evidence = read_evidence(promise.evidence or {})
    except BadEvidence:
        return False
    return (
        evidence.problem() is None
        and evidence.leaf_index == index
        and evidence.content_sha256 == promise.content_sha256
    )


def _wrong_at_the_end(size: int) -> Sentence | None:
    """Say what stands behind the last entry, or promises more than there is."""
    head = Counter.objects.filter(name=LOG_HEAD).values_list("value", flat=True).first() or 0
    nodes = sum(size >> level for level in range(size.bit_length()))
    agrees = (
        head == size
        and Checkpoint.objects.count() == size
        and LogNode.objects.count() == nodes
        and Certificate.objects.filter(log_index__isnull=False).count() == size
    )
    if agrees:
        return None
    return Sentence(
        f"末尾が違います(正しい記録は{size}件)。", f"The end is wrong ({size} entries are right)."
    )
