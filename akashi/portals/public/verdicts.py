"""What an examined file is (検証結果), in words that say what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _

from akashi.portals.shared.parts import Tone


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in one line, what it means, and what to do.

    出典: vision.md 「The wrong file also works」
    """

    tone: Literal["success", "info", "warning", "error"]
    title: str
    text: str
    """Empty where the verifier's own sentences speak: of a certificate, or what cannot be read."""
    advice: tuple[str, ...] = ()
    open_with_key: bool = False
    """The next step is to enter number and key."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check with its result as a word.

    出典: contract.md 第2節 verify
    """

    label: str
    tone: Tone
    result: str
    detail: str


def verdict(kind: str, found: str) -> Verdict:
    """Return the answer for what the file is (`kind`) and how it stands (`verdict`).

    出典: contract.md 第2節 verify
    """
    if kind == "key_notice":
        return _key_notice()
    verdicts = {
        "authentic": _authentic,
        "altered": _altered,
        "unknown_issuer": _unknown_issuer,
        "unreadable": _unreadable,
    }
    return verdicts.get(found, _not_ours)()


def check_rows(checks: Iterable[Mapping[str, Any]]) -> list[CheckRow]:
    """Return every check: passed, failed, or without evidence in this file.

    出典: contract.md 第2節 verify
    """
    names = {
        "seal": _("封印（電子署名）"),
        "chain": _("封印した者"),
        "timestamp": _("時刻認証"),
        "content_match": _("記載事項のデータ"),
        "log_inclusion": _("透明性ログへの採録"),
        "no_later_changes": _("封印後の変更がないこと"),
    }
    results: dict[bool | None, tuple[Tone, str]] = {
        True: ("success", _("確認済")),
        False: ("error", _("誤り")),
        None: ("", _("証跡なし")),
    }
    return [
        CheckRow(names.get(check["name"], check["name"]), *results[check["ok"]], check["detail"])
        for check in checks
    ]


def _authentic() -> Verdict:
    return Verdict(
        "success",
        _("本物の電子証書です"),
        "",
        (_("その後の変更や解約は、番号と認証キーで開くと分かります。"),),
        open_with_key=True,
    )


def _altered() -> Verdict:
    return Verdict(
        "error",
        _("封印のあとで変更されたファイルです"),
        "",
        (
            _("このファイルを証書として受け取らないでください。"),
            _("受注者に、保証会社から受け取ったままのファイルを送り直してもらってください。"),
            _("番号と認証キーが分かるときは、それで開いて内容を確かめてください。"),
        ),
        open_with_key=True,
    )


def _unknown_issuer() -> Verdict:
    return Verdict(
        "error",
        _("封印した者が確かめられないファイルです"),
        "",
        (_("保証会社の名前と連絡先を、送られてきた書類とは別の方法で確かめてください。"),),
    )


def _key_notice() -> Verdict:
    return Verdict(
        "info",
        _("「認証キー等のお知らせ」です"),
        _("発注者に届けるのは、このファイルです。証書そのものではありません。"),
        (_("書かれている保証契約番号と認証キーを入力すると、証書を見られます。"),),
        open_with_key=True,
    )


def _not_ours() -> Verdict:
    return Verdict(
        "warning",
        _("電子証書ではないファイルです"),
        _("封印された電子証書でも、「認証キー等のお知らせ」でもありません。"),
        (
            _("証書の画面を印刷・保存したものや、スキャンしたものは、証書として確かめられません。"),
            _(
                "受注者から「認証キー等のお知らせ」を受け取り、番号と認証キーで証書を開いてください。"
            ),
        ),
        open_with_key=True,
    )


def _unreadable() -> Verdict:
    return Verdict(
        "warning",
        _("読み取れないファイルです"),
        "",
        (_("写真のときは、写っている保証契約番号と認証キーを入力してください。"),),
        open_with_key=True,
    )
