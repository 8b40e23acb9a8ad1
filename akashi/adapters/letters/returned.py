"""The mail that returns an application with remarks (差戻しのお知らせ)."""

from __future__ import annotations

from collections.abc import Sequence

from akashi.adapters.letters.sheet import Sender, Text, Wording, one_line, write


def returned(
    sender: Sender,
    *,
    contractor: str,
    receipt_number: str,
    works_name: str,
    remarks: Sequence[str],
) -> Wording:
    """Tell the contractor what to mend before submitting again.

    出典: なし (本システムの決定)
    """
    works = one_line(works_name)
    listed = "\n".join(f"  ・{one_line(remark)}" for remark in remarks)
    ja = Text(
        f"保証申込の差戻しのお知らせ({receipt_number})",
        (
            "お申込みの内容に確認が必要なため、差し戻しました。",
            f"  受付番号  {receipt_number}\n  工事名    {works}",
            f"差戻しの理由\n{listed}",
            (
                "ログインして内容を直し、もう一度お申し込みください。受付番号は変わりません。\n"
                f"{sender.sign_in_url}"
            ),
        ),
    )
    en = Text(
        "",
        (
            "Your application has been returned to be mended.",
            f"  Receipt number  {receipt_number}\n  Works           {works}",
            f"Remarks\n{listed}",
            f"Please sign in, mend it and submit it again: {sender.sign_in_url}",
        ),
    )
    return write("returned", sender, contractor, ja, en)
