"""The press (組版): turns a sheet into PDF/A-3a + PDF/UA-1 bytes, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from pathlib import Path
from threading import Lock

import typst

from akashi.adapters.paper.certificate import certificate_sheet
from akashi.adapters.paper.coverage import SHIPPED_FONTS, Coverage
from akashi.adapters.paper.key_notice import key_notice_sheet
from akashi.adapters.paper.sheet import Content, Sheet
from akashi.domain.periods import JST

SHEETS = Path(__file__).parent / "sheets"


class PaperJam(RuntimeError):  # noqa: N818 - the word of the trade
    """Raised when a sheet cannot be typeset, say for a character that no font draws.

    出典: なし (本システムの決定)
    """


class Press:
    """Prints certificates and key notices; one press serves a whole process.

    Starting it reads the fonts; a compiler is kept for each sheet because that is most of
    the cost. Calls from several threads wait for each other sheet by sheet.
    出典: なし (本システムの決定)
    """

    def __init__(self, extra_fonts: Path | None = None) -> None:
        """Use the shipped fonts only, then those of `extra_fonts`: never the machine's own."""
        self._coverage = Coverage(extra_fonts)
        folders = [SHIPPED_FONTS] if extra_fonts is None else [SHIPPED_FONTS, extra_fonts]
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
        )
        self._compilers: dict[str, typst.Compiler] = {}
        self._locks = {"certificate": Lock(), "key_notice": Lock()}

    def undrawable(self, text: str) -> list[str]:
        """Name the clusters that no font draws in the very variant asked for.

        出典: なし (本システムの決定)
        """
        return self._coverage.undrawable(text)

    def certificate(
        self,
        content: Content,
        *,
        evidence: Mapping[str, object] | None,
        demo: bool,
        paper_delivery: bool,
    ) -> bytes:
        """Print the certificate with its content and evidence attached, ready to be sealed.

        Raises: PaperJam when it cannot be typeset.
        出典: contract.md 第7節 (docs/documents.md)
        """
        return self._print(
            certificate_sheet(content, evidence=evidence, demo=demo, paper_delivery=paper_delivery)
        )

    def key_notice(
        self, content: Content, *, access_key: str, public_url: str, demo: bool
    ) -> bytes:
        """Print the notice a contractor hands to the obligee.

        Raises: PaperJam when it cannot be typeset.
        出典: contract.md 第7節 (docs/documents.md)
        """
        return self._print(
            key_notice_sheet(content, access_key=access_key, public_url=public_url, demo=demo)
        )

    def _print(self, sheet: Sheet) -> bytes:
        data = {
            **sheet.data,
            **sheet.drawings,
            "attachments": sheet.attachments,
            "families": self._coverage.families,
            "elsewhere": self._elsewhere(sheet),
        }
        with self._locks[sheet.name]:
            try:
                pdf = self._compiler(sheet.name).compile(
                    format="pdf",
                    sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                    pdf_standards=["a-3a", "ua-1"],
                    timestamp=datetime.combine(sheet.dated, time(), JST),
                )
            except typst.TypstError as jam:
                raise PaperJam(jam.message) from jam
        if not isinstance(pdf, bytes):
            raise PaperJam("the typesetter gave no single file")
        # The typesetter ends at %%EOF without a line end. The seal is appended there as a
        # revision, and "%%EOF99 0 obj" on one line is no PDF/A (ISO 19005-3, 6.1.9).
        return pdf + b"\n"

    def _compiler(self, name: str) -> typst.Compiler:
        if name not in self._compilers:
            self._compilers[name] = typst.Compiler(
                input=SHEETS / f"{name}.typ", root=SHEETS, font_paths=self._fonts
            )
        return self._compilers[name]

    def _elsewhere(self, sheet: Sheet) -> list[dict[str, str]]:
        found = self._coverage.elsewhere(_texts(sheet.data))
        return [
            {"family": family, "pattern": "|".join(_literally(c) for c in clusters)}
            for family, clusters in found.items()
        ]


def _literally(cluster: str) -> str:
    return "".join(rf"\x{{{ord(character):x}}}" for character in cluster)


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
