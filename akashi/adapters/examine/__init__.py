"""Examining a PDF (検証): read it byte by byte and say what is true of it, offline."""

from akashi.adapters.examine.examination import LARGEST_FILE, examine
from akashi.adapters.examine.findings import CHECKS, Check, Evidence, Examination, Kind, Verdict
from akashi.adapters.examine.readback import ReadbackFailed, readback
from akashi.adapters.examine.trust import Trust, load_roots

__all__ = [
    "CHECKS",
    "LARGEST_FILE",
    "Check",
    "Evidence",
    "Examination",
    "Kind",
    "ReadbackFailed",
    "Trust",
    "Verdict",
    "examine",
    "load_roots",
    "readback",
]
