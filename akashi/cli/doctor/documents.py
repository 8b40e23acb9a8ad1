"""Keys, time, fonts and mail (鍵・時刻・書体・メール): can documents be made and sent?"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from akashi.adapters.paper import Coverage
from akashi.adapters.post import PostRefuses, SmtpPost
from akashi.adapters.seal import KeyFiles
from akashi.adapters.timestamp import NoTimestamp
from akashi.cli.doctor.finding import Finding, fine, found
from akashi.cli.doctor.seals import seals
from akashi.config import wiring
from akashi_verifier.timestamp_token import read_token

LARGEST_DRIFT = 5
"""Seconds that an honest clock and an answer under way may differ."""

SAMPLE = "髙﨑𠮷辻󠄀葛󠄀"
"""Characters of names that a set of fonts easily lacks."""


def keys() -> Iterator[Finding]:
    """Look at the keys of seal, log and vault."""
    if not KeyFiles(Path(settings.SEAL_DIR)).folder.exists():
        yield found(
            "keys",
            "demo",
            (
                "鍵はまだなく、最初に使うときデモ用に作られます。",
                "No keys yet; demo keys will be made.",
            ),
            (
                "本番の鍵を AKASHI_SEAL_DIR に置いてください。",
                "Put real keys into AKASHI_SEAL_DIR.",
            ),
        )
        return
    wiring.toolbox()
    if wiring.is_demo_grade():
        yield found(
            "keys",
            "demo",
            ("封印の鍵はデモ用です。", "The seal is of demo grade."),
            (
                "本番の鍵を AKASHI_SEAL_DIR に置いてください。",
                "Put real keys into AKASHI_SEAL_DIR.",
            ),
        )
    yield from seals()
    log = wiring.log_signer().key.name
    yield fine("log_key", f"透明性ログ {log} の鍵があります。", f"The log {log} has its key.")
    yield fine("vault_key", "認証キーの金庫の鍵があります。", "The vault has its key.")


def time() -> Iterator[Finding]:
    """Ask the time-stamp authority for a stamp and compare its clock with ours."""
    if not settings.TSA_URLS:
        yield found(
            "time_stamp",
            "demo",
            ("時刻認証局はデモ用です。", "The time-stamp authority is of demo grade."),
            ("AKASHI_TSA_URLS に時刻認証局を設定してください。", "Set AKASHI_TSA_URLS."),
        )
    try:
        token = read_token(wiring.timestamp_source().stamp(bytes(32)))
    except NoTimestamp as refusal:
        yield found(
            "time_stamp",
            "wrong",
            (f"時刻認証局が答えません: {refusal}", f"No authority answers: {refusal}"),
            (
                "AKASHI_TSA_URLS と通信を確かめてください。",
                "Check AKASHI_TSA_URLS and the network.",
            ),
        )
        return
    drift = abs((token.at - wiring.clock().now()).total_seconds())
    if drift > LARGEST_DRIFT:
        yield found(
            "time",
            "wrong",
            (f"時計が {drift:.0f} 秒ずれています。", f"The clock is {drift:.0f} s off."),
            (
                "この機械の時刻同期(NTP)を直してください。",
                "Mend this machine's time service (NTP).",
            ),
        )
    else:
        yield fine(
            "time", "時計は時刻認証局と合っています。", "The clock agrees with the authority."
        )


def fonts() -> Iterator[Finding]:
    """Look whether rare names can be drawn."""
    extra = Path(settings.EXTRA_FONTS_DIR) if settings.EXTRA_FONTS_DIR else None
    missing = Coverage(extra).undrawable(SAMPLE)
    if missing:
        yield found(
            "fonts",
            "wrong",
            (f"描けない文字: {'、'.join(missing)}", f"Cannot be drawn: {', '.join(missing)}"),
            ("同梱の書体を入れ直してください。", "Install the shipped fonts again."),
        )
    else:
        yield fine("fonts", f"異体字も描けます({SAMPLE})。", f"Rare names can be drawn ({SAMPLE}).")


def mail() -> Iterator[Finding]:
    """Sign in at the mail server; nothing is sent."""
    if not settings.EMAIL_URL:
        yield found(
            "mail",
            "demo",
            ("メールは送らず、記録簿に残します。", "Mail stays in the store."),
            ("AKASHI_EMAIL_URL に送信サーバーを設定してください。", "Set AKASHI_EMAIL_URL."),
        )
        return
    where = urlsplit(settings.EMAIL_URL).hostname
    try:
        SmtpPost(settings.EMAIL_URL, settings.EMAIL_SENDER).knock()
    except (OSError, smtplib.SMTPException, PostRefuses, ValueError) as error:
        yield found(
            "mail",
            "wrong",
            (f"{where} に送れません({error})。", f"{where} takes no mail ({error})."),
            (
                "AKASHI_EMAIL_URL と AKASHI_EMAIL_SENDER を直してください。",
                "Mend AKASHI_EMAIL_URL.",
            ),
        )
        return
    yield fine("mail", f"{where} に送れます。", f"{where} takes our mail.")
