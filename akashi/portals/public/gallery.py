"""All components on one page (部品一覧), for those who build pages; on a demo only."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from akashi.domain.violations import Sentence, Violation
from akashi.portals.shared.forms import Choice, Field, fill
from akashi.portals.shared.guards import demo_only
from akashi.portals.shared.parts import Cell, Crumb, Table, steps

FIELDS = (
    Field("works.name", "工事名", hint="契約書のとおりに入力してください。"),
    Field("works.contract_price_yen", "請負代金額", kind="money", unit="円", width="medium"),
    Field(
        "works.contract_date", "契約締結日", width="medium", hint="例：令和8年4月1日、2026-04-01"
    ),
    Field("access_key", "認証キー", kind="code"),
    Field(
        "works.kind",
        "契約の種類",
        kind="select",
        width="medium",
        choices=(
            Choice("construction", "工事"),
            Choice("consulting", "測量・建設コンサルタント等"),
        ),
    ),
    Field(
        "delivery",
        "保証証書の受取方法",
        kind="radio",
        choices=(
            Choice("electronic", "電子交付を希望する", "番号と認証キーを発注者に届けます。"),
            Choice("paper", "書面での交付を希望する"),
        ),
    ),
    Field("remarks", "連絡事項", kind="textarea", required=False),
    Field("agreed", "約款に同意します", kind="checkbox"),
    Field("file", "ファイル", kind="file", required=False),
)
TYPED = {"works.name": "村道中央残波線道路改良工事", "delivery": "electronic"}
WRONG = (
    Violation(
        "yen_empty",
        "works.contract_price_yen",
        Sentence("請負代金額を入力してください。", "Enter the contract price."),
    ),
)


@demo_only
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component once, with an error where errors stand.

    出典: なし (本システムの決定)
    """
    shown = {
        "crumbs": (Crumb("受注者", "/contractor/"), Crumb("部品一覧")),
        "steps": steps(("発注者", "工事", "金額", "受取方法", "確認"), 2),
        "form": fill(FIELDS, TYPED, WRONG),
        "table": Table(
            "申込一覧",
            ("受付番号", "工事名", "状態", "保証料"),
            (
                (
                    Cell("R26-000123", href="/contractor/"),
                    Cell("村道中央残波線道路改良工事", note="読谷村"),
                    Cell("差戻し", tone="warning"),
                    Cell("57,200円", amount=True),
                ),
                (
                    Cell("R26-000124", href="/contractor/"),
                    Cell("都屋漁港護岸補修工事", note="読谷村"),
                    Cell("引受承認済", tone="info"),
                    Cell("12,400円", amount=True),
                ),
            ),
        ),
        "tones": ("", "info", "success", "warning", "error"),
        "amount": 22000000,
        "a_day": date(2026, 5, 11),
        "an_instant": datetime(2026, 5, 11, 0, 5, tzinfo=UTC),
        "rows": (
            {"label": "保証契約番号", "value": "MH-2026-0000017-K"},
            {"label": "被保証者", "value": "読谷村長"},
        ),
    }
    return render(request, "public/components.html", shown)
