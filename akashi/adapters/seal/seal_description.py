"""What `seal.json` says of a seal (印章の説明): from when it seals, and where its key stands."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509

from akashi.adapters.seal.hsm import TokenKey, token_signing
from akashi.adapters.seal.pin import Pin
from akashi.adapters.seal.seal_key import UnfitKey, read_pem_key, read_pkcs12, signing

NAME = "seal.json"
PEM_KEY, PKCS12_KEY = "key.pem", "key.p12"


@dataclass(frozen=True)
class Description:
    """From when a seal seals, and its key: a file, or a place on a token.

    出典: docs/operating.md (Seals and keys)
    """

    seals_from: datetime | None
    """None: from the beginning."""
    key: Path | TokenKey

    def as_json(self) -> dict[str, object]:
        """Return what `seal.json` holds."""
        said: dict[str, object] = {
            "seals_from": self.seals_from.isoformat() if self.seals_from else None
        }
        if isinstance(self.key, TokenKey):
            found = {
                "module": str(self.key.module),
                "token": self.key.token,
                "label": self.key.label,
                "id": self.key.id.hex() if self.key.id else None,
            }
            said["token"] = {name: value for name, value in found.items() if value is not None}
        return said

    def hand(self, certificate: x509.Certificate, pin: Pin) -> Callable[[bytes], bytes]:
        """Return the hand that signs with the key of this certificate.

        Raises:
            OSError: a file cannot be read.
            SealUnavailable: from a token, or a PIN file.
            UnfitKey: the key is another's, too weak, or does not open.
        """
        if isinstance(self.key, TokenKey):
            return token_signing(self.key, certificate, pin)
        word = pin()
        password = word.encode() if word is not None else None
        if self.key.suffix == ".p12":
            private, _own, _chain = read_pkcs12(self.key, password)
        else:
            private = read_pem_key(self.key, password)
        return signing(private, certificate)


def read_description(folder: Path) -> Description:
    """Read what stands in a seal's folder.

    Raises:
        OSError: there is no description.
        UnfitKey: it is not of the form docs/operating.md shows.
    出典: docs/operating.md (Seals and keys)
    """
    path = folder / NAME
    try:
        said = json.loads(path.read_bytes())
        start = datetime.fromisoformat(said["seals_from"])
        if start.tzinfo is None or set(said) - {"seals_from", "token"}:
            raise ValueError(str(path))  # noqa: TRY301 - one sentence for whatever is wrong
        key = _token(said["token"]) if "token" in said else _file(folder)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnfitKey(
            f"{path} を読めません。いつから使うか（seals_from、例 2026-11-26T09:00:00+09:00）と、"
            "トークンの鍵なら token（module・token・label か id）を書きます",
            f"{path} cannot be used: it says from when the seal seals (seals_from, like "
            "2026-11-26T09:00:00+09:00) and, for a key on a token, token (module, token, "
            "label or id)",
        ) from error
    return Description(start, key)


def _file(folder: Path) -> Path:
    packed = folder / PKCS12_KEY
    return packed if packed.exists() else folder / PEM_KEY


def _token(said: Mapping[str, str]) -> TokenKey:
    label, identifier = said.get("label"), said.get("id")
    if not (label or identifier) or set(said) - {"module", "token", "label", "id"}:
        raise ValueError
    module, token = Path(said["module"]), str(said["token"])
    return TokenKey(module, token, label, bytes.fromhex(identifier) if identifier else None)
