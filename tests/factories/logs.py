"""A log of made-up leaves in the records (試験用の透明性ログ): it grows fast, and can be forked."""

from __future__ import annotations

from django.db import connection

from akashi.adapters.toolbox import Toolbox
from akashi.records.append_only import lifting
from akashi.records.models import (
    Certificate,
    Checkpoint,
    Counter,
    LogAnchor,
    LogEntry,
    LogNode,
)
from akashi.workflows.guaranteeing.publish import LOG_HEAD
from akashi_verifier.transparency_log import MemoryHashes, Tree
from tests.fakes import NOON, FakeLogStore, FakeStamps

ENTRY = (
    'INSERT INTO records_logentry ("index", leaf, leaf_hash, certificate_id, event, recorded_at) '
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
NODE = 'INSERT INTO records_lognode (level, "index", hash) VALUES (%s, %s, %s)'


class BareLog:
    """Leaves without contents, all of them said to be of one certificate.

    出典: なし (試験用)
    """

    def __init__(self, promise: Certificate, tools: Toolbox) -> None:
        assert isinstance(tools.log_store, FakeLogStore)
        assert isinstance(tools.stamps, FakeStamps)
        self.tools, self.store, self.stamps = tools, tools.log_store, tools.stamps
        self._promise = promise
        self._hashes = MemoryHashes()
        self._tree = Tree(self._hashes, 0)

    def grow(self, leaves: int, *, mark: str = "leaf") -> None:
        """Add leaves with a checkpoint behind the last."""
        entries: list[tuple[object, ...]] = []
        nodes: list[tuple[object, ...]] = []
        at = connection.ops.adapt_datetimefield_value(self.tools.clock.now())
        for index in range(self._tree.size, self._tree.size + leaves):
            leaf = f"{mark} {index}".encode()
            made = self._tree.append(leaf)
            self._hashes.keep(made)
            nodes += [(node.level, node.index, node.hash) for node in made]
            entries.append((index, leaf, made[0].hash, self._promise.pk, "concluded", at))
        # By hand: tens of thousands of rows, ten times as fast as through the models.
        with connection.cursor() as cursor:
            cursor.executemany(ENTRY, entries)
            cursor.executemany(NODE, nodes)
        size = self._tree.size
        note = self.tools.log.checkpoint(size, self._tree.root())
        Checkpoint.objects.create(size=size, note=note, created_at=NOON)
        Counter.objects.update_or_create(name=LOG_HEAD, defaults={"value": size})

    def forget(self) -> None:
        """Empty the records as the owner of the database can."""
        lift_guards()
        for model in (LogEntry, LogNode, Checkpoint, LogAnchor):
            model.objects.all().delete()
        Counter.objects.filter(name=LOG_HEAD).delete()
        self._hashes = MemoryHashes()
        self._tree = Tree(self._hashes, 0)


def lift_guards() -> None:
    """Remove the triggers for the rest of a test, as the owner of the database can."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in lifting(connection.vendor):
            cursor.execute(statement)
