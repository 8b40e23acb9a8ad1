"""Hostile files through every door: the page, the interface and the command answer each of them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from akashi.adapters.examine import examine
from akashi.cli.main import akashi
from akashi.portals.shared import outside
from akashi_verifier.examine import Trust
from tests.verifier.examine.hostile import UNUSABLE

NAMES = ["a decompression bomb", "encrypted", "nested too deep", "tables in a circle",
         "tables that name each other", "an endless text", "only a header"]  # fmt: skip


@pytest.fixture
def _real_examination(doors, monkeypatch):
    """Let the doors ask the real examination instead of the fake one."""
    del doors
    box = outside.toolbox()
    monkeypatch.setattr(
        type(box), "examine", lambda _box, data, at: examine(data, Trust(), at=at), raising=False
    )


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_gets_its_answer_by_the_command(name, tmp_path):
    make, _, verdict = UNUSABLE[name]
    (tmp_path / "file.pdf").write_bytes(make())
    told = CliRunner().invoke(akashi, ["verify", str(tmp_path / "file.pdf"), "--json"])
    assert json.loads(told.stdout)["verdict"] == verdict
    assert told.exit_code == {"unreadable": 2}.get(verdict, 1)


@pytest.mark.usefixtures("db", "_real_examination")
@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_file_gets_its_answer_by_page_and_interface(name, client):
    make, _, verdict = UNUSABLE[name]
    data = make()
    page = client.post("/verify/", {"file": SimpleUploadedFile("a.pdf", data)})
    assert page.status_code == 200
    assert "調べた結果" in page.content.decode()
    sent = {"file": SimpleUploadedFile("a.pdf", data)}
    answer = client.post("/api/v1/documents/verify", sent)
    assert (answer.status_code, answer.json()["verdict"]) == (200, verdict)
    # What cannot be read is told with its own reason: no PDF, locked, damaged or too large.
    assert verdict != "unreadable" or answer.json()["summary"] in page.content.decode()
