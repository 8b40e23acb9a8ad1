"""Does a list cover a works kind or a surety (対象)? A value it lacks fails, null is unknown."""

from __future__ import annotations

from akashi.domain.directory.days import Result
from akashi.domain.parties import SuretyKind
from akashi.domain.works import WorksKind


def covers_works(
    kinds: tuple[WorksKind, ...] | None,
    asked: WorksKind | None,
    *,
    otherwise: Result = Result.UNKNOWN,
) -> Result:
    """Tell whether the list covers the works kind; `otherwise` holds where there is no list.

    A body that lists consulting takes design and survey too; one that lists only design and
    survey leaves consulting open.
    出典: なし (本システムの決定)
    """
    if kinds is None:
        return otherwise
    if asked is None:
        return Result.UNKNOWN
    if asked in kinds:
        return Result.MET
    if asked is WorksKind.DESIGN_SURVEY and WorksKind.CONSULTING in kinds:
        return Result.MET
    if asked is WorksKind.CONSULTING and WorksKind.DESIGN_SURVEY in kinds:
        return Result.UNKNOWN
    return Result.FAILED


def covers_surety(
    sureties: tuple[SuretyKind, ...] | None,
    asked: SuretyKind,
    *,
    otherwise: Result = Result.UNKNOWN,
) -> Result:
    """Tell whether the list covers the surety; `otherwise` holds where there is no list.

    A value the list lacks fails, also beside `nonlife_unknown`: the contract allows no guess.
    出典: contract.md 第2節 directory check
    """
    if sureties is None:
        return otherwise
    return Result.MET if asked in sureties else Result.FAILED
