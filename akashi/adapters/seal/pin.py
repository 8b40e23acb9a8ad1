"""The word that opens a key (PIN・パスワード): from a file of its owner alone, or a setting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from akashi.adapters.seal.seal_key import SealUnavailable

Pin = Callable[[], str | None]
"""Asked whenever a key is opened, so that a mended word counts at once; None: none is set."""

_OTHERS = 0o077


def pin_from(file: Path, otherwise: str) -> Pin:
    """Return where to ask: the file where there is one, else what was set (AKASHI_SEAL_PIN).

    The word itself never stands in an error, a log line or an argument of a command.
    出典: なし (本システムの決定)
    """
    return lambda: read_pin(file) if file.exists() else otherwise or None


def read_pin(file: Path) -> str:
    """Return the word in a file, without the line end behind it.

    Raises:
        SealUnavailable: the file cannot be read, or others than its owner may read it.
    出典: なし (本システムの決定)
    """
    try:
        with file.open(encoding="utf-8") as opened:
            if file.stat().st_mode & _OTHERS:
                raise SealUnavailable(
                    f"{file} をほかの利用者が読めます。chmod 600 にしてください",
                    f"{file} can be read by others; chmod 600 it",
                )
            return opened.read().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SealUnavailable(
            f"PINのファイル {file} を読めません（{type(error).__name__}）",
            f"the PIN file {file} cannot be read ({type(error).__name__})",
        ) from None
