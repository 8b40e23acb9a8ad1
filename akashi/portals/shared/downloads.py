"""Files to keep (保存): sent as downloads under a Japanese name, with a plain one beside it."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

PDF = "application/pdf"
JSON = "application/json"

CERTIFICATE = "電子証書"
KEY_NOTICE = "認証キー等のお知らせ"
PLAIN = {CERTIFICATE: "certificate", KEY_NOTICE: "key-notice"}


def certificate_name(number: str, ending: str = "pdf") -> str:
    """Return 電子証書_<番号>.pdf.

    出典: contract.md 第7節
    """
    return f"{CERTIFICATE}_{number}.{ending}"


def key_notice_name(number: str) -> str:
    """Return 認証キー等のお知らせ_<番号>.pdf.

    出典: contract.md 第7節
    """
    return f"{KEY_NOTICE}_{number}.pdf"


def pdf_download(pdf: bytes, name: str) -> HttpResponse:
    """Return a PDF to keep.

    出典: なし (本システムの決定)
    """
    return download(pdf, name, PDF)


def download(data: bytes, name: str, kind: str) -> HttpResponse:
    """Return a file to keep, under a second, ASCII name for programs that know no other.

    出典: RFC 6266, acceptance.md 5.2
    """
    plain = name
    for japanese, english in PLAIN.items():
        plain = plain.replace(japanese, english)
    plain = plain.encode("ascii", "ignore").decode().replace('"', "")
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    )
    return answer
