"""Examining a PDF (検証): read it byte by byte and say what is true of it, offline."""

from akashi_verifier.examine.examination import LARGEST_FILE, examine
from akashi_verifier.examine.findings import CHECKS, Check, Evidence, Examination, Kind, Verdict
from akashi_verifier.examine.trust import Trust, load_roots

__all__ = [
    "CHECKS",
    "LARGEST_FILE",
    "Check",
    "Evidence",
    "Examination",
    "Kind",
    "Trust",
    "Verdict",
    "examine",
    "load_roots",
]
