"""Rows of a rehearsal (予行の記録): what the verbs would have written, made without the verbs."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from akashi.adapters.toolbox import Toolbox
from akashi.domain import certificate
from akashi.domain.identifiers import access_key, guarantee_number, receipt_number
from akashi.domain.lifecycle import ApplicationState, GuaranteeState
from akashi.domain.parties import Surety, SuretyKind
from akashi.domain.periods import fiscal_year, japan_date
from akashi.domain.products import Product
from akashi.records import models
from akashi.records.reading import reference
from akashi.workflows.guaranteeing.publish import put_in
from akashi.workflows.same_works import same_works_key
from akashi.workflows.whole_path.clerks import Clerks
from akashi_verifier.transparency_log import SALT_SIZE, MemoryHashes, Tree

COMPANY = "株式会社予行建設"
OBLIGEE = "okinawa-yomitan"
PREMIUM_YEN = 61_500
DOCUMENT: dict[str, Any] = {
    "schema": "akashi.application/1",
    "product": "advance_payment",
    "delivery": "electronic",
    "obligee": OBLIGEE,
    "contractor": {
        "name": COMPANY,
        "name_kana": "カブシキガイシャヨコウケンセツ",
        "permit": "沖縄県知事 許可（特－5）第012345号",
        "postal_code": "904-0301",
        "address": "沖縄県中頭郡読谷村字座喜味0000番地",
        "representative": {"title": "代表取締役", "name": "比嘉 𠮷髙"},
        "email": "keiri@yoko-kensetsu.example",
    },
    "works": {
        "kind": "construction",
        "name": "",
        "number": "",
        "site": "読谷村字波平 地内",
        "contract_price_yen": 55_000_000,
        "contract_date": "",
        "notice_date": "2026-04-06",
        "period": {},
        "low_price_bid": False,
    },
    "advance_amount_yen": 22_000_000,
    "deposit_bank": {"name": "みほん銀行", "branch": "読谷支店"},
    "use_of_advance": [
        {"item": "材料費", "quantity": "一式", "amount_yen": 12_000_000, "payee": "未定"},
        {"item": "労務費", "quantity": "一式", "amount_yen": 10_000_000, "payee": "直営"},
    ],
}
STAND_IN = b"%PDF-1.7\n% a rehearsal keeps no paper\n%%EOF\n"


@dataclass
class Rows:
    """Rows of all tables, to be written together.

    出典: なし (本システムの決定)
    """

    applications: list[models.Application] = field(default_factory=list)
    guarantees: list[models.Guarantee] = field(default_factory=list)
    certificates: list[models.Certificate] = field(default_factory=list)
    keys: list[models.AccessKey] = field(default_factory=list)
    documents: list[models.SealedDocument] = field(default_factory=list)
    preservations: list[models.Preservation] = field(default_factory=list)
    entries: list[models.LogEntry] = field(default_factory=list)
    nodes: list[models.LogNode] = field(default_factory=list)
    checkpoints: list[models.Checkpoint] = field(default_factory=list)


class Maker:
    """Makes the rows of one guarantee after the other; serials begin with 1.

    出典: なし (本システムの決定)
    """

    def __init__(
        self, surety: models.Surety, clerks: Clerks, *, at: datetime, toolbox: Toolbox
    ) -> None:
        self.surety = surety
        self._clerks = clerks
        self._at, self._today, self._toolbox = at, japan_date(at), toolbox
        self._year = fiscal_year(self._today)
        terms = reference.terms_in_force(Product.ADVANCE_PAYMENT, self._today)
        obligee = reference.obligee(OBLIGEE)
        if terms is None or obligee is None:
            raise reference.DamagedRecord("the shipped directory and terms are not loaded")
        self._terms = reference.terms_of_version(Product.ADVANCE_PAYMENT, terms.version)
        self._obligee = obligee.name
        self._named = Surety(
            surety.code,
            surety.name,
            surety.representative,
            surety.address,
            SuretyKind(surety.kind),
        )

    def waiting(self, serial: int) -> models.Application:
        """Return an application that is approved by two people and not paid for."""
        document = self._document(serial)
        clerk = self._clerks.contractor
        if clerk.company_id is None or clerk.person_id is None:
            raise reference.DamagedRecord("the clerk has lost the company")
        return models.Application(
            pk=uuid4().hex,
            receipt_number=receipt_number.make(self._year, serial),
            company_id=clerk.company_id,
            surety=self.surety,
            created_by_id=clerk.person_id,
            submitted_by_id=clerk.person_id,
            accepted_by_id=self._clerks.underwriter.person_id,
            approved_by_id=self._clerks.approver.person_id,
            created_at=self._at,
            updated_at=self._at,
            submitted_at=self._at,
            accepted_at=self._at,
            approved_at=self._at,
            state=ApplicationState.APPROVED.value,
            document=document,
            product=document["product"],
            obligee_slug=OBLIGEE,
            works_name=document["works"]["name"],
            terms_version=self._terms.version,
            premium_yen=PREMIUM_YEN,
        )

    def guarantee(
        self, serial: int, rows: Rows, tree: Tree, hashes: MemoryHashes
    ) -> tuple[str, str]:
        """Add a guarantee with its certificate, key and place in the log; return number and key."""
        application = self.waiting(serial)
        application.state = ApplicationState.CONCLUDED.value
        number = guarantee_number.make(self.surety.code, self._year, serial)
        concluded = self._guarantee(application, number)
        promise = self._certificate(application, concluded)
        key = access_key.mint(self._toolbox.randomness(access_key.ENTROPY_BYTES))
        rows.applications.append(application)
        rows.guarantees.append(concluded)
        rows.certificates.append(promise)
        rows.keys.append(self._key(concluded, key))
        rows.documents.append(self._document_of(promise))
        # Nothing is to be done for stand-ins.
        kept = models.Preservation(certificate=promise, sealed_at=self._at, level="B-LT")
        rows.preservations.append(kept)
        self._log(promise, rows, tree, hashes)
        return number, key

    def _document(self, serial: int) -> dict[str, Any]:
        document = copy.deepcopy(DOCUMENT)
        works = document["works"]
        works["name"] = f"村道第{serial}号線道路改良工事（R8-{serial}工区）"
        works["number"] = f"R8-予行-{serial}"
        works["contract_date"] = (self._today - timedelta(days=30)).isoformat()
        works["period"] = {
            "from": (self._today - timedelta(days=29)).isoformat(),
            "to": (self._today + timedelta(days=200)).isoformat(),
        }
        return document

    def _guarantee(self, application: models.Application, number: str) -> models.Guarantee:
        return models.Guarantee(
            number=number,
            application=application,
            company_id=application.company_id,
            surety=self.surety,
            obligee_slug=OBLIGEE,
            product=application.product,
            delivery=application.document["delivery"],
            state=GuaranteeState.CONCLUDED.value,
            concluded_at=self._at,
            concluded_on=self._today,
            period_from=self._today,
            period_to=self._today + timedelta(days=200),
            works_name=application.works_name,
            guaranteed_amount_yen=application.document["advance_amount_yen"],
            same_works=same_works_key(application),
        )

    def _certificate(
        self, application: models.Application, concluded: models.Guarantee
    ) -> models.Certificate:
        content = certificate.canonical_bytes(
            certificate.content(
                application.document,
                number=concluded.number,
                version=1,
                concluded_on=self._today,
                surety=self._named,
                obligee_name=self._obligee,
                terms=self._terms,
            )
        )
        return models.Certificate(
            guarantee=concluded,
            version=1,
            content=content,
            content_sha256=certificate.digest(content),
            salt=self._toolbox.randomness(SALT_SIZE),
            created_at=self._at,
        )

    def _key(self, concluded: models.Guarantee, key: str) -> models.AccessKey:
        vault = self._toolbox.vault
        return models.AccessKey(
            guarantee=concluded,
            ciphertext=vault.encrypt(key, concluded.number),
            digest=vault.digest(access_key.parse(key), concluded.number),
            created_at=self._at,
        )

    def _document_of(self, promise: models.Certificate) -> models.SealedDocument:
        return models.SealedDocument(
            certificate=promise,
            pdf=STAND_IN,
            pdf_sha256=hashlib.sha256(STAND_IN).hexdigest(),
            level="B-T",
            sealed_at=self._at,
            timestamp_at=self._at,
        )

    def _log(
        self, promise: models.Certificate, rows: Rows, tree: Tree, hashes: MemoryHashes
    ) -> None:
        leaf = put_in(promise, tree, hashes, at=self._at, toolbox=self._toolbox)
        rows.entries.append(leaf.entry)
        rows.nodes += leaf.nodes
        rows.checkpoints.append(leaf.checkpoint)
