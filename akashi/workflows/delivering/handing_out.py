"""Which guarantee a contractor may show the key of (認証キーの開示), and the key itself."""

from __future__ import annotations

from akashi.adapters.toolbox import Toolbox
from akashi.domain.people import Actor, Role
from akashi.domain.violations import Sentence
from akashi.records.models import AccessKey, Guarantee, SealedDocument
from akashi.workflows.errors import Conflict, NotFound

_PAPER = Sentence(
    "書面交付のため、認証キーはありません。",
    "The certificate is delivered on paper; there is no access key.",
)
_NOT_YET = Sentence(
    "電子証書を準備しています。登録が終わるとメールでお知らせします。",
    "The certificate is being prepared. You will get a mail when it is ready.",
)


def own_guarantee(guarantee_number: str, *, by: Actor) -> Guarantee:
    """Return a guarantee of the reader's own company.

    Raises: NotFound for a missing one, somebody else's, and for every other role: the key is
    the contractor's alone to hand on.
    出典: contract.md 第4節
    """
    if by.role != Role.CONTRACTOR or by.company_id is None:
        raise NotFound(guarantee_number)
    found = Guarantee.objects.filter(number=guarantee_number, company_id=by.company_id).first()
    if found is None:
        raise NotFound(guarantee_number)
    return found


def living_key(guarantee: Guarantee, toolbox: Toolbox) -> str:
    """Return the key of a sealed guarantee as it is printed.

    Raises: Conflict while the certificate is not sealed yet, or when it is on paper.
    出典: docs/decisions/0008
    """
    key = AccessKey.objects.filter(guarantee=guarantee, withdrawn_at__isnull=True).first()
    if key is None:
        raise Conflict(_PAPER, "", None)
    sealed = SealedDocument.objects.filter(
        certificate__guarantee=guarantee, certificate__version=guarantee.current_version
    )
    if not sealed.exists():
        raise Conflict(_NOT_YET, "", None)
    return toolbox.vault.decrypt(bytes(key.ciphertext), guarantee.number)
