"""Publish a certificate's salted digest (採録) before it is on paper: leaf, place and proof."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akashi.adapters.toolbox import Toolbox
from akashi.records.models import Certificate, Checkpoint, Counter, LogEntry, LogNode
from akashi.records.numbering import locked_counter
from akashi_verifier.transparency_log import Evidence, MemoryHashes, Node, Tree, leaf_data

LOG_HEAD = "transparency_log"
"""The counter whose value is the size of the log; its lock makes appends follow one another."""

CONCLUDED = "concluded"


def publish(certificate_id: int, *, at: datetime, toolbox: Toolbox) -> None:
    """Append the certificate's leaf to the transparency log and keep its evidence.

    One short transaction: a crash leaves either nothing or a leaf with its evidence, so the
    task may be run again at any time. Whoever comes second finds the index set and goes.
    出典: docs/decisions/0009
    """
    promise = Certificate.objects.defer("content").get(pk=certificate_id)
    if promise.log_index is not None:
        return
    with transaction.atomic():
        head = locked_counter(LOG_HEAD)
        _append(promise, head, at=at, toolbox=toolbox)


def _append(promise: Certificate, head: Counter, *, at: datetime, toolbox: Toolbox) -> None:
    index = head.value
    salt = bytes(promise.salt)
    leaf = leaf_data(salt, promise.content_sha256, CONCLUDED)
    hashes = MemoryHashes(_stored_hash)
    hashes.keep(_frontier(index))
    tree = Tree(hashes, index)
    made = tree.append(leaf)
    hashes.keep(made)
    note = toolbox.log.checkpoint(tree.size, tree.root())
    evidence = Evidence(
        event=CONCLUDED,
        content_sha256=promise.content_sha256,
        salt=salt,
        leaf_index=index,
        tree_size=tree.size,
        inclusion_proof=tuple(tree.inclusion_proof(index)),
        checkpoint=note,
    ).to_document()
    placed = Certificate.objects.filter(pk=promise.pk, log_index__isnull=True).update(
        log_index=index, evidence=evidence
    )
    if not placed:
        return
    LogEntry.objects.create(
        index=index,
        leaf=leaf,
        leaf_hash=made[0].hash,
        certificate=promise,
        event=CONCLUDED,
        recorded_at=at,
    )
    LogNode.objects.bulk_create(
        [LogNode(level=node.level, index=node.index, hash=node.hash) for node in made]
    )
    Checkpoint.objects.create(size=tree.size, note=note, created_at=at)
    head.value = tree.size
    head.save(update_fields=["value"])


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
