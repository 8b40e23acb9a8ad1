"""What others saw of the log (外に残る控え): anchors and the published checkpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from akashi.adapters.toolbox import Toolbox
from akashi.domain.violations import Sentence
from akashi.records.models import LogAnchor
from akashi.workflows.keeping.publish_log import ANCHOR_INDEX
from akashi_verifier.log_anchor import BadAnchor
from akashi_verifier.log_signature import signed_by_log
from akashi_verifier.transparency_log import BadNote, read_checkpoint
from akashi_verifier.transparency_log.tiles import CHECKPOINT


@dataclass(frozen=True, slots=True)
class KeptAnchor:
    """An anchor from somewhere: the records, the published folder, or somebody's mail.

    出典: docs/transparency-log.md
    """

    name: Sentence
    size: int
    note: bytes
    stamp: bytes
    """The authority's answer or token (RFC 3161, DER)."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What somebody saw: a log of this size had this root; or that its testimony is spoilt.

    出典: なし (本システムの決定)
    """

    name: Sentence
    size: int
    root: bytes
    fault: Sentence | None = None


def witnesses(toolbox: Toolbox, kept: Iterable[KeptAnchor] = ()) -> list[Witness]:
    """Return every testimony at hand, by size: records, published folder, and what was kept.

    Whoever rewrites the whole log with its own key cannot rewrite these: they are stamped by
    an authority, or stand where others have read them.

    Raises:
        OSError: the published folder cannot be read.
    出典: acceptance.md 2.1 (Insider edits rows), issue 3 (Anchors)
    """
    recorded = list(_recorded())
    published = list(_published(toolbox))
    found = [_heard(anchor, toolbox) for anchor in (*recorded, *published, *kept)]
    lost = {anchor.size for anchor in published} - {anchor.size for anchor in recorded}
    found += [Witness(_PUBLISHED, size, b"", _MISSING) for size in lost]
    found += _checkpoint(toolbox)
    return sorted(found, key=lambda each: each.size)


def _recorded() -> Iterator[KeptAnchor]:
    name = Sentence("記録簿のアンカー", "the anchor in the records")
    for anchor in LogAnchor.objects.order_by("size"):
        yield KeptAnchor(name, anchor.size, anchor.note.encode(), bytes(anchor.stamp))


def _published(toolbox: Toolbox) -> Iterator[KeptAnchor]:
    index = (toolbox.log_store.read(ANCHOR_INDEX) or b"").decode("utf-8", "replace")
    for line in index.splitlines():
        size = line.split(" ", 1)[0]
        note = toolbox.log_store.read(f"anchor/{size}")
        stamp = toolbox.log_store.read(f"anchor/{size}.tsr")
        yield KeptAnchor(_PUBLISHED, int(size), note or b"", stamp or b"")


def _heard(anchor: KeptAnchor, toolbox: Toolbox) -> Witness:
    try:
        proven = toolbox.check_anchor(anchor.note, anchor.stamp)
    except BadAnchor as error:
        fault = Sentence(f"控えとして認められません（{error}）", f"it proves nothing ({error})")
        return Witness(anchor.name, anchor.size, b"", fault)
    if proven.checkpoint.size != anchor.size:
        fault = Sentence("別の件数の控えです", "it speaks of another size")
        return Witness(anchor.name, anchor.size, b"", fault)
    return Witness(anchor.name, anchor.size, proven.checkpoint.root)


def _checkpoint(toolbox: Toolbox) -> list[Witness]:
    name = Sentence("公開済みの checkpoint", "the published checkpoint")
    note = toolbox.log_store.read(CHECKPOINT)
    if note is None:
        return []
    try:
        text = note.decode()
        stated = read_checkpoint(text)
    except (UnicodeDecodeError, BadNote):
        return [Witness(name, 0, b"", _FOREIGN)]
    if not signed_by_log(text, toolbox.log.key):
        return [Witness(name, 0, b"", _FOREIGN)]
    return [Witness(name, stated.size, stated.root)]


_PUBLISHED = Sentence("公開済みのアンカー", "the published anchor")
_MISSING = Sentence("記録簿から取り除かれています", "it was removed from the records")
_FOREIGN = Sentence("このログのものではありません", "it is none of this log")
