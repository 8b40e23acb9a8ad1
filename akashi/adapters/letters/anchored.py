"""The mail that brings an anchor of the log (透明性ログのアンカー) to those who keep it."""

from __future__ import annotations

import base64
from datetime import datetime
from textwrap import wrap

from akashi.adapters.letters.sheet import Sender, Text, Wording, write

_LINE = 64
_NOTE, _STAMP = "AKASHI LOG CHECKPOINT", "AKASHI LOG TIME STAMP"


def log_anchored(
    *, log_key: str, size: int, stamped_at: datetime, note: str, stamp: bytes, public_url: str
) -> Wording:
    """Hand checkpoint and time stamp to somebody outside, with what to do with them and why.

    The note stands in it as people read it and, byte for byte, in base64.
    出典: issue 3 (Anchors)
    """
    at = f"{stamped_at:%Y-%m-%dT%H:%M:%SZ} (UTC)"
    facts = (
        f"  件数          {size:,}\n  時刻          {at}\n  ログの公開鍵  {log_key}",
        f"  Entries  {size:,}\n  Time     {at}\n  Log key  {log_key}",
    )
    ja = Text(
        f"透明性ログの控え({size:,}件)",
        (
            (
                "電子証書の透明性ログ(改ざんを見つけるための公開の記録)について、この時刻の状態を示す"
                "署名付きの要約と、時刻認証局のタイムスタンプをお送りします。"
            ),
            facts[0],
            (
                "お願いすることは一つだけです。このメールを削除せず、当社の手の届かない場所に保存して"
                "ください。内容を確かめる必要はありません。お名前や金額は含まれていません。"
            ),
            (
                "控えは、新しい証書がなく件数が前回と同じ日にも、少なくとも一日に一度お送りします。"
                "二日続けて届かないときは、お知らせください。"
            ),
            (
                "後日、記録が書き換えられていないかを確かめるときは、保存したメールと公開されている"
                "記録とを照合します。方法は次のとおりです。\n"
                f"  1. {public_url}/log/ 以下のファイルを、フォルダーごと手元に写します。\n"
                "  2. 上の「ログの公開鍵」の行を log.key というファイルに写します。\n"
                "  3. akashi-verify log フォルダー --log-key log.key --kept 保存したメール\n"
                "一致しないときは、どの範囲の記録が書き換えられたかが表示されます。"
            ),
        ),
    )
    en = Text(
        "",
        (
            (
                "This is the state of the transparency log of electronic certificates (the public "
                "record that shows any rewriting) at this time: its signed checkpoint, and a time "
                "stamp by an independent authority."
            ),
            facts[1],
            (
                "We ask for one thing only: do not delete this mail, and keep it where we cannot "
                "reach it. You need not check anything. It holds no names and no amounts."
            ),
            (
                "You get one at least once a day, also when no entry was added since the last. "
                "If none comes for two days, please tell us."
            ),
            (
                "To find out one day whether history was rewritten, compare what you kept with "
                "what is published:\n"
                f"  1. Copy the files below {public_url}/log/ into a folder.\n"
                "  2. Copy the log key above, as one line, into a file log.key.\n"
                "  3. akashi-verify log FOLDER --log-key log.key --kept THIS-MAIL\n"
                "If they disagree, it says which entries were rewritten."
            ),
            note.rstrip("\n"),
            _block(_NOTE, note.encode()),
            _block(_STAMP, stamp),
        ),
    )
    sender = Sender(log_key.partition("+")[0], f"{public_url}/log/checkpoint")
    return write("log_anchored", sender, "控えの保管者", ja, en)


def _block(name: str, data: bytes) -> str:
    lines = wrap(base64.b64encode(data).decode("ascii"), _LINE)
    return "\n".join([f"-----BEGIN {name}-----", *lines, f"-----END {name}-----"])
