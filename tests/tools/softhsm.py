"""A hardware token for the tests (試験用トークン): SoftHSM2, with keys made on the token itself."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.serialization import load_der_public_key

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "90417-secret"


@dataclass(frozen=True)
class Token:
    """One token of a SoftHSM whose folder is our own."""

    home: Path
    label: str

    @classmethod
    def make(cls, home: Path, label: str) -> Token:
        """Make an empty token; the SoftHSM of this process is from now on the one in `home`."""
        (home / "tokens").mkdir(parents=True, exist_ok=True)
        conf = home / "softhsm2.conf"
        conf.write_text(f"directories.tokendir = {home / 'tokens'}\nobjectstore.backend = file\n")
        os.environ["SOFTHSM2_CONF"] = str(conf)
        words = ("--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", PIN)
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
        return cls(home, label)

    def make_key(self, label: str, kind: str = "EC:prime256v1", number: str = "01"):
        """Make a key pair on the token and return its public half."""
        self._tool("--keypairgen", "--key-type", kind, "--label", label, "--id", number)
        read = ("--read-object", "--type", "pubkey", "--label", label, "--id", number)
        return load_der_public_key(self._tool(*read))

    def change_pin(self, new: str, *, old: str = PIN) -> None:
        """Give the token another PIN."""
        command = ["pkcs11-tool", "--module", str(MODULE), "--token-label", self.label]
        words = ("--login", "--pin", old, "--change-pin", "--new-pin", new)
        subprocess.run([*command, *words], check=True, capture_output=True)

    def drop_key(self, label: str) -> None:
        """Delete a private key."""
        self._tool("--delete-object", "--type", "privkey", "--label", label)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Pull the tokens out, and put them in again."""
        shutil.move(self.home / "tokens", self.home / "pulled")
        (self.home / "tokens").mkdir()
        try:
            yield
        finally:
            shutil.rmtree(self.home / "tokens")
            shutil.move(self.home / "pulled", self.home / "tokens")

    def _tool(self, *words: str) -> bytes:
        command = ["pkcs11-tool", "--module", str(MODULE), "--token-label", self.label]
        done = subprocess.run(
            [*command, "--login", "--pin", PIN, *words], check=True, capture_output=True
        )
        return done.stdout
