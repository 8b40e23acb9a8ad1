"""The seal (封印・電子署名): keys, the seal on a PDF, and what keeps it checkable for years."""

from akashi.adapters.seal.container import Container, SealFailed
from akashi.adapters.seal.demo_keys import KeyFiles, make_demo_keys
from akashi.adapters.seal.library_container import LibraryContainer
from akashi.adapters.seal.own_container import OwnContainer
from akashi.adapters.seal.preserving import LongTerm, Preserved, Preserver
from akashi.adapters.seal.seal_box import SealBox, Seals
from akashi.adapters.seal.seal_files import KeptSeal
from akashi.adapters.seal.seal_key import (
    SealKey,
    SealUnavailable,
    UnfitKey,
    load_pem,
    load_pkcs12,
)
from akashi.adapters.seal.sealer import Sealed, Sealer, SealLevelNotReached
from akashi.adapters.seal.surety_sealer import SuretySealer

__all__ = [
    "Container",
    "KeptSeal",
    "KeyFiles",
    "LibraryContainer",
    "LongTerm",
    "OwnContainer",
    "Preserved",
    "Preserver",
    "SealBox",
    "SealFailed",
    "SealKey",
    "SealLevelNotReached",
    "SealUnavailable",
    "Sealed",
    "Sealer",
    "Seals",
    "SuretySealer",
    "UnfitKey",
    "load_pem",
    "load_pkcs12",
    "make_demo_keys",
]
