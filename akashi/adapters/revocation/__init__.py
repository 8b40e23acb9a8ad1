"""Revocation data (失効情報): lists from files and from their publishers, current and signed."""

from akashi.adapters.revocation.list_files import ListCache, ListFolder
from akashi.adapters.revocation.lists import Covering, RevocationLists

__all__ = ["Covering", "ListCache", "ListFolder", "RevocationLists"]
