"""A tool that is not there (足りない道具): said, and counted as skipped, but never in CI."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
CASES = {
    "a program": 'subprocess.run(["no-such-program"])',
    "a program in its place": 'subprocess.run(["/usr/bin/no-such-program"])',
    "a file of a tool": 'need("/usr/lib/no-such-library.so")',
}
OTHERS = {
    "a file of one's own": 'open("nowhere.txt")',
    "a program that says no": f'subprocess.run(["{sys.executable}", "-c", "1/0"], check=True)',
    "an assertion": "assert 1 == 2",
}


def ran(folder: Path, body: str, *, ci: str) -> str:
    """Run one test of this body and return what pytest says at the end."""
    head = "import subprocess\nfrom tests.tools.missing_tools import need\n"
    (folder / "test_it.py").write_text(f"{head}def test_it():\n    {body}\n")
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "tests.tools.missing_tools",
         "-p", "no:randomly", "-p", "no:django", folder / "test_it.py"],
        cwd=folder, env={**os.environ, "CI": ci, "PYTHONPATH": str(PROJECT)},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    return told.stdout


@pytest.mark.parametrize("what", CASES)
def test_a_test_whose_tool_is_missing_says_so_and_counts_as_skipped(tmp_path, what):
    said = ran(tmp_path, CASES[what], ci="")
    assert "1 skipped" in said
    assert "is missing: run `make test-tools`" in said
    assert "no-such" in said


@pytest.mark.parametrize("what", CASES)
def test_in_ci_nothing_is_skipped(tmp_path, what):
    assert "1 failed" in ran(tmp_path, CASES[what], ci="true")


@pytest.mark.parametrize("what", OTHERS)
def test_what_fails_for_another_reason_is_never_skipped(tmp_path, what):
    assert "1 failed" in ran(tmp_path, OTHERS[what], ci="")
