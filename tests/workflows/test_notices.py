"""Mails (通知): written down first, sent at least once, never with a key."""

from __future__ import annotations

import pytest

from akashi.records.models import Notice
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.send_notice import message_id, send_notice
from tests.factories.guarantees import Way
from tests.fakes import NOON

SUBJECT = "【みほん建設保証株式会社】電子証書・認証キー登録のお知らせ"


def test_the_contractor_is_told_that_certificate_and_key_are_there(way: Way):
    number = way.sealed().number
    letter = next(each for each in way.tools.post.letters if each.subject == SUBJECT)
    assert letter.to == "keiri@zanpa-kensetsu.example"
    for words in (number, "村道中央残波線道路改良工事", "ログイン", "「認証キー」の「表示」"):
        assert words in letter.body
    assert "このメールに返信できません" in letter.body
    assert "Show" in letter.body


def test_no_mail_ever_holds_the_key(way: Way):
    number = way.sealed().number
    key = disclose_key(number, by=way.people.alice, at=NOON, toolbox=way.tools)
    for notice in Notice.objects.all():
        for spelling in (key, key.replace("-", ""), key.lower()):
            assert spelling not in notice.subject + notice.body


def test_a_mail_that_was_sent_is_not_sent_again(way: Way):
    way.sealed()
    sent = len(way.tools.post.letters)
    for notice in Notice.objects.all():
        send_notice(notice.key, at=NOON, toolbox=way.tools)
    assert len(way.tools.post.letters) == sent == 2


def test_a_mail_sent_twice_because_of_a_crash_has_the_same_message_id(way: Way):
    way.sealed()
    Notice.objects.update(sent_at=None)
    for notice in Notice.objects.all():
        send_notice(notice.key, at=NOON, toolbox=way.tools)
    ids = [letter.message_id for letter in way.tools.post.letters]
    assert len(ids) == 4
    assert len(set(ids)) == 2
    assert message_id("a") != message_id("b")


def test_a_mail_that_could_not_be_sent_stays_unsent(way: Way):
    way.submitted()
    key = Notice.objects.get().key
    way.tools.post.failures.append(OSError("no such host"))
    with pytest.raises(OSError, match="no such host"):
        send_notice(key, at=NOON, toolbox=way.tools)
    assert Notice.objects.get().sent_at is None
