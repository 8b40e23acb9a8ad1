"""Who we are (機械可読の自己紹介): issuers, seals, log and addresses, in one JSON document."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from akashi.portals.shared import outside
from akashi.portals.shared.guards import public_api
from akashi.records.reading import for_public

if TYPE_CHECKING:
    from datetime import datetime

    from akashi.adapters.introduction import Introduction, KnownCertificate, KnownSeal

SCHEMA = "akashi.installation/1"
A_WHILE = "public, max-age=300"
"""A rotated seal is announced before it seals; nobody needs to know within seconds."""


@public_api
@require_safe
def installation(request: HttpRequest) -> HttpResponse:
    """Answer what a verifier needs to know of this installation; nothing in it is secret.

    出典: contract.md 第5節、docs/transparency-log.md
    """
    del request
    tools = outside.toolbox()
    log, at = tools.log.key, tools.clock.now()
    known = tools.introduce()
    document = {
        "schema": SCHEMA,
        "demo": tools.demo,
        "contact": settings.CONTACT or None,
        "api": f"{settings.PUBLIC_URL}/api/v1/",
        "api_description": f"{settings.PUBLIC_URL}/api/v1/openapi.json",
        "issuers": _issuers(known, at),
        "timestamp_roots": [_certificate(each) for each in known.timestamp_roots],
        "log": {
            "name": log.name,
            "key": log.text(),
            "address": f"{settings.PUBLIC_URL}/log/",
            "checkpoint": f"{settings.PUBLIC_URL}/log/checkpoint",
            "anchors": f"{settings.PUBLIC_URL}/log/anchor/index.txt",
        },
    }
    answer = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Cache-Control"] = A_WHILE
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _issuers(known: Introduction, at: datetime) -> list[dict[str, object]]:
    """Return every surety with its seals, and last the seal of those that have none."""
    issuers: list[dict[str, object]] = [
        {
            "code": code,
            "name": name,
            "seals": [_seal(each, known, at) for each in known.seals if each.surety == code],
        }
        for code, name in for_public.sureties()
    ]
    shared = [_seal(each, known, at) for each in known.seals if each.surety == ""]
    if shared:
        issuers.append({"code": None, "name": None, "seals": shared})
    return issuers


def _seal(seal: KnownSeal, known: Introduction, at: datetime) -> dict[str, object]:
    return {
        "state": known.state(seal, at),
        "seals_from": seal.seals_from.isoformat() if seal.seals_from else None,
        **_certificate(seal.certificate),
        "chain": [_der(each.der) for each in seal.chain],
    }


def _certificate(certificate: KnownCertificate) -> dict[str, object]:
    return {
        "subject": certificate.subject,
        "not_before": certificate.not_before.isoformat(),
        "not_after": certificate.not_after.isoformat(),
        "sha256": certificate.sha256,
        "certificate": _der(certificate.der),
    }


def _der(der: bytes) -> str:
    return base64.b64encode(der).decode("ascii")
