"""A tool that is not there (足りない道具): named, and skipped; with CI=true a failure."""

from __future__ import annotations

import os
import shutil
import subprocess
import traceback
from collections.abc import Generator
from pathlib import Path

import pytest


class ToolMissing(RuntimeError):  # noqa: N818 - says what is, as the other names of this project
    """Raised for a tool that `make test-tools` installs and this machine lacks.

    出典: contract §1
    """


def need(path: Path | str) -> None:
    """Go on only where this program, or this file of a tool, is there.

    Raises: ToolMissing.
    出典: contract §1
    """
    if shutil.which(path) is None and not Path(path).exists():
        raise ToolMissing(str(path))


def missing_tool(error: BaseException) -> str | None:
    """Return the tool whose absence made a test fail, None where it failed for another reason.

    出典: contract §1
    """
    if isinstance(error, ToolMissing):
        return str(error)
    if isinstance(error, FileNotFoundError) and _while_starting(error):
        name = str(error.filename)
        return name if shutil.which(name) is None else None
    return None


def _while_starting(error: FileNotFoundError) -> bool:
    """Tell whether it was a program that could not be started, and not a file somebody opened."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return Path(last.filename) == Path(subprocess.__file__)


def may_be_missing() -> bool:
    """Tell whether a tool may be missing here: not in CI, where nothing is skipped.

    出典: contract §1
    """
    return os.environ.get("CI") != "true"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Call a test skipped that failed for nothing but a missing tool."""
    report = yield
    tool = missing_tool(call.excinfo.value) if call.excinfo and report.failed else None
    if tool is not None and may_be_missing():
        report.outcome = "skipped"
        path, line, _ = item.location
        report.longrepr = (path, line or 0, f"{tool} is missing: run `make test-tools`")
    return report
