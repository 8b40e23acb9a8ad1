"""The folder `akashi issue` writes into (出力先): tried before anything is issued."""

from __future__ import annotations

import secrets
from pathlib import Path

from akashi.adapters.durable_files import write_durably
from akashi.cli.answers import stop_unusable

CERTIFICATE = "certificate.pdf"
KEY_NOTICE = "key-notice.pdf"
CONTENT = "content.json"

ROOM_NEEDED = 1024 * 1024
"""Bytes; three documents need about a third of it."""


class IssueFolder:
    """Gets the documents of one guarantee; a file appears whole under its name or not at all.

    出典: contract.md 第2節 issue
    """

    def __init__(self, path: Path) -> None:
        """Nothing is touched yet."""
        self.path = path
        self._made: list[Path] = []

    def check(self) -> None:
        """Make the folder and try whether it holds what will come; stop where it does not."""
        try:
            self._make()
            trial = self.path / f".akashi-{secrets.token_hex(4)}"
            try:
                write_durably(trial, bytes(ROOM_NEEDED))
            finally:
                trial.unlink(missing_ok=True)
        except OSError as error:
            self.take_back()
            stop_unusable(
                f"{self.path}: ここには書けません（{error.strerror}）。何も発行していません / "
                f"cannot be written ({error.strerror}); nothing was issued"
            )

    def take_back(self) -> None:
        """Remove the folders that `check` has made, as far as they are still empty."""
        for folder in reversed(self._made):
            try:
                folder.rmdir()
            except OSError:
                return
        self._made.clear()

    def write(self, *, certificate: bytes, key_notice: bytes | None, content: bytes) -> None:
        """Write the documents; a notice of an earlier guarantee does not stay beside a new one.

        Raises: OSError.
        """
        self._place(CERTIFICATE, certificate, 0o644)
        self._place(CONTENT, content, 0o644)
        if key_notice is None:
            (self.path / KEY_NOTICE).unlink(missing_ok=True)
        else:
            # Number and key open the certificate: for its owner's eyes.
            self._place(KEY_NOTICE, key_notice, 0o600)

    def _make(self) -> None:
        missing = []
        folder = self.path
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for each in reversed(missing):
            each.mkdir()
            self._made.append(each)

    def _place(self, name: str, data: bytes, mode: int) -> None:
        draft = self.path / f".{name}.{secrets.token_hex(4)}"
        try:
            write_durably(draft, data, mode)
            draft.replace(self.path / name)
        finally:
            draft.unlink(missing_ok=True)
