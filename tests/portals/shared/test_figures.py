"""Figures (計測) cost no more than was set aside for them, however many ask and full the disk."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from akashi.config import figures

COUNTED = """
from akashi.config.figures import set_aside
set_aside()
from akashi.portals.shared.metrics import REQUESTS, page
REQUESTS.labels("public", "GET", 200).inc()
print(page().decode())
"""


@pytest.mark.django_db
def test_a_method_nobody_knows_makes_no_figure_of_its_own(client):
    for number in range(3):
        client.generic(f"XYZZY{number}", "/healthz")
    told = client.get("/metrics").content.decode()
    assert "XYZZY" not in told
    assert 'method="other"' in told


def test_the_room_for_figures_is_taken_on_the_disk_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(figures.FOLDER, str(tmp_path))
    figures.set_aside()
    taken = {path.name: path.stat().st_blocks * 512 for path in tmp_path.iterdir()}
    names = {f"{kind}_{os.getpid()}.db" for kind in ("counter", "histogram")}
    assert set(taken) == names
    assert min(taken.values()) >= figures.ROOM


def test_where_the_disk_is_full_each_process_keeps_its_figures_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setenv(figures.FOLDER, str(tmp_path))
    monkeypatch.setattr(os, "posix_fallocate", full)
    figures.set_aside()
    assert figures.FOLDER not in os.environ
    assert not list(tmp_path.iterdir())


def test_figures_are_counted_in_the_room_set_aside(tmp_path: Path):
    environment = {**os.environ, figures.FOLDER: str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", COUNTED], env=environment, capture_output=True, text=True, check=True
    )
    assert 'akashi_requests_total{door="public",method="GET",status="200"} 1.0' in told.stdout
    assert {path.stat().st_size for path in tmp_path.iterdir()} == {figures.ROOM}
