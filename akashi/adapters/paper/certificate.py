"""What the certificate sheet prints (電子証書の紙面): every field of the content, in groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from akashi.adapters.paper import words
from akashi.adapters.paper.flow import flowing
from akashi.adapters.paper.sheet import Attachment, Cells, Content, Sheet, cells
from akashi.domain.certificate import Row, canonical_bytes, labelled_rows
from akashi.domain.periods import wareki

_AT_THE_HEAD = "guarantee_number"
_BY_THE_ISSUER = frozenset({"surety.name", "surety.representative", "surety.address"})
_GROUP_OF = {
    "obligee": "parties",
    "contractor": "parties",
    "works": "works",
    "advance_amount_yen": "advance",
    "prior_advance": "advance",
}
_LONG_NAME = 40

# In points: space above and below the words of a table row, and what it is shared from.
_ROOMIEST, _TIGHTEST, _ROOMIEST_OF_TWO = 6.4, 3.0, 4.6
_ONE_PAGE, _TWO_PAGES, _LINE_HEIGHT = 336, 800, 4.9


def certificate_sheet(
    content: Content,
    *,
    evidence: Mapping[str, object] | None,
    demo: bool,
    paper_delivery: bool,
) -> Sheet:
    """Lay out the certificate; rows not set elsewhere on the page all stand in the table.

    出典: なし (本システムの決定, docs/documents.md)
    """
    rows = labelled_rows(content, "ja")
    heading = words.certificate_heading(content["product"])
    number = str(content["guarantee_number"])
    table = [r for r in rows if r.field != _AT_THE_HEAD and r.field not in _BY_THE_ISSUER]
    concluded_on = date.fromisoformat(content["concluded_on"])
    surety = content["surety"]
    terms = content["terms"]
    return Sheet(
        name="certificate",
        data={
            "title": f"電子証書（{heading}）{number}",
            "description": f"{heading} {number} {content['works']['name']}",
            "keywords": ["電子証書", heading, number],
            "heading": heading,
            "number": number,
            "marks": _marks(demo=demo, paper_delivery=paper_delivery),
            "obligee": flowing(content["obligee"]["name"]),
            "long_obligee": len(content["obligee"]["name"]) > _LONG_NAME,
            "amount": "金" + _value_of(rows, "guaranteed_amount_yen"),
            "groups": _groups(table),
            "density": _density(table),
            "concluded_on": wareki(concluded_on),
            "author": surety["name"],
            "surety": {k: flowing(surety[k]) for k in ("name", "representative", "address")},
            "terms": flowing(f"「{terms['name']}」（{terms['version']}）"),
            "seal_alt": words.SEAL_ALT,
            "footer": words.FOOTER_PAPER if paper_delivery else words.FOOTER,
        },
        attachments=_attachments(content, evidence),
        dated=concluded_on,
    )


def _marks(*, demo: bool, paper_delivery: bool) -> list[str]:
    return [words.MARK_DEMO] * demo + [words.MARK_PAPER] * paper_delivery


def _value_of(rows: Sequence[Row], field: str) -> str:
    return next(row.value for row in rows if row.field == field)


def _groups(rows: Sequence[Row]) -> list[list[Cells]]:
    """Cut the rows, in their order, where the subject changes; a rule is drawn between."""
    groups: list[list[Cells]] = []
    before: str | None = None
    for row in rows:
        subject = _GROUP_OF.get(row.field, _GROUP_OF.get(row.field.split(".")[0], "guarantee"))
        if subject != before:
            groups.append([])
        groups[-1].append(cells(row.label, row.value))
        before = subject
    return groups


def _density(rows: Sequence[Row]) -> float:
    """Share the height of one page among the lines; what needs two pages breathes there."""
    lines = sum(_lines(row.value) for row in rows)
    one, two = ((height / lines - _LINE_HEIGHT) / 2 for height in (_ONE_PAGE, _TWO_PAGES))
    if one >= _TIGHTEST:
        return round(min(one, _ROOMIEST), 1)
    return round(max(_TIGHTEST, min(two, _ROOMIEST_OF_TWO)), 1)


def _lines(value: str) -> int:
    """Estimate the lines a value takes; a wrong guess costs beauty, never content."""
    full_width_per_line = 32
    return sum(1 + len(line) // full_width_per_line for line in value.split("\n"))


def _attachments(content: Content, evidence: Mapping[str, object] | None) -> tuple[Attachment, ...]:
    source = Attachment(
        name=words.CONTENT_NAME,
        text=canonical_bytes(content).decode("utf-8"),
        relationship="source",
        description="証書記載事項（この紙面の元データ、RFC 8785 正規形）",
    )
    if evidence is None:
        return (source,)
    supplement = Attachment(
        name=words.EVIDENCE_NAME,
        text=canonical_bytes(evidence).decode("utf-8"),
        relationship="supplement",
        description="透明性ログへの採録証明",
    )
    return (source, supplement)
