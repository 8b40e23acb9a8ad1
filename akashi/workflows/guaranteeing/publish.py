"""Publish a certificate's salted digest (採録) before it is on paper: leaf, place and proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from akashi.adapters.toolbox import Toolbox
from akashi.records.models import Certificate, Checkpoint, Counter, LogEntry, LogNode
from akashi.records.numbering import locked_counter
from akashi_verifier.transparency_log import Evidence, MemoryHashes, Node, Tree, leaf_data

LOG_HEAD = "transparency_log"
"""The counter whose value is the size of the log; its lock makes appends follow one another."""

CONCLUDED = "concluded"

MOST_AT_ONCE = 50
"""Leaves of one transaction: with so many its fixed cost is shared, and the lock is soon free."""


def publish(certificate_id: int, *, at: datetime, toolbox: Toolbox) -> None:
    """Append the certificate's leaf to the transparency log and keep its evidence.

    Others that wait for the log are appended with it, for the price of one. One short
    transaction: a crash leaves either nothing or leaves with their evidence, so the task may be
    run again at any time. Whoever comes second finds the index set and goes.
    出典: docs/decisions/0009, 0030
    """
    if _in_the_log(certificate_id):
        return
    with transaction.atomic():
        head = locked_counter(LOG_HEAD)
        # Asked again behind the lock: another worker may have taken this one along.
        if not _in_the_log(certificate_id):
            _append(_waiting(certificate_id), head, at=at, toolbox=toolbox)


def _in_the_log(certificate_id: int) -> bool:
    found = Certificate.objects.values_list("log_index", flat=True).get(pk=certificate_id)
    return found is not None


def _waiting(certificate_id: int) -> list[Certificate]:
    """Return the certificate asked for, and those that were promised first among the others."""
    asked = Q(pk=certificate_id)
    rows = Certificate.objects.filter(log_index=None).only("content_sha256", "salt")
    others = rows.exclude(asked).order_by("pk")[: MOST_AT_ONCE - 1]
    return sorted([*rows.filter(asked), *others], key=lambda each: each.pk)


def _append(
    promises: Sequence[Certificate], head: Counter, *, at: datetime, toolbox: Toolbox
) -> None:
    hashes = MemoryHashes(_stored_hash)
    hashes.keep(_frontier(head.value))
    tree = Tree(hashes, head.value)
    leaves = [put_in(promise, tree, hashes, at=at, toolbox=toolbox) for promise in promises]
    for promise in promises:
        Certificate.objects.filter(pk=promise.pk).update(
            log_index=promise.log_index, evidence=promise.evidence
        )
    LogEntry.objects.bulk_create([leaf.entry for leaf in leaves])
    LogNode.objects.bulk_create([node for leaf in leaves for node in leaf.nodes])
    Checkpoint.objects.bulk_create([leaf.checkpoint for leaf in leaves])
    head.value = tree.size
    head.save(update_fields=["value"])


@dataclass(frozen=True, slots=True)
class Leaf:
    """The rows that a certificate's place in the log consists of, not written yet.

    出典: docs/transparency-log.md
    """

    entry: LogEntry
    nodes: Sequence[LogNode]
    checkpoint: Checkpoint


def put_in(
    promise: Certificate, tree: Tree, hashes: MemoryHashes, *, at: datetime, toolbox: Toolbox
) -> Leaf:
    """Grow the tree by the certificate's leaf; give the certificate its index and evidence.

    出典: docs/decisions/0009
    """
    index, salt = tree.size, bytes(promise.salt)
    leaf = leaf_data(salt, promise.content_sha256, CONCLUDED)
    made = tree.append(leaf)
    hashes.keep(made)
    note = toolbox.log.checkpoint(tree.size, tree.root())
    promise.log_index = index
    promise.evidence = Evidence(
        event=CONCLUDED,
        content_sha256=promise.content_sha256,
        salt=salt,
        leaf_index=index,
        tree_size=tree.size,
        inclusion_proof=tuple(tree.inclusion_proof(index)),
        checkpoint=note,
    ).to_document()
    return Leaf(
        LogEntry(
            index=index,
            leaf=leaf,
            leaf_hash=made[0].hash,
            certificate=promise,
            event=CONCLUDED,
            recorded_at=at,
        ),
        [LogNode(level=node.level, index=node.index, hash=node.hash) for node in made],
        Checkpoint(size=tree.size, note=note, created_at=at),
    )


def _frontier(size: int) -> list[Node]:
    """Read the complete subtrees a log of this size consists of: all that an append asks for."""
    wanted = {level: (size >> level) - 1 for level in range(size.bit_length()) if size >> level & 1}
    # Two lists instead of pairs: a few rows too many, and a question built in a third of the time.
    rows = LogNode.objects.filter(level__in=wanted.keys(), index__in=wanted.values()).values_list(
        "level", "index", "hash"
    )
    return [
        Node(level, index, bytes(hash_)) for level, index, hash_ in rows if wanted[level] == index
    ]


def _stored_hash(level: int, index: int) -> bytes:
    return bytes(LogNode.objects.only("hash").get(level=level, index=index).hash)
