"""The words every floor uses: products, works, sureties, and the shares they may cover."""

import pytest

from akashi.domain.parties import Surety, SuretyKind
from akashi.domain.products import (
    ADVANCES_LIMIT_PERCENT,
    INTERIM_LIMIT_PERCENT,
    LOW_PRICE_PERFORMANCE_MINIMUM_PERCENT,
    PERFORMANCE_MINIMUM_PERCENT,
    Product,
    advance_limit_percent,
)
from akashi.domain.works import NumberKind, WorksKind


def test_the_codes_are_those_of_the_contract():
    assert set(Product) == {"advance_payment", "interim_payment", "performance"}
    assert set(WorksKind) == {"construction", "consulting", "design_survey"}
    assert set(NumberKind) == {
        "works",
        "execution",
        "specification",
        "project",
        "procurement",
        "contract",
    }
    assert set(SuretyKind) == {
        "guarantee_companies",
        "nonlife_system",
        "nonlife_pdf",
        "nonlife_unknown",
    }


@pytest.mark.parametrize("words", [Product, WorksKind, NumberKind, SuretyKind])
def test_every_word_has_a_name_of_its_own_in_both_languages(words):
    for lang in ("ja", "en"):
        labels = [word.label(lang) for word in words]
        assert len(set(labels)) == len(labels)


def test_the_products_are_called_as_the_certificate_calls_them():
    assert [product.label() for product in Product] == ["前払金保証", "中間前払金保証", "契約保証"]


def test_only_a_performance_guarantee_secures_no_advance():
    assert [product for product in Product if not product.secures_an_advance] == ["performance"]


@pytest.mark.parametrize(
    ("kind", "percent"),
    [(WorksKind.CONSTRUCTION, 40), (WorksKind.CONSULTING, 30), (WorksKind.DESIGN_SURVEY, 30)],
)
def test_a_first_advance_is_limited_by_the_kind_of_works(kind, percent):
    assert advance_limit_percent(kind) == percent


def test_the_other_limits_are_those_of_the_contract():
    assert (INTERIM_LIMIT_PERCENT, ADVANCES_LIMIT_PERCENT) == (20, 60)
    assert (PERFORMANCE_MINIMUM_PERCENT, LOW_PRICE_PERFORMANCE_MINIMUM_PERCENT) == (10, 30)


def test_a_surety_is_a_guarantee_company_unless_said_otherwise():
    assert Surety("MH", "みほん", "代表 証", "東京都").kind is SuretyKind.GUARANTEE_COMPANIES
