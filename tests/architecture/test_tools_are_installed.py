"""What tests call beyond Python (外部の道具): `make test-tools` installs its package."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LIST = (PROJECT / "tools" / "test_tools.sh").read_text(encoding="utf-8")
INSTALLED = set(re.findall(r'packages="([^"]*)"', LIST)[0].split())
EVERYWHERE = {"coreutils", "util-linux", "git", "dpkg"}
"""On every Debian machine that has a clone of this project."""
COMES_WITH = {"openjdk-17-jre-headless": "openjdk-17-jdk-headless"}


def called() -> set[str]:
    """Return the programs that tests run by name: in calls that run one, or put in a `command`."""
    words = set()
    for path in (PROJECT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for given in commands_in(node):
                if isinstance(given, ast.List) and isinstance(given.elts[0], ast.Constant):
                    words.add(str(given.elts[0].value))
    return words


def commands_in(node: ast.AST) -> list[ast.expr]:
    """Return what a call runs, or what is kept to be run."""
    if isinstance(node, ast.Call) and re.search("run|Popen|output", ast.unparse(node.func)):
        return node.args[:1]
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "command":
        return [node.value]
    return []


def package_of(program: str) -> str:
    """Return the Debian package a program comes from, empty where no package brought it."""
    place = shutil.which(program, path="/usr/bin:/usr/sbin")
    if place is None:
        return ""
    # Both places are one on a merged /usr, and a package may be known by the other.
    real = str(Path(place).resolve())
    found = subprocess.run(
        ["dpkg-query", "--search", real, real.removeprefix("/usr")],
        check=False,
        capture_output=True,
        text=True,
    )
    return found.stdout.partition(":")[0]


def test_every_program_that_tests_call_is_installed_by_make_test_tools():
    packages = {word: package_of(word) for word in called()}
    assert {"openssl", "pkcs11-tool", "pdfsig", "faketime"} <= packages.keys()
    known = {*INSTALLED, *EVERYWHERE}
    missing = {word: name for word, name in packages.items() if name not in known}
    assert {word: name for word, name in missing.items() if COMES_WITH.get(name) not in known} == {}
