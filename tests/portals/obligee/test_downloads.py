"""The buttons of an opened certificate work for this browser, for half an hour, and no longer."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from akashi.domain.certificate import digest
from akashi.records.models import AccessKey, Certificate, SealedDocument
from tests.fakes import NOON

PDF, JSON = "/obligee/certificate.pdf", "/obligee/certificate.json"


@pytest.fixture
def grant(knock, ready):
    page = knock(ready.number, ready.key).content.decode()
    found = re.search(r'name="grant" value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_pdf_is_the_sealed_one(client, grant, ready):
    reply = client.post(PDF, {"grant": grant})
    stored = SealedDocument.objects.get(certificate__guarantee__number=ready.number)
    assert reply.content == bytes(stored.pdf)


def test_the_file_has_a_japanese_and_a_plain_name(client, grant, ready):
    header = client.post(PDF, {"grant": grant}).headers["Content-Disposition"]
    assert f'filename="certificate_{ready.number}.pdf"' in header
    assert f"filename*=UTF-8''%E9%9B%BB%E5%AD%90%E8%A8%BC%E6%9B%B8_{ready.number}.pdf" in header


def test_the_json_is_the_content_byte_for_byte(client, grant, ready):
    reply = client.post(JSON, {"grant": grant})
    stored = Certificate.objects.get(guarantee__number=ready.number)
    assert reply.content == bytes(stored.content)
    assert digest(reply.content) == stored.content_sha256


def test_the_grant_tells_nothing(grant, ready):
    assert ready.number not in grant
    assert ready.key not in grant


def test_half_an_hour_later_it_must_be_opened_again(client, grant, doors):
    doors.clock.move(timedelta(minutes=31))
    reply = client.post(PDF, {"grant": grant})
    assert reply.status_code == 403
    assert "もう一度" in reply.content.decode()


def test_another_browser_cannot_use_it(grant):
    assert Client().post(PDF, {"grant": grant}).status_code == 403


@pytest.mark.parametrize("made_up", ["", "x", "e30=", "ｘ" * 40])
def test_a_made_up_grant_opens_nothing(client, doors, db, made_up):
    del doors, db
    assert client.post(PDF, {"grant": made_up}).status_code == 403


def test_a_withdrawn_key_closes_the_buttons_too(client, grant):
    AccessKey.objects.update(withdrawn_at=NOON)
    assert client.post(PDF, {"grant": grant}).status_code == 404


@pytest.mark.parametrize("address", [PDF, JSON])
def test_no_link_can_download(client, db, address):
    del db
    assert client.get(address).status_code == 405
