"""Front page, manual, language and demo mails."""

from __future__ import annotations

import re

import pytest

from akashi.portals.public.manual import TOPICS
from akashi.records.models import Notice

pytestmark = pytest.mark.django_db
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def body_text(reply) -> str:
    """Return what stands between the tags, without the parts that are Japanese on purpose."""
    page = re.sub(r"<(script|style|option)\b.*?</\1>", "", reply.content.decode(), flags=re.DOTALL)
    page = re.sub(r"<[^>]+lang=\"ja\"[^>]*>.*?</", "</", page)
    return re.sub(r"<[^>]+>", " ", page)


def test_the_front_page_opens_three_doors(client):
    page = client.get("/").content.decode()
    assert all(f'href="{door}"' in page for door in ("/contractor/", "/obligee/", "/surety/"))


@pytest.mark.parametrize("slug", TOPICS)
def test_every_page_of_the_manual_is_linked_and_opens(client, slug):
    assert f'href="/help/{slug}/"' in client.get("/help/").content.decode()
    assert client.get(f"/help/{slug}/").status_code == 200


@pytest.mark.parametrize("slug", [*TOPICS, ""])
def test_the_manual_speaks_english(english, slug):
    text = body_text(english.get(f"/help/{slug}/" if slug else "/help/"))
    quoted = re.sub(r"「[^」]*」|\(証\)|令和8年4月1日|証 Akashi", "", text)
    assert JAPANESE.findall(quoted) == []


def test_an_unknown_page_of_the_manual_is_not_found(client):
    assert client.get("/help/nothing/").status_code == 404


def test_the_question_about_a_body_is_answered_at_the_directory(client, people):
    del people
    asked = {"obligee": "okinawa-yomitan", "product": "performance", "contract_date": "2026-05-11"}
    reply = client.get("/help/covered/", asked, follow=True)
    assert reply.redirect_chain[0][0].startswith("/directory/okinawa-yomitan/?")
    assert "電子で出せます" in reply.content.decode() or "発注者に確認" in reply.content.decode()


def test_help_stands_in_the_same_place_on_every_page(client):
    for path in ("/", "/directory/", "/verify/", "/obligee/", "/help/", "/nothing"):
        tools = client.get(path).content.decode().split('class="site-tools"')[1]
        assert re.search(r'<a href="([^"]+)"', tools)[1] == "/help/", path


@pytest.mark.parametrize(
    ("target", "reached"),
    [
        ("/directory/?q=x", "/directory/?q=x"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("", "/"),
    ],
)
def test_the_language_is_chosen_and_the_page_stays(client, target, reached):
    reply = client.post("/language/", {"language": "en", "next": target})
    assert reply.headers["Location"] == reached
    assert 'lang="en"' in client.get("/").content.decode()


def test_an_unknown_language_changes_nothing(client):
    client.post("/language/", {"language": "xx", "next": "/"})
    assert 'lang="ja"' in client.get("/").content.decode()


def test_the_demo_shows_its_mails(client, settings, way, doors):
    del doors
    settings.DEMO = True
    way.sealed()
    mail = Notice.objects.get(kind="certificate_ready")
    assert "電子証書・認証キー登録のお知らせ" in client.get("/demo/mail/").content.decode()
    assert mail.recipient in client.get(f"/demo/mail/{mail.pk}/").content.decode()


def test_a_mail_that_is_not_there_is_not_found(client, settings):
    settings.DEMO = True
    assert client.get("/demo/mail/999/").status_code == 404


def test_mails_are_shown_on_a_demo_only(client):
    assert client.get("/demo/mail/").status_code == 404
