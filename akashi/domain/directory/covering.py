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

    A body known to take insurers, the way not seen (`nonlife_unknown`), leaves each way open.
    出典: なし (本システムの決定)
    """
    if sureties is None:
        return otherwise
    if asked in sureties:
        return Result.MET
    insurer = asked is not SuretyKind.GUARANTEE_COMPANIES
    if insurer and SuretyKind.NONLIFE_UNKNOWN in sureties:
        return Result.UNKNOWN
    return Result.FAILED
