"""Examining a file (検証): what it is, and whether it is authentic; never a word from its page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from akashi_verifier.examine import sentences
from akashi_verifier.examine.attachments import CONTENT, NOTICE, attached_names
from akashi_verifier.examine.changed import LaterChange
from akashi_verifier.examine.content_check import Attached, check_attached
from akashi_verifier.examine.findings import (
    Check,
    Evidence,
    Examination,
    Kind,
    all_checks,
    verdict_of,
)
from akashi_verifier.examine.in_short import in_short
from akashi_verifier.examine.later_changes import check_later_changes
from akashi_verifier.examine.proofs import Archive, check_timestamp, judge_archive
from akashi_verifier.examine.proven import Proof, evidence_of
from akashi_verifier.examine.seal_check import SealFound, check_seal, check_signer, wrong_seal
from akashi_verifier.examine.seal_place import (
    SealMisplaced,
    SealMissing,
    SealPlace,
    check_objects,
    find_seal,
)
from akashi_verifier.examine.store import Store, is_vouched_for, read_store
from akashi_verifier.examine.traces import is_encrypted, kind_by_traces
from akashi_verifier.examine.trust import Trust
from akashi_verifier.revisions import BadPdf, Document, read_document

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a file that is looked at; ours are smaller than 1 MB."""

_HEADER_WITHIN = 1024


SecondOpinion = Callable[[bytes], bool]
"""Another checker's yes or no on a seal found right; asked about strictly read files only."""


def examine(
    data: bytes, trust: Trust, *, at: datetime, second_opinion: SecondOpinion | None = None
) -> Examination:
    """Say what a file is and whether it is authentic, as of `at`.

    Never raises: whatever the file, there is an answer.
    出典: contract §2 verify, docs/verification.md
    """
    try:
        found = _examine(data, trust, at, second_opinion)
    except Exception:
        # A bug of ours must not become a traceback in front of a clerk; it is logged whole.
        logging.getLogger(__name__).exception("a file could not be examined")
        found = _unreadable("other", "failed")
    return replace(found, lines=in_short(found))


def _examine(
    data: bytes, trust: Trust, at: datetime, second_opinion: SecondOpinion | None
) -> Examination:
    refusal = _cannot_be_read(data)
    if refusal is not None:
        return _unreadable("other", refusal)
    try:
        document = read_document(data)
    except BadPdf:
        return _without_structure(data)
    kind = _kind_of(document)
    if kind != "certificate":
        return _not_ours(kind)
    found = _certificate(document, trust, at)
    if found.verdict == "authentic" and second_opinion is not None and not second_opinion(data):
        return _answer(all_checks(wrong_seal("second_opinion"), *found.checks[1:]))
    return found


def _cannot_be_read(data: bytes) -> str | None:
    if len(data) > LARGEST_FILE:
        return "too_large"
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        return "not_pdf"
    if is_encrypted(data):
        return "encrypted"
    return None


def _without_structure(data: bytes) -> Examination:
    """Find the right words for a file that was rebuilt, cut short, or never was ours."""
    kind = kind_by_traces(data)
    if b"startxref" not in data or b"%%EOF" not in data:
        return _unreadable(kind, "damaged")
    if kind != "certificate":
        return _not_ours(kind)
    return _answer(all_checks(wrong_seal("structure"), _wrong_later("structure")))


def _kind_of(document: Document) -> Kind:
    for last in range(len(document.revisions) - 1, -1, -1):
        names = attached_names(document, last)
        if CONTENT in names:
            return "certificate"
        if NOTICE in names:
            return "key_notice"
    return kind_by_traces(document.data)


def _certificate(document: Document, trust: Trust, at: datetime) -> Examination:
    try:
        place = find_seal(document)
        check_objects(place)
    except SealMissing:
        return _answer(all_checks(wrong_seal("missing"), *_trailing(document)))
    except SealMisplaced as error:
        return _answer(all_checks(wrong_seal(error.reason), *_trailing(document)))
    except BadPdf:
        return _answer(all_checks(wrong_seal("structure"), *_trailing(document)))
    seal, found = check_seal(place)
    attached = check_attached(place, trust)
    store = read_store(place)
    later, archive = _check_later(place, found, trust, store, at)
    checks = (seal, later, *attached.checks)
    if later.reason == "store":
        store = Store()
    if found is None:
        return _answer(all_checks(*checks))
    stamp, proven = check_timestamp(found, archive, trust, store)
    number = attached.content["guarantee_number"] if attached.content else None
    chain = check_signer(found, store, trust, proven or at, number)
    made = all_checks(chain, stamp, *checks)
    if not (seal.ok and chain.ok):
        return _answer(made)
    proof = Proof(proven, archive, store)
    evidence = evidence_of(found, made, attached, proof, trust.certificates)
    return _answer(made, attached, evidence)


def _check_later(
    place: SealPlace, found: SealFound | None, trust: Trust, store: Store, at: datetime
) -> tuple[Check, Archive]:
    """Check what came after the seal, and judge the document time stamps among it."""
    try:
        stamps = check_later_changes(place)
        archive = judge_archive(stamps, trust, store, at)
    except LaterChange as error:
        return _wrong_later(error.reason), Archive(at)
    strange = "unknown_issuer" in archive.doubts
    if "wrong" in archive.doubts or (strange and trust.authorities.keys):
        return _wrong_later("stamp_authority"), archive
    messages = [stamp.token.message for stamp in stamps]
    if found is not None and not is_vouched_for(
        store, [found.message, *found.tokens, *messages], trust.certificates
    ):
        return _wrong_later("store"), archive
    said = sentences.LATER["strange_stamp" if strange else ""]
    return Check("no_later_changes", ok=True, detail=said), archive


def _wrong_later(reason: str) -> Check:
    detail = sentences.LATER.get(reason, sentences.LATER["other"])
    return Check("no_later_changes", ok=False, detail=detail, reason=reason)


def _trailing(document: Document) -> tuple[Check, ...]:
    if document.end == len(document.data):
        return ()
    return (_wrong_later("trailing_bytes"),)


def _answer(
    checks: tuple[Check, ...],
    attached: Attached | None = None,
    evidence: Evidence | None = None,
) -> Examination:
    verdict = verdict_of(checks)
    return Examination(
        "certificate",
        verdict,
        checks,
        sentences.SUMMARY["certificate", verdict],
        attached.content if attached else None,
        evidence or Evidence(),
    )


def _not_ours(kind: Kind) -> Examination:
    return Examination(kind, "not_ours", all_checks(), sentences.SUMMARY[kind, "not_ours"])


def _unreadable(kind: Kind, reason: str) -> Examination:
    said = sentences.SUMMARY.get((kind, "unreadable"), sentences.UNREADABLE[reason])
    return Examination(kind, "unreadable", all_checks(), said)
