"""The mail that declines an application with reasons (引受拒否のお知らせ)."""

from __future__ import annotations

from collections.abc import Sequence

from akashi.adapters.letters.sheet import Sender, Text, Wording, one_line, write


def declined(
    sender: Sender,
    *,
    contractor: str,
    receipt_number: str,
    works_name: str,
    reasons: Sequence[str],
) -> Wording:
    """Tell the contractor that the surety cannot give this guarantee, and why.

    出典: なし (本システムの決定)
    """
    works = one_line(works_name)
    listed = "\n".join(f"  ・{one_line(reason)}" for reason in reasons)
    ja = Text(
        f"保証申込の審査結果のお知らせ({receipt_number})",
        (
            "審査の結果、このお申込みはお引き受けできませんでした。",
            f"  受付番号  {receipt_number}\n  工事名    {works}",
            f"理由\n{listed}",
            "ご不明の点は、保証会社の担当窓口へお問い合わせください。",
        ),
    )
    en = Text(
        "",
        (
            "We are sorry that we cannot give this guarantee.",
            f"  Receipt number  {receipt_number}\n  Works           {works}",
            f"Reasons\n{listed}",
            "If you have questions, please ask your contact at the surety.",
        ),
    )
    return write("declined", sender, contractor, ja, en)
