"""Where the public fetches the log (公開ログの置き場): files that any web server hands out."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATH = re.compile(r"[a-z0-9][a-z0-9.]*(?:/[a-z0-9][a-z0-9.]*)*")
_LOCK = ".lock"


class LogFolder:
    """A folder of published files; each is whole or not there, and survives a power cut.

    Any number of processes may read; one at a time writes, as `alone` says.
    出典: C2SP tlog-tiles
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, path: str) -> bytes | None:
        """Return a file, None where there is none.

        Raises:
            ValueError: a path that no published file has.
        """
        try:
            return self._at(path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def write(self, path: str, data: bytes) -> None:
        """Put a file there in one step; on return a power cut cannot take it away again.

        A file that is there already with these bytes is left alone.

        Raises:
            OSError: the folder cannot be written.
        """
        if self.read(path) == data:
            return
        target = self._at(path)
        _make(target.parent)
        descriptor, beside = tempfile.mkstemp(prefix=".", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                # Another program, the web server, is to read it.
                os.fchmod(file.fileno(), 0o644)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(target)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        _sync(target.parent)

    def forget(self, path: str) -> None:
        """Remove a folder of partial tiles, where there is one."""
        shutil.rmtree(self._at(path), ignore_errors=True)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Be the only one that writes meanwhile; False when somebody else is.

        A process that dies gives the place back at once.

        Raises:
            OSError: the folder cannot be made or written.
        """
        _make(self.folder)
        with (self.folder / _LOCK).open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def _at(self, path: str) -> Path:
        if not _PATH.fullmatch(path):
            raise ValueError(f"no published file is called {path}")
        return self.folder / path


def _make(folder: Path) -> None:
    if folder.is_dir():
        return
    _make(folder.parent)
    folder.mkdir(mode=0o755, exist_ok=True)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
