"""Words for the works contract (請負契約) a guarantee stands behind: its kind and its numbers."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from akashi.domain.violations import Sentence

if TYPE_CHECKING:
    from akashi.domain.violations import Language


class WorksKind(StrEnum):
    """What is contracted for; obligees decide by it what they take electronically (契約の種類).

    出典: 発注者各団体の公表資料 (data/obligees)
    """

    CONSTRUCTION = "construction"
    CONSULTING = "consulting"
    DESIGN_SURVEY = "design_survey"

    def label(self, lang: Language | str = "ja") -> str:
        """Return the name shown to users.

        出典: なし (本システムの決定)
        """
        return _KIND_LABELS[self].text(lang)


class NumberKind(StrEnum):
    """The numbers obligees give one contract; mail subjects ask for one or another of them.

    出典: 発注者各団体のメール件名の定め (data/obligees)
    """

    WORKS = "works"
    EXECUTION = "execution"
    SPECIFICATION = "specification"
    PROJECT = "project"
    PROCUREMENT = "procurement"
    CONTRACT = "contract"

    def label(self, lang: Language | str = "ja") -> str:
        """Return the name shown to users.

        出典: 発注者各団体のメール件名の定め (data/obligees)
        """
        return _NUMBER_LABELS[self].text(lang)


_KIND_LABELS = {
    WorksKind.CONSTRUCTION: Sentence("工事", "Construction works"),
    WorksKind.CONSULTING: Sentence(
        "測量・建設コンサルタント等業務", "Surveying and construction consulting"
    ),
    WorksKind.DESIGN_SURVEY: Sentence("設計・調査", "Design and investigation"),
}

_NUMBER_LABELS = {
    NumberKind.WORKS: Sentence("工事番号", "Works number"),
    NumberKind.EXECUTION: Sentence("施行番号", "Execution number"),
    NumberKind.SPECIFICATION: Sentence("仕様書番号", "Specification number"),
    NumberKind.PROJECT: Sentence("案件番号", "Project number"),
    NumberKind.PROCUREMENT: Sentence("調達案件番号", "Procurement number"),
    NumberKind.CONTRACT: Sentence("契約番号", "Contract number"),
}
