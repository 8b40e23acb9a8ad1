"""Raise a seal (電子署名の水準の引上げ): what an outage cost is added later, by itself."""

from __future__ import annotations

from datetime import datetime

from akashi.adapters.toolbox import Toolbox
from akashi.domain.certificate.seal_levels import at_least
from akashi.records.reading.sealed_files import current_pdf, seal_state
from akashi.workflows.guaranteeing.adding import keep_what_came


def raise_seal(subject: str, *, at: datetime, toolbox: Toolbox) -> None:
    """Add time stamp and revocation data that a certificate (its id) was issued without.

    As far as it can be had now: what comes is kept at once, and the rest is asked for again.
    Nothing to do where the level is reached, whoever reached it.

    Raises: NotYet with what is still missing; AdditionRefused.
    出典: contract §7 (時刻認証局の停止は一時の水準だけを失わせる)
    """
    certificate_id = int(subject)
    state, pdf = seal_state(certificate_id), current_pdf(certificate_id)
    if state is None or pdf is None or at_least(state.level, toolbox.preserver.level):
        return
    made = toolbox.preserver.raised(pdf, at=at)
    keep_what_came(certificate_id, before=(state, pdf), made=made, at=at, toolbox=toolbox)
