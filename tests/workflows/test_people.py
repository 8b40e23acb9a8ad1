"""People and tokens (利用者・トークン): made once, shown once, looked up by digest."""

from __future__ import annotations

import pytest

from akashi.adapters.toolbox import Toolbox
from akashi.domain.people import Role, system_actor
from akashi.domain.violations import RuleViolation
from akashi.records.models import ApiToken, AuditEntry, Company, Person
from akashi.workflows.errors import NotFound
from akashi.workflows.keeping.people import create_person, create_token, resolve_token
from tests.factories.people import People
from tests.fakes import NOON

CLI = system_actor("cli")


def make(tools: Toolbox, **asked: object):
    given = {"role": Role.CONTRACTOR, "name": "山田花子", "company": "株式会社みほん", **asked}
    return create_person(**given, by=CLI, at=NOON, entropy=tools.randomness(15))


def test_people_are_numbered_by_side_and_given_a_long_random_password(
    people: People, tools: Toolbox
):
    first, second = make(tools), make(tools)
    assert (first.user_id[0], len(first.user_id)) == ("C", 8)
    assert first.user_id != second.user_id
    assert first.password != second.password
    assert len(first.password) == 24
    assert Person.objects.get(user_id=first.user_id).check_password(first.password)
    assert people.ume.user_id.startswith("S")


@pytest.mark.usefixtures("people")
def test_colleagues_share_their_company(tools: Toolbox):
    make(tools)
    make(tools, name="山田次郎")
    assert Company.objects.filter(name="株式会社みほん").count() == 1


@pytest.mark.usefixtures("people")
def test_a_company_of_200_characters_each_with_its_variant_is_kept(tools: Toolbox):
    make(tools, company="辻󠄀" * 200)
    company = Company.objects.get(name="辻󠄀" * 200)
    company.clean_fields()


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("asked", "field"), [({"name": "山" * 201}, "name"), ({"company": "株" * 1001}, "company")]
)
def test_names_longer_than_any_are_refused(tools: Toolbox, asked: dict[str, str], field: str):
    with pytest.raises(RuleViolation) as refused:
        make(tools, **asked)
    assert [(each.code, each.field) for each in refused.value.violations] == [
        ("text_too_long", field)
    ]


@pytest.mark.usefixtures("people")
def test_names_are_kept_as_typed(tools: Toolbox):
    made = make(tools, name="髙﨑𠮷辻󠄀")
    assert Person.objects.get(user_id=made.user_id).name == "髙﨑𠮷辻󠄀"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("asked", "field"), [({"name": " "}, "name"), ({"company": ""}, "company")]
)
def test_a_person_needs_a_name_and_a_contractor_a_company(tools: Toolbox, asked: dict, field: str):
    with pytest.raises(RuleViolation) as refused:
        make(tools, **asked)
    assert [violation.field for violation in refused.value.violations] == [field]


@pytest.mark.django_db
def test_staff_need_a_prepared_store(tools: Toolbox):
    with pytest.raises(RuleViolation) as refused:
        make(tools, role=Role.APPROVER, company="")
    assert refused.value.violations[0].code == "no_surety"


def test_a_token_speaks_for_its_person_until_it_is_revoked(people: People, tools: Toolbox):
    token = create_token(people.alice.user_id, by=CLI, at=NOON, entropy=tools.randomness(32))
    actor = resolve_token(token)
    assert actor is not None
    assert (actor.person_id, actor.role) == (people.alice.person_id, "contractor")
    assert resolve_token(token + "x") is None
    ApiToken.objects.update(revoked_at=NOON)
    assert resolve_token(token) is None


def test_a_token_dies_with_its_persons_access(people: People, tools: Toolbox):
    token = create_token(people.ume.user_id, by=CLI, at=NOON, entropy=tools.randomness(32))
    Person.objects.filter(pk=people.ume.person_id).update(is_active=False)
    assert resolve_token(token) is None


@pytest.mark.usefixtures("people")
def test_nobody_gets_a_token_for_nobody(tools: Toolbox):
    with pytest.raises(NotFound):
        create_token("C9999999", by=CLI, at=NOON, entropy=tools.randomness(32))


def test_neither_password_nor_token_stands_anywhere_in_the_records(people: People, tools: Toolbox):
    made = make(tools)
    token = create_token(people.alice.user_id, by=CLI, at=NOON, entropy=tools.randomness(32))
    kept = [str(row) for row in AuditEntry.objects.values()]
    kept += [str(row) for model in (Person, ApiToken) for row in model.objects.values()]
    assert not [row for row in kept if made.password in row or token in row]
