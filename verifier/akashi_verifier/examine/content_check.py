"""Checking what is attached (記載事項と採録証明の確認): canonical, ours, and on public record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from akashi_verifier.canonical import canonical_bytes, digest
from akashi_verifier.content import is_certificate_content
from akashi_verifier.examine import sentences
from akashi_verifier.examine.attachments import CONTENT, EVIDENCE, BadAttachments, attachments
from akashi_verifier.examine.findings import Check
from akashi_verifier.examine.seal_place import SealPlace
from akashi_verifier.examine.trust import Trust
from akashi_verifier.log_signature import signed_by_log
from akashi_verifier.transparency_log import (
    BadEvidence,
    BadNote,
    Evidence,
    read_checkpoint,
    read_evidence,
)


@dataclass(frozen=True)
class Attached:
    """What the sealed revision carries besides the page.

    出典: docs/certificate-format.md
    """

    content: Mapping[str, Any] | None = None
    evidence: Evidence | None = None
    checks: tuple[Check, ...] = field(default_factory=tuple)


def check_attached(place: SealPlace, trust: Trust) -> Attached:
    """Check content and evidence as they stood when the seal was put on.

    出典: contract §7, docs/verification.md
    """
    try:
        files = attachments(place.document, place.revision)
    except BadAttachments:
        return Attached(checks=(_content_check("attachments"),))
    if CONTENT not in files:
        return Attached(checks=(_content_check("missing"),))
    if not set(files) <= {CONTENT, EVIDENCE}:
        return Attached(checks=(_content_check("attachments"),))
    content = read_canonical(files[CONTENT])
    if content is None or not is_certificate_content(content):
        return Attached(checks=(_content_check("form"),))
    if EVIDENCE not in files:
        alone = Check("content_match", ok=True, detail=sentences.CONTENT["alone"])
        return Attached(content, checks=(alone, _log_check(ok=None, reason="none")))
    return _with_evidence(content, files, trust)


def _with_evidence(content: Mapping[str, Any], files: dict[str, bytes], trust: Trust) -> Attached:
    document = read_canonical(files[EVIDENCE])
    try:
        evidence = read_evidence(document) if document is not None else None
    except BadEvidence:
        evidence = None
    if evidence is None:
        alone = Check("content_match", ok=True, detail=sentences.CONTENT["alone"])
        return Attached(content, checks=(alone, _log_check(ok=False, reason="form")))
    agrees = evidence.content_sha256 == digest(files[CONTENT])
    matched = (
        Check("content_match", ok=True, detail=sentences.CONTENT[""])
        if agrees
        else _content_check("evidence")
    )
    logged = check_evidence(evidence, trust)
    return Attached(content if agrees else None, evidence, (matched, logged))


def check_evidence(evidence: Evidence, trust: Trust) -> Check:
    """Check that leaf, path and checkpoint belong together, and who signed the checkpoint.

    Null when the log's key is not known here.
    出典: RFC 9162 2.1.3.2, C2SP tlog-checkpoint
    """
    problem = evidence.problem()
    if problem is not None:
        return _log_check(ok=False, reason=problem)
    try:
        stated = read_checkpoint(evidence.checkpoint)
    except BadNote:
        return _log_check(ok=False, reason="checkpoint")
    keys = [key for key in trust.log_keys if key.name == stated.origin]
    if not keys:
        return _log_check(ok=None, reason="unknown_log")
    if not any(signed_by_log(evidence.checkpoint, key) for key in keys):
        return _log_check(ok=False, reason="signature")
    detail = sentences.logged(stated.origin, evidence.leaf_index, evidence.tree_size)
    return Check("log_inclusion", ok=True, detail=detail)


def read_canonical(data: bytes) -> dict[str, Any] | None:
    """Return the JSON object when the bytes are exactly its canonical form, None otherwise.

    出典: RFC 8785
    """
    try:
        document = json.loads(data)
        if isinstance(document, dict) and canonical_bytes(document) == data:
            return document
    except (ValueError, RecursionError):
        return None
    return None


def _content_check(reason: str) -> Check:
    return Check("content_match", ok=False, detail=sentences.CONTENT[reason], reason=reason)


def _log_check(*, ok: bool | None, reason: str) -> Check:
    return Check("log_inclusion", ok=ok, detail=sentences.LOG[reason], reason=reason)
