"""What a contractor asks for (保証申込), and every reason it cannot be submitted yet."""

from akashi.domain.application.coded_values import is_mail_address
from akashi.domain.application.codes import Code
from akashi.domain.application.document import blank, texts, to_document
from akashi.domain.application.fields import FIELDS, Field, Shape, label
from akashi.domain.application.json_text import parse
from akashi.domain.application.model import (
    SCHEMA,
    Application,
    Contractor,
    Delivery,
    DepositBank,
    JointVenture,
    Member,
    PriorAdvance,
    ProgressFinding,
    Use,
    Works,
    guaranteed_amount,
)
from akashi.domain.application.problems import problems
from akashi.domain.application.read_contractor import contractor_email
from akashi.domain.application.reading import Reading, read
from akashi.domain.application.remarks import remarks
from akashi.domain.application.rules.obligee import question_of

__all__ = [
    "FIELDS",
    "SCHEMA",
    "Application",
    "Code",
    "Contractor",
    "Delivery",
    "DepositBank",
    "Field",
    "JointVenture",
    "Member",
    "PriorAdvance",
    "ProgressFinding",
    "Reading",
    "Shape",
    "Use",
    "Works",
    "blank",
    "contractor_email",
    "guaranteed_amount",
    "is_mail_address",
    "label",
    "parse",
    "problems",
    "question_of",
    "read",
    "remarks",
    "texts",
    "to_document",
]
