"""What others saw of the log (外に残る控え): anchors and the published checkpoint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from akashi.adapters.toolbox import Toolbox
from akashi.domain.violations import Sentence
from akashi.records.models import LogAnchor
from akashi.workflows.keeping.log_standing import LogContradicts
from akashi.workflows.keeping.public_stamps import listed
from akashi_verifier.log_anchor import BadAnchor
from akashi_verifier.log_kept import ANCHOR_INDEX, KeptCopy, anchor_name, anchor_names
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
    recorded = list(LogAnchor.objects.order_by("size", "ordinal"))
    found = [
        _anchor(_RECORDED, each.size, (each.note.encode(), bytes(each.stamp)), toolbox,
                at=each.stamped_at)
        for each in recorded
    ]  # fmt: skip
    places = Counter(each.size for each in recorded)
    found += [
        Witness(_RECORDED, each.size, b"", _MISSING)
        for each in recorded
        if each.ordinal > places[each.size]
    ]
    found += _published({anchor_name(each.size, each.ordinal) for each in recorded}, toolbox)
    found += [_kept(copy, toolbox) for copy in kept]
    if (checkpoint := toolbox.log_store.read(CHECKPOINT)) is not None:
        found.append(_signed(_CHECKPOINT, checkpoint, toolbox))
    return sorted(found, key=lambda each: each.size)


def _published(recorded: set[str], toolbox: Toolbox) -> Iterator[Witness]:
    store = toolbox.log_store
    try:
        sizes = listed(store, ANCHOR_INDEX)
    except LogContradicts as trouble:
        yield Witness(_PUBLISHED, 0, b"", trouble.reason)
        return
    for size, name in zip(sizes, anchor_names(map(str, sizes)), strict=True):
        pair = store.read(f"anchor/{name}") or b"", store.read(f"anchor/{name}.tsr") or b""
        yield _anchor(_PUBLISHED, size, pair, toolbox)
        if name not in recorded:
            yield Witness(_PUBLISHED, size, b"", _MISSING)


def _anchor(
    name: Sentence,
    size: int,
    note_and_stamp: tuple[bytes, bytes],
    toolbox: Toolbox,
    *,
    at: datetime | None = None,
) -> Witness:
    """Hear an anchor; `at` is the time that is said of it, where one is."""
    try:
        proven = toolbox.check_anchor(*note_and_stamp)
    except BadAnchor as error:
        fault = Sentence(f"控えとして認められません（{error}）", f"it proves nothing ({error})")
        return Witness(name, size, b"", fault)
    if proven.checkpoint.size != size:
        return Witness(name, size, b"", _OTHER_SIZE)
    if at is not None and proven.at != at:
        return Witness(name, size, b"", _OTHER_TIME)
    return Witness(name, size, proven.checkpoint.root)


def _kept(copy: KeptCopy, toolbox: Toolbox) -> Witness:
    name = Sentence(copy.name, copy.name)
    signed = _signed(name, copy.note, toolbox)
    if copy.stamp is None or signed.fault is not None:
        return signed
    return _anchor(name, signed.size, (copy.note, copy.stamp), toolbox)


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
_OTHER_TIME = Sentence("別の時刻が記録されています", "another time is recorded than was stamped")
_FOREIGN = Sentence("このログのものではありません", "it is none of this log")
