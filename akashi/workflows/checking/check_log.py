"""Check the transparency log against the records (透明性ログの照合): nobody changed anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from akashi.adapters.toolbox import Toolbox
from akashi.domain.violations import Sentence
from akashi.records.models import (
    Certificate,
    Checkpoint,
    Counter,
    Guarantee,
    LogEntry,
    LogNode,
    SealedDocument,
)
from akashi.records.one_moment import one_moment
from akashi.workflows.checking.entries import leaf_of, wrong_entry
from akashi.workflows.checking.promises import wrong_promise
from akashi.workflows.checking.published import looked_at_first
from akashi.workflows.checking.stretch import LENGTH, UNREADABLE, Stretch, read_stretch
from akashi.workflows.checking.trail import wrong_in_the_trail
from akashi.workflows.checking.witnesses import Witness, witnesses
from akashi.workflows.guaranteeing.publish import LOG_HEAD
from akashi_verifier.log_kept import KeptCopy
from akashi_verifier.log_trail import is_head
from akashi_verifier.transparency_log import MemoryHashes, Tree


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What the check found.

    出典: contract.md 第2節 log check
    """

    ok: bool
    size: int
    """Entries found right before the check ended."""
    first_wrong: int | None
    """Index of the first entry that is not as it was written; None when all are, also when only
    the audit trail beside the log was changed."""
    reason: Sentence
    root: str
    """Hex of the root of the entries found right."""


def check_log(
    toolbox: Toolbox, *, with_promises: bool = True, kept: Iterable[KeptCopy] = ()
) -> LogCheck:
    """Recompute leaves, nodes, roots and checkpoints, and compare them with the certificates.

    Reads everything once, in order, and stops at the first entry that is wrong: changed,
    removed, added outside, or standing for another content than its certificate holds.
    `with_promises`: guarantee, approvals and sealed PDF of each entry as well (about 3 ms each).
    A log rewritten as a whole, or restored from an older store, contradicts what others saw of
    it: the anchors in the records, the published ones, and those in `kept`. At last acts and
    openings are compared with the stamps on the audit trail.

    Everything as it stood at one moment: issuing may go on meanwhile.

    Raises:
        OSError: the published folder cannot be read.
    出典: contract.md 第2節 log check、acceptance.md A18・A20
    """
    toolbox = looked_at_first(toolbox)
    with one_moment():
        return _check_now(toolbox, kept, with_promises=with_promises)


def _check_now(toolbox: Toolbox, kept: Iterable[KeptCopy], *, with_promises: bool) -> LogCheck:
    copies = list(kept)
    heads = [each for each in copies if is_head(each.note)]
    states = [each for each in copies if not is_head(each.note)]
    check = _Check(toolbox, witnesses(toolbox, states), with_promises=with_promises)
    wrong = check.hear_witnesses() or check.walk()
    wrong = wrong or _wrong_at_the_end(check.tree.size) or check.wrong_behind_the_end()
    wrong = wrong or _beside_the_log()
    first_wrong = None if wrong is None else check.first_wrong
    if wrong is None and (fault := wrong_in_the_trail(toolbox, heads)) is not None:
        wrong, first_wrong = fault.reason, fault.first_wrong
    return LogCheck(
        ok=wrong is None,
        size=check.tree.size,
        first_wrong=first_wrong,
        reason=wrong or Sentence("記録と一致しています。", "It agrees with the records."),
        root=check.tree.root().hex(),
    )


