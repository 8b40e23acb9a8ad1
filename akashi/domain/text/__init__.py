"""What may be folded (番号・フリガナ・検索) and what never is (商号・氏名), and what prints."""

from akashi.domain.text.clusters import clusters
from akashi.domain.text.folding import (
    code_groups,
    fold_code,
    fold_kana,
    fold_width,
    is_dash,
    search_key,
)
from akashi.domain.text.printing import unprintable

__all__ = [
    "clusters",
    "code_groups",
    "fold_code",
    "fold_kana",
    "fold_width",
    "is_dash",
    "search_key",
    "unprintable",
]
