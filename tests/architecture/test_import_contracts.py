"""Floors and doors (階と扉): the import contracts hold, and each one bites when broken."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_contract_is_kept():
    answer = lint_imports(PROJECT)
    assert answer.returncode == 0, answer.stdout