class _Check:
    """The tree as far as it was found right, and the tools to go on with."""

    def __init__(self, toolbox: Toolbox, heard: Sequence[Witness], *, with_promises: bool) -> None:
        self._toolbox = toolbox
        self._waiting = list(heard)
        self._with_promises = with_promises
        self._hashes = MemoryHashes()
        self._witnessed = 0
        self._contradicted = False
        self.tree = Tree(self._hashes, 0)

    @property
    def first_wrong(self) -> int:
        """Return the first entry that is, or that may be, not as it was written."""
        return self._witnessed if self._contradicted else self.tree.size

    def walk(self) -> Sentence | None:
        """Go through all entries; return what is wrong with the first that is."""
        length = LENGTH
        while True:
            try:
                stretch = read_stretch(self.tree.size, length, with_acts=self._with_promises)
            except UNREADABLE:
                if length == 1:
                    return _at(self.tree.size, _UNREADABLE)
                # One by one, so that the entry is named.
                length = 1
                continue
            if stretch is None:
                return None
            wrong = self._take_in(stretch)
            if wrong is not None:
                return wrong

    def _take_in(self, stretch: Stretch) -> Sentence | None:
        """Grow the tree by a stretch; return what is wrong with the first entry that is."""
        for entry in stretch.entries:
            try:
                reason = self._take_in_one(entry, stretch)
            except UNREADABLE:
                reason = _UNREADABLE
            if reason is not None:
                return _at(self.tree.size, reason)
            self.tree.size += 1
            contradiction = self.hear_witnesses()
            if contradiction is not None:
                return contradiction
        return None

    def hear_witnesses(self) -> Sentence | None:
        """Compare the root reached with what others saw at this size."""
        size = self.tree.size
        while self._waiting and self._waiting[0].size <= size:
            witness = self._waiting.pop(0)
            if witness.fault is not None:
                self._contradicted = True
                return Sentence(
                    f"{witness.name.ja}（{witness.size}件）: {witness.fault.ja}。",
                    f"{witness.name.en} of {witness.size} entries: {witness.fault.en}.",
                )
            if witness.root != self.tree.root():
                self._contradicted = True
                if self._witnessed == size:
                    return Sentence(
                        f"{witness.name.ja}が、同じ{size}件の別の控えと食い違います。",
                        f"{witness.name.en} contradicts another one of the same {size} entries.",
                    )
                return Sentence(
                    f"{witness.name.ja}（{size}件）と一致しません。{self._witnessed}番から"
                    f"{size - 1}番までのどれかが書き換えられています。",
                    f"It contradicts {witness.name.en} of {size} entries: one of the entries "
                    f"{self._witnessed} to {size - 1} was rewritten.",
                )
            self._witnessed = size
        return None

    def wrong_behind_the_end(self) -> Sentence | None:
        """Say what others saw behind the last entry: those entries were here once."""
        if not self._waiting:
            return None
        witness, size = self._waiting[-1], self.tree.size
        return Sentence(
            f"{witness.name.ja}は{witness.size}件を示しますが、記録簿には{size}件しかありません。"
            "古い控えから戻されたか、末尾が取り除かれています。",
            f"{witness.name.en} states {witness.size} entries, and the records hold only {size}: "
            "an older store was restored, or the end was cut off.",
        )

    def _take_in_one(self, entry: LogEntry, stretch: Stretch) -> Sentence | None:
        grown = Tree(self._hashes, self.tree.size)
        leaf = leaf_of(entry.certificate)
        made = grown.append(leaf)
        reason = wrong_entry(entry, self.tree.size, leaf, made, stretch)
        if reason is not None:
            return reason
        self._hashes.keep(made)
        # Ed25519 gives one signature for one text, so signing anew is the comparison.
        signed = self._toolbox.log.checkpoint(grown.size, grown.root())
        if (stretch.notes.get(grown.size), stretch.signed_at.get(grown.size)) != (
            signed,
            entry.recorded_at,
        ):
            return Sentence("署名済みの要約が違います", "its checkpoint is wrong")
        if not self._with_promises:
            return None
        acts = stretch.acts.get(entry.certificate.guarantee.application_id, ())
        return wrong_promise(entry.certificate, acts, self._toolbox)


def _beside_the_log() -> Sentence | None:
    """Say what claims to be a guarantee and never was concluded, or sealed before it was logged."""
    forged = Guarantee.objects.filter(certificate__isnull=True).order_by("pk").first()
    if forged is not None:
        return Sentence(
            f"保証契約 {forged.number} に証書がありません。",
            f"The guarantee {forged.number} has no certificate.",
        )
    stray = SealedDocument.objects.filter(certificate__log_index__isnull=True).defer("pdf").first()
    if stray is not None:
        number = stray.certificate.guarantee.number
        return Sentence(
            f"{number} の証書は、採録されないまま封印されています。",
            f"The certificate of {number} is sealed, but it is not in the log.",
        )
    return None


_UNREADABLE = Sentence("記録を読めません", "its records cannot be read")


def _at(index: int, reason: Sentence) -> Sentence:
    return Sentence(f"{index}番: {reason.ja}。", f"Entry {index}: {reason.en}.")


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
