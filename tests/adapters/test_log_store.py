"""The folder of published files (公開ログの置き場): whole files, one writer, nothing outside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from akashi.adapters.log_store import LogFolder

HOLDER = """
import sys
from pathlib import Path
from akashi.adapters.log_store import LogFolder
with LogFolder(Path(sys.argv[1])).alone() as alone:
    print(alone, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> LogFolder:
    """Return a folder that does not exist yet."""
    return LogFolder(tmp_path / "public" / "log")


def test_what_was_written_is_read_and_readable_by_another_program(folder: LogFolder):
    assert folder.read("tile/0/x001/x234/067") is None
    folder.write("tile/0/x001/x234/067", b"hashes")
    folder.write("tile/0/x001/x234/067", b"other")
    assert folder.read("tile/0/x001/x234/067") == b"other"
    assert folder.read("tile/0/x001") is None
    assert folder.read("tile/0/x001/x234/067/000") is None
    written = folder.folder / "tile/0/x001/x234/067"
    assert written.stat().st_mode & 0o777 == 0o644
    assert [each.name for each in written.parent.iterdir()] == ["067"]


def test_the_same_bytes_are_not_written_again(folder: LogFolder):
    folder.write("checkpoint", b"note")
    before = (folder.folder / "checkpoint").stat().st_ino
    folder.write("checkpoint", b"note")
    assert (folder.folder / "checkpoint").stat().st_ino == before


def test_a_write_that_fails_leaves_what_was_there(folder: LogFolder, monkeypatch):
    folder.write("checkpoint", b"note")

    def full(descriptor: int) -> None:
        raise OSError(28, f"no space left for {descriptor}")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        folder.write("checkpoint", b"another")
    assert folder.read("checkpoint") == b"note"
    assert [each.name for each in folder.folder.iterdir()] == ["checkpoint"]


def test_partial_tiles_are_forgotten_as_a_folder(folder: LogFolder):
    folder.write("tile/0/000.p/3", b"x")
    folder.write("tile/0/000", b"y")
    folder.forget("tile/0/000.p")
    folder.forget("tile/0/000.p")
    assert folder.read("tile/0/000.p/3") is None
    assert folder.read("tile/0/000") == b"y"


@pytest.mark.parametrize(
    "path", ["../x", "/etc/passwd", "a/../b", ".lock", "a//b", "", "a/.b", "A"]
)
def test_nothing_outside_is_read_or_written(folder: LogFolder, path: str):
    for act in (folder.read, folder.forget, lambda each: folder.write(each, b"")):
        with pytest.raises(ValueError, match="no published file"):
            act(path)


def test_one_process_writes_at_a_time_and_a_dead_one_gives_way(folder: LogFolder):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, folder.folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    with folder.alone() as alone:
        assert not alone
    holder.kill()
    holder.communicate()
    with folder.alone() as alone:
        assert alone
