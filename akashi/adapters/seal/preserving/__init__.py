"""Keeping seals checkable (長期保存): stores, document time stamps, and when to add which."""

from akashi.adapters.seal.preserving.long_term import LongTerm
from akashi.adapters.seal.preserving.preserver import Preserved, Preserver

__all__ = ["LongTerm", "Preserved", "Preserver"]
