"""The mail that confirms an application (保証申込受付のお知らせ) with its receipt number."""

from __future__ import annotations

from akashi.adapters.letters.sheet import Sender, Text, Wording, one_line, write


def application_received(
    sender: Sender, *, contractor: str, receipt_number: str, works_name: str
) -> Wording:
    """Tell the contractor that the application has arrived and what happens next.

    出典: acceptance.md 5.4
    """
    works = one_line(works_name)
    ja = Text(
        f"保証申込受付のお知らせ({receipt_number})",
        (
            "保証のお申込みを受け付けました。",
            f"  受付番号  {receipt_number}\n  工事名    {works}",
            (
                "審査の結果は、ログインしてご確認いただけます。"
                f"差戻しのときは、あらためてメールでお知らせします。\n{sender.sign_in_url}"
            ),
        ),
    )
    en = Text(
        "",
        (
            "We have received your application for a guarantee.",
            f"  Receipt number  {receipt_number}\n  Works           {works}",
            f"You can follow it after signing in: {sender.sign_in_url}",
        ),
    )
    return write("application_received", sender, contractor, ja, en)
