"""The fixed words of the sheets (定型文言): titles, marks, footers, names of the attachments."""

from __future__ import annotations

from akashi.domain.products import Product

CONTENT_NAME = "content.json"
EVIDENCE_NAME = "evidence.json"
NOTICE_NAME = "notice.json"
KEY_NOTICE_SCHEMA = "akashi.key-notice/1"

MARK_DEMO = "デモ用・法的効力はありません"
MARK_PAPER = "書面交付"

NOTICE_TITLE = "認証キー等のお知らせ"
SEAL_ALT = "社印の図案（証書の真正は電子署名により確認します）"

_HEADINGS = {
    Product.ADVANCE_PAYMENT: "前払金保証証書",
    Product.INTERIM_PAYMENT: "中間前払金保証証書",
    Product.PERFORMANCE: "契約保証証書",
}

FOOTER = (
    "この証書は電子署名及びタイムスタンプを付した電子証書です。"
    "印刷したものは写しであり、原本は電子署名のあるファイルです。"
)
FOOTER_PAPER = (
    "この証書は電子署名及びタイムスタンプを付した電子証書を、書面により交付するものです。"
)


def certificate_heading(product: str) -> str:
    """Return the title of the certificate sheet for a product.

    出典: なし (本システムの決定)
    """
    return _HEADINGS[Product(product)]
