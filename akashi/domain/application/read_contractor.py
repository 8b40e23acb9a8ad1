"""Reads the contractor (受注者) of an application file, joint venture included."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from akashi.domain.application.coded_values import (
    corporate_number,
    email,
    kana,
    permit,
    postal_code,
)
from akashi.domain.application.model import Contractor, JointVenture, Member
from akashi.domain.application.notes import Notes
from akashi.domain.application.part import Part
from akashi.domain.application.plain_values import share, text
from akashi.domain.parties import Representative


def read_contractor(part: Part) -> Contractor:
    """Return the contractor; holes stand for what was noted as missing or wrong.

    出典: なし (本システムの決定, 申込データの約束)
    """
    representative = part.need_part("representative")
    joint_venture = part.part("joint_venture")
    return Contractor(
        name=part.need("name", text, ""),
        postal_code=part.need("postal_code", postal_code, ""),
        address=part.need("address", text, ""),
        representative=Representative(
            title=representative.need("title", text, ""),
            name=representative.need("name", text, ""),
        ),
        email=part.need("email", email, ""),
        name_kana=part.get("name_kana", kana),
        corporate_number=part.get("corporate_number", corporate_number),
        permit=part.get("permit", permit),
        joint_venture=None if joint_venture is None else _read_joint_venture(joint_venture),
    )


def contractor_email(document: Mapping[str, object]) -> str:
    """Return where an application's contractor is mailed, without reading all the rest of it.

    Empty where no usable address stands; an application that was submitted has one.
    出典: なし (本システムの決定)
    """
    contractor = document.get("contractor")
    given = contractor.get("email") if isinstance(contractor, Mapping) else None
    return email(Notes(), "contractor.email", given) or ""


def _read_joint_venture(part: Part) -> JointVenture:
    return JointVenture(
        lead=part.need("lead", text, ""),
        members=tuple(
            Member(
                name=row.need("name", text, ""),
                share_percent=row.need("share_percent", share, Decimal(0)),
            )
            for row in part.rows("members", required=True)
        ),
    )
