"""Small words of our pages (画面部品): the dates that sources bear."""

from __future__ import annotations

import pytest
from django.utils import translation

from akashi.portals.shared.templatetags.parts import dated


@pytest.mark.parametrize(
    ("text", "ja", "en"),
    [
        ("2026-04-01", "令和8年4月1日", "2026-04-01"),
        ("2023-11", "令和5年11月", "2023-11"),
        ("2026-10-11", "令和8年10月11日", "2026-10-11"),
        ("年度末", "年度末", "年度末"),
    ],
)
def test_the_date_of_a_source_is_shown_in_the_calendar_of_the_page(text, ja, en):
    with translation.override("ja"):
        assert dated(text) == ja
    with translation.override("en"):
        assert dated(text) == en
