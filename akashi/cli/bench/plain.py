"""The plain way (比較の相手): WeasyPrint and pyHanko as they come, on the same contents as ours."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from pyhanko.keys import load_certs_from_pemder, load_private_key_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from weasyprint import HTML, Attachment

from akashi.adapters import paper
from akashi.adapters.paper.certificate import certificate_sheet
from akashi.adapters.seal.library_container import SourceStamper
from akashi.config import wiring
from akashi.domain.certificate import canonical_bytes

_FOLDER = Path(paper.__file__).parent
_SEAL = (_FOLDER / "sheets" / "seal.svg").read_text("utf-8")
_STYLE = """
@font-face { font-family: Mincho; src: url("fonts/BIZUDMincho-Regular.ttf") }
@font-face { font-family: Gothic; src: url("fonts/BIZUDGothic-Regular.ttf") }
@font-face { font-family: GothicBold; src: url("fonts/BIZUDGothic-Bold.ttf") }
@font-face { font-family: Fallback; src: url("fonts/AkashiMinchoFallback-Regular.otf") }
@page { size: A4; margin: 23mm 23mm 29mm; font: 7.5pt Gothic; color: #4a5568;
  @bottom-left { content: string(footer) } @bottom-right { content: string(number) counter(page) } }
body { font: 10pt Mincho, Fallback } small, th { font: 8pt Gothic; color: #4a5568 }
h1 { font-size: 23pt; text-align: center; color: #1b2f5b } .mark { font-family: GothicBold }
.footer { string-set: footer content(); height: 0; overflow: hidden }
.number { string-set: number content() } .amount { font-size: 17pt } .name { font-size: 13.5pt }
table { border-collapse: collapse; width: 100% } tr { border-top: 0.4pt solid #b8c0cc }
th { text-align: left; width: 44mm } svg { width: 22mm }
"""


def plain_document() -> Callable[[Mapping[str, Any]], bytes]:
    """Return what makes a sealed PDF/A-3a by the libraries' own documented ways, at B-T.

    出典: issue 3 (the plain combination WeasyPrint + stock pyHanko signer)
    """
    files = wiring.key_files()
    signer = _load(files.seal, files.seal_key)
    # The same time stamps as ours: what is compared is the page and the container around it.
    stamps = SourceStamper(wiring.timestamp_source())
    metadata = signers.PdfSignatureMetadata(
        field_name="Seal",
        md_algorithm="sha256",
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        subfilter=fields.SigSeedSubFilter.PADES,
    )

    def make(promise: Mapping[str, Any]) -> bytes:
        pdf = HTML(string=page(promise), base_url=str(_FOLDER) + "/").write_pdf(
            pdf_variant="pdf/a-3a",
            attachments=[
                Attachment(string=canonical_bytes(promise[name]), name=f"{name}.json")
                for name in ("content", "evidence")
            ],
        )
        sealed: BytesIO = signers.sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer=signer, timestamper=stamps
        )
        return sealed.getvalue()

    return make


def _load(certificates: Path, key: Path) -> signers.SimpleSigner:
    own, *chain = load_certs_from_pemder([str(certificates)])  # type: ignore[no-untyped-call]
    registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    registry.register_multiple([own, *chain])
    private = load_private_key_from_pemder(str(key), passphrase=None)
    return signers.SimpleSigner(signing_cert=own, signing_key=private, cert_registry=registry)


def page(promise: Mapping[str, Any]) -> str:
    """Write the words of our own sheet, all of them, as a page for a browser.

    出典: issue 3 (on the same page content)
    """
    data: Mapping[str, Any] = certificate_sheet(
        promise["content"], evidence=promise["evidence"], demo=True, paper_delivery=False
    ).data
    rows = "".join(
        f"<tr><th>{html.escape(row['label'])}</th><td>{_lines(row['value'])}</td></tr>"
        for group in data["groups"]
        for row in group
    )
    marks = "".join(f'<span class="mark">{html.escape(mark)}</span>' for mark in data["marks"])
    surety = data["surety"]
    return (
        f'<html lang="ja"><head><title>{html.escape(data["title"])}</title>'
        f"<style>{_STYLE}</style></head><body>"
        f'<p class="footer">{html.escape(data["footer"])}</p>'
        f'<p>{marks} <small>保証契約番号</small> <span class="number">{data["number"]}</span></p>'
        f"<h1>{html.escape(data['heading'])}</h1><small>電子証書</small>"
        f'<p>{_lines(data["obligee"])} 様</p><p class="amount">保証金額 {data["amount"]}</p>'
        f"<table><tr><th>項目</th><th>証書記載事項</th></tr>{rows}</table>"
        "<p>上記のとおり保証契約を締結したことを証します。</p>"
        f"<p>この保証契約には、{_lines(data['terms'])}を適用します。</p>"
        f"<p>{data['concluded_on']}</p><p><small>保証会社</small><br>{_lines(surety['address'])}<br>"
        f'<span class="name">{_lines(surety["name"])}</span><br>'
        f"{_lines(surety['representative'])}</p>{_SEAL}</body></html>"
    )


def _lines(value: list[list[str]]) -> str:
    return "<br>".join(html.escape("".join(pieces)) for pieces in value)
