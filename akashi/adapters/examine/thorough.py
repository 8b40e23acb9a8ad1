"""A thorough examination (二重の検証): the verifier first, then pyHanko, and both must agree."""

from __future__ import annotations

from datetime import datetime

from akashi.adapters.examine.second_opinion import second_opinion
from akashi_verifier.examine import Examination, Trust
from akashi_verifier.examine import examine as examine_alone


def examine(data: bytes, trust: Trust, *, at: datetime) -> Examination:
    """Say what a file is and whether it is authentic, as of `at`; never raises.

    出典: contract §2 verify, docs/verification.md
    """
    return examine_alone(data, trust, at=at, second_opinion=second_opinion)
