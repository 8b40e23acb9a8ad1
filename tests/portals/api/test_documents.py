"""Verifying by program (検証API): any file gets an answer, and nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from akashi.config import wiring
from akashi.records.models import SealedDocument
from tests.portals.api.conftest import ROOT
from tests.portals.api.promised import hold_to_description

PATH = f"{ROOT}documents/verify"


def verify(api, data, name="file", **headers):
    sent = {name: SimpleUploadedFile("電子証書.pdf", data)}
    answer = api.client.post(PATH, sent, headers=headers)
    hold_to_description("POST", PATH, answer)
    return answer


def test_a_certificate_of_ours_is_authentic(api, way):
    way.sealed()
    answer = verify(api, bytes(SealedDocument.objects.get().pdf)).json()
    assert (answer["kind"], answer["verdict"]) == ("certificate", "authentic")
    assert answer["content"]["schema"] == "akashi.certificate/1"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and no more", b"\x00" * 1000])
def test_a_file_that_cannot_be_read_is_an_answer(api, data):
    answer = verify(api, data)
    assert (answer.status_code, answer.json()["verdict"]) == (200, "unreadable")


def test_a_request_without_a_file_is_refused(api):
    answer = verify(api, b"x", name="document")
    assert [each["field"] for each in answer.json()["errors"]] == ["file"]


def test_a_file_of_more_than_twenty_megabytes_is_refused(api):
    assert verify(api, b"\0" * (20 * 1024 * 1024 + 1)).status_code == 413
    assert verify(api, b"\0" * (22 * 1024 * 1024)).status_code == 413


@pytest.mark.parametrize("media", ["application/json", "application/pdf", ""])
def test_a_body_of_another_type_is_refused(api, media):
    assert api.ask("POST", "documents/verify", raw=b"{}", media=media).status_code == 415


@pytest.mark.parametrize(
    "media",
    ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x"],
)
def test_a_broken_form_is_refused(api, media):
    answer = api.ask("POST", "documents/verify", raw=b"--y\r\n\r\nabc", media=media)
    assert answer.status_code in {400, 422}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF\n"])
def test_the_real_examination_is_answered_as_described(api, monkeypatch, data):
    real = replace(api.tools, examine=wiring.toolbox().examine)
    monkeypatch.setattr("akashi.portals.shared.outside.toolbox", lambda: real)
    assert len(verify(api, data).json()["checks"]) == 6
