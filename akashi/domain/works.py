"""Words for the works contract (請負契約) a guarantee stands behind: its kind and its numbers."""

from __future__ import annotations

from akashi.domain.word import Word


class WorksKind(Word):
    """What is contracted for; obligees decide by it what they take electronically (契約の種類).

    出典: 発注者各団体の公表資料 (data/obligees)
    """

    CONSTRUCTION = "construction", "工事", "Construction works"
    CONSULTING = (
        "consulting",
        "測量・建設コンサルタント等業務",
        "Surveying and construction consulting",
    )
    DESIGN_SURVEY = "design_survey", "設計・調査", "Design and investigation"


class NumberKind(Word):
    """The numbers obligees give one contract; mail subjects ask for one or another of them.

    出典: 発注者各団体のメール件名の定め (data/obligees)
    """

    WORKS = "works", "工事番号", "Works number"
    EXECUTION = "execution", "施行番号", "Execution number"
    SPECIFICATION = "specification", "仕様書番号", "Specification number"
    PROJECT = "project", "案件番号", "Project number"
    PROCUREMENT = "procurement", "調達案件番号", "Procurement number"
    CONTRACT = "contract", "契約番号", "Contract number"
