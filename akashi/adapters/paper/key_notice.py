"""What the key notice prints (認証キー等のお知らせ): number and key for the obligee's clerk."""

from __future__ import annotations

import json
from datetime import date

import zxingcpp

from akashi.adapters.paper import words
from akashi.adapters.paper.flow import flowing
from akashi.adapters.paper.sheet import Attachment, Content, Sheet, cells
from akashi.domain.certificate import labelled_rows

_FIELDS = (
    "product",
    "works.name",
    "works.number",
    "contractor.name",
    "guaranteed_amount_yen",
    "guarantee_period",
    "surety.name",
)


def key_notice_sheet(content: Content, *, access_key: str, public_url: str, demo: bool) -> Sheet:
    """Lay out the notice; the key stands on the page alone, never in metadata or attachment.

    出典: contract.md 第4節・第7節 (docs/documents.md)
    """
    number = str(content["guarantee_number"])
    service_url = f"{public_url.rstrip('/')}/obligee/"
    address = f"{service_url}#n={number}"
    rows = {row.field: row for row in labelled_rows(content, "ja")}
    surety = content["surety"]
    return Sheet(
        name="key_notice",
        data={
            "title": f"{words.NOTICE_TITLE} {number}",
            "description": "電子証書を確認するための保証契約番号と認証キー（発注者提出用）",
            "keywords": [words.NOTICE_TITLE, words.KEY_NOTICE_SCHEMA, number],
            "number": number,
            "access_key": access_key,
            "marks": [words.MARK_DEMO] * demo,
            "obligee": flowing(content["obligee"]["name"]),
            "author": surety["name"],
            "rows": [cells(rows[f].label, rows[f].value) for f in _FIELDS if f in rows],
            "service_url": service_url,
            "qr_url": address,
            "qr_alt": f"発注者用保証確認サービスを開くQRコード {address}",
        },
        attachments=(_marker(number),),
        dated=date.fromisoformat(content["concluded_on"]),
        drawings={"qr": qr_svg(address)},
    )


def qr_svg(text: str) -> str:
    """Draw a QR code with its quiet zone as SVG.

    出典: JIS X 0510
    """
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    return str(drawn.to_svg(add_quiet_zones=True))


def _marker(number: str) -> Attachment:
    # By this file a program tells a notice from a certificate; whoever holds only this
    # file must learn nothing, so the key is not in it.
    notice = {"guarantee_number": number, "schema": words.KEY_NOTICE_SCHEMA}
    return Attachment(
        name=words.NOTICE_NAME,
        text=json.dumps(notice, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        relationship="data",
        description="この文書の種類（認証キー等のお知らせ）",
    )
