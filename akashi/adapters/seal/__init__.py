"""The seal (封印・電子署名): keys, the seal on a PDF, and what keeps it checkable for years."""

from akashi.adapters.seal.container import Container, SealFailed
from akashi.adapters.seal.demo_keys import KeyFiles, make_demo_keys
from akashi.adapters.seal.library_container import LibraryContainer
from akashi.adapters.seal.own_container import OwnContainer
from akashi.adapters.seal.seal_key import SealKey, UnfitKey, load_pem, load_pkcs12
from akashi.adapters.seal.sealer import LEVELS, Level, Sealed, Sealer, SealLevelNotReached

__all__ = [
    "LEVELS",
    "Container",
    "KeyFiles",
    "Level",
    "LibraryContainer",
    "OwnContainer",
    "SealFailed",
    "SealKey",
    "SealLevelNotReached",
    "Sealed",
    "Sealer",
    "UnfitKey",
    "load_pem",
    "load_pkcs12",
    "make_demo_keys",
]
