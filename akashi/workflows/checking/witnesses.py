"""What others saw of the log (外に残る控え): anchors and the published checkpoint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from akashi.adapters.toolbox import Toolbox
from akashi.domain.violations import Sentence
from akashi.records.models import LogAnchor
from akashi.workflows.keeping.log_standing import LogContradicts
from akashi.workflows.keeping.public_stamps import listed
from akashi_verifier.log_anchor import BadAnchor
from akashi_verifier.log_kept import ANCHOR_INDEX, KeptCopy
from akashi_verifier.log_signature import signed_by_log
from akashi_verifier.transparency_log import BadNote, read_checkpoint
from akashi_verifier.transparency_log.tiles import CHECKPOINT


@dataclass(frozen=True, slots=True)
class Witness:
    """What somebody saw: a log of this size had this root; or that its testimony is spoilt.

    出典: なし (本システムの決定)
    """

    name: Sentence
    size: int
    root: bytes
    fault: Sentence | None = None


def witnesses(toolbox: Toolbox, kept: Iterable[KeptCopy] = ()) -> list[Witness]:
    """Return every testimony at hand, by size: records, published folder, and what was kept.

    Whoever rewrites the whole log with its own key cannot rewrite these: they are stamped by
    an authority, or stand where others have read them.

    Raises:
        OSError: the published folder cannot be read.
    出典: acceptance.md 2.1 (Insider edits rows), issue 3 (Anchors)
    """
    store, recorded = toolbox.log_store, set()
    found: list[Witness] = []
    for anchor in LogAnchor.objects.order_by("size"):
        recorded.add(anchor.size)
        found.append(
            _anchor(_RECORDED, anchor.size, anchor.note.encode(), bytes(anchor.stamp), toolbox)
        )
    try:
        published = set(listed(store, ANCHOR_INDEX))
    except LogContradicts as trouble:
        published = set()
        found.append(Witness(_PUBLISHED, 0, b"", trouble.reason))
    for size in published:
        note, stamp = store.read(f"anchor/{size}"), store.read(f"anchor/{size}.tsr")
        found.append(_anchor(_PUBLISHED, size, note or b"", stamp or b"", toolbox))
    found += [Witness(_PUBLISHED, size, b"", _MISSING) for size in published - recorded]
    found += [_kept(copy, toolbox) for copy in kept]
    if (checkpoint := store.read(CHECKPOINT)) is not None:
        found.append(_signed(_CHECKPOINT, checkpoint, toolbox))
    return sorted(found, key=lambda each: each.size)


def _anchor(name: Sentence, size: int, note: bytes, stamp: bytes, toolbox: Toolbox) -> Witness:
    try:
        proven = toolbox.check_anchor(note, stamp)
    except BadAnchor as error:
        fault = Sentence(f"控えとして認められません（{error}）", f"it proves nothing ({error})")
        return Witness(name, size, b"", fault)
    if proven.checkpoint.size != size:
        return Witness(name, size, b"", _OTHER_SIZE)
    return Witness(name, size, proven.checkpoint.root)


def _kept(copy: KeptCopy, toolbox: Toolbox) -> Witness:
    name = Sentence(copy.name, copy.name)
    signed = _signed(name, copy.note, toolbox)
    if copy.stamp is None or signed.fault is not None:
        return signed
    return _anchor(name, signed.size, copy.note, copy.stamp, toolbox)


def _signed(name: Sentence, note: bytes, toolbox: Toolbox) -> Witness:
    """Hear what carries no stamp but the log's own signature."""
    try:
        text = note.decode()
        stated = read_checkpoint(text)
    except (UnicodeDecodeError, BadNote):
        return Witness(name, 0, b"", _FOREIGN)
    if not signed_by_log(text, toolbox.log.key):
        return Witness(name, 0, b"", _FOREIGN)
    return Witness(name, stated.size, stated.root)


_RECORDED = Sentence("記録簿のアンカー", "the anchor in the records")
_PUBLISHED = Sentence("公開済みのアンカー", "the published anchor")
_CHECKPOINT = Sentence("公開済みの checkpoint", "the published checkpoint")
_MISSING = Sentence("記録簿から取り除かれています", "it was removed from the records")
_OTHER_SIZE = Sentence("別の件数の控えです", "it speaks of another size")
_FOREIGN = Sentence("このログのものではありません", "it is none of this log")
