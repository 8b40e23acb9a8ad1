"""From content to paper (紙面): certificate and key notice as PDF/A-3a + PDF/UA-1; the fonts."""

from akashi.adapters.paper.coverage import Coverage
from akashi.adapters.paper.press import PaperJam, Press
from akashi.adapters.paper.words import KEY_NOTICE_SCHEMA

__all__ = ["KEY_NOTICE_SCHEMA", "Coverage", "PaperJam", "Press"]
