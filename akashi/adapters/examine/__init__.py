"""Examining a PDF (検証): the verifier's answer beside a second checker's; reading back."""

from akashi.adapters.examine.readback import ReadbackFailed, readback
from akashi.adapters.examine.thorough import examine

__all__ = ["ReadbackFailed", "examine", "readback"]
