"""Floors and doors (階と扉): the import contracts hold, and each one bites when broken."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {each["id"]: each["name"] for each in SETTINGS["tool"]["importlinter"]["contracts"]}

TYPES_ONLY = "import typing\nif typing.TYPE_CHECKING:\n    "

BREACHES = {
    "floors": [("akashi/adapters/breach_floors.py", "import akashi.records.reading.page")],
    "doors": [("akashi/portals/contractor/breach_doors.py", "import akashi.portals.surety.queue")],
    "pen": [("akashi/portals/obligee/breach_pen.py", f"{TYPES_ONLY}import akashi.records.models")],
    "tools": [("akashi/workflows/breach_tools.py", "import pyhanko")],
    "rulebook": [("akashi/domain/breach_rulebook.py", "import django.utils")],
    "verifier": [("akashi_verifier/breach_verifier.py", "import pyhanko")],
    "mathematics": [("akashi_verifier/transparency_log/breach_maths.py", "import cryptography")],
    "acyclic": [
        ("akashi/domain/breach_to.py", "import akashi.domain.breach_fro"),
        ("akashi/domain/breach_fro.py", "import akashi.domain.breach_to"),
    ],
}
"""For each contract a file that breaks it and no other."""


def lint_imports(folder: Path, *paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_contract_is_kept():
    answer = lint_imports(PROJECT, PROJECT, PROJECT / "verifier")
    assert answer.returncode == 0, answer.stdout


def test_every_contract_is_broken_once_on_purpose():
    assert set(BREACHES) == set(CONTRACTS)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Return a copy of both packages, for breaking."""
    copy = tmp_path_factory.mktemp("house")
    only_code = shutil.ignore_patterns("__pycache__", "static", "templates", "fonts", "locale")
    for package in ("akashi", "verifier/akashi_verifier"):
        shutil.copytree(PROJECT / package, copy / Path(package).name, ignore=only_code)
    shutil.copy(PROJECT / "pyproject.toml", copy)
    return copy


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_breaks_its_contract_and_no_other(house, contract):
    for name, code in BREACHES[contract]:
        (house / name).write_text(f'"""A breach."""\n{code}\n', encoding="utf-8")
    said = lint_imports(house, house).stdout
    for name, _code in BREACHES[contract]:
        (house / name).unlink()
    assert f"{CONTRACTS[contract]} BROKEN" in said
    assert "1 broken" in said
