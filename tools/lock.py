"""Pins every dependency by hash (固定): two lock files, no registry address in either."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
COMMON = (
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--python-version=3.11",
    "--custom-compile-command=make lock",
    "--quiet",
)


def compile_lock(target: str, *extras: str) -> None:
    """Write `target` for the given extras of pyproject.toml."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *COMMON]
    for extra in extras:
        command += ["--extra", extra]
    subprocess.run([*command, "-o", target], cwd=PROJECT, check=True)  # noqa: S603 - our own words


def main() -> None:
    """Write both lock files; the runtime's versions are those the tests ran with."""
    compile_lock("requirements-dev.lock", "build", "dev")
    compile_lock("requirements.lock", "build")


if __name__ == "__main__":
    main()
