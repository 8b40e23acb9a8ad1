"""One's own account (自分の設定): the password."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from akashi.portals.shared import sign_in
from akashi.portals.shared.guards import SignedInRequest, contractor_only


@contractor_only
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_password(request: SignedInRequest) -> HttpResponse:
    """Change one's own password.

    出典: acceptance.md 1.1 (6.2.3)
    """
    return sign_in.change_password(request, "contractor/base.html")
