"""What the tests of the command (命令) share: the command itself, a clock at noon, fresh keys."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from django.conf import settings

from akashi.adapters.clock import SystemClock
from akashi.cli.main import akashi as group
from akashi.config import wiring
from tests.fakes import NOON

Command = Callable[..., Result]
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
YOMITAN = EXAMPLES / "yomitan-advance-payment.json"
WIRED = [each for each in vars(wiring).values() if hasattr(each, "cache_clear")]


def forget_tools() -> None:
    for wired in WIRED:
        wired.cache_clear()


@pytest.fixture(scope="module", autouse=True)
def _noon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let every clock stand at noon, over keys that were made at noon."""
    kept = settings.SEAL_DIR
    settings.SEAL_DIR = str(tmp_path_factory.mktemp("keys") / "seal")
    forget_tools()
    with patch.object(SystemClock, "now", lambda _self: NOON):
        yield
    settings.SEAL_DIR = kept
    forget_tools()


@pytest.fixture(autouse=True)
def _an_empty_published_folder() -> Iterator[None]:
    """Let no test find what another one published: each has a log of its own."""
    yield
    shutil.rmtree(settings.LOG_DIR, ignore_errors=True)


@pytest.fixture
def akashi(db: None) -> Command:
    """Return the command; call it with its words."""
    del db
    return lambda *words: CliRunner().invoke(group, [str(word) for word in words])


@pytest.fixture
def application(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes application files: `works__name=…` changes inside the example."""

    def write(example: str = YOMITAN.name, **changes: Any) -> Path:
        made = copy.deepcopy(json.loads((EXAMPLES / example).read_text(encoding="utf-8")))
        for path, value in changes.items():
            *outer, last = path.split("__")
            part = made
            for name in outer:
                part = part[name]
            part[last] = value
        file = tmp_path / "application.json"
        file.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
        return file

    return write
