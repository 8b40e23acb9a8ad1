"""Everything in the content is printed, once, in the order of the sheet."""

import json
import re

import pytest

from akashi.domain.certificate import canonical_bytes, labelled_rows
from tests.domain.certificate.samples import (
    ADVANCE,
    ALL,
    INTERIM,
    PERFORMANCE,
    certificate_of,
    with_works,
)


def printed(document, lang="ja"):
    return {row.field: row for row in labelled_rows(certificate_of(document), lang)}


def leaves(value, path=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{index}")
    elif value is not None:
        yield path, value


def is_within(field, path):
    return path == field or path.startswith(f"{field}.")


def test_the_labels_of_an_interim_certificate_stand_in_the_order_of_the_sheet():
    assert [row.label for row in labelled_rows(certificate_of(INTERIM))] == [
        "保証契約番号",
        "保証の種類",
        "発注者(被保証者)",
        "発注者コード",
        "受注者(保証契約者) 商号",
        "受注者(保証契約者) 住所",
        "受注者(保証契約者) 代表者",
        "共同企業体構成員 1",
        "共同企業体構成員 2",
        "工事名",
        "工事番号",
        "工事場所",
        "請負契約締結日",
        "請負代金額",
        "工期",
        "中間前払金額",
        "既受領の前払金",
        "既受領の前払金の保証会社",
        "既受領の前払金の保証契約番号",
        "保証金額",
        "保証期間",
        "保証契約締結日",
        "保証会社",
        "保証会社 住所",
        "保証会社 代表者",
        "約款",
        "証書の版",
        "証書の様式",
    ]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("document", ALL)
def test_every_leaf_of_the_content_is_printed(document, lang):
    content = certificate_of(document)
    rows = labelled_rows(content, lang)
    for path, value in leaves(content):
        if path == "contractor.joint_venture.lead":
            holding = [row for row in rows if row.field.startswith("contractor.joint_venture")]
        else:
            holding = [row for row in rows if is_within(row.field, path)]
            assert len(holding) == 1, path
        is_written_otherwise = path == "product" or re.fullmatch(r"\d{4}-\d\d-\d\d", str(value))
        if not is_written_otherwise:
            shown = f"{value:,}" if path.endswith("_yen") else str(value)
            assert any(shown in row.value for row in holding), path


@pytest.mark.parametrize("document", ALL)
def test_two_contents_that_differ_print_differently(document):
    content = certificate_of(document)
    shown = labelled_rows(content)
    for path, value in leaves(content):
        other = json.loads(canonical_bytes(content))
        *parents, last = [int(key) if key.isdigit() else key for key in path.split(".")]
        inner = other
        for key in parents:
            inner = inner[key]
        inner[last] = different(path, value)
        assert labelled_rows(other) != shown, path


def different(path, value):
    if path == "product":
        return "performance" if value != "performance" else "advance_payment"
    if isinstance(value, int | float):
        return value + 1
    return "2031-01-02" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else f"{value}x"


@pytest.mark.parametrize(
    ("field", "ja", "en"),
    [
        ("product", "前払金保証", "Advance payment guarantee"),
        ("works.contract_date", "令和8年5月11日", "2026-05-11"),
        (
            "works.period",
            "令和8年5月12日から令和9年2月26日まで",
            "2026-05-12 to 2027-02-26 (both included)",
        ),
        ("works.contract_price_yen", "55,000,000円", "55,000,000 yen"),
        ("guaranteed_amount_yen", "22,000,000円", "22,000,000 yen"),
        ("contractor.representative", "代表取締役 比嘉 𠮷髙", "代表取締役 比嘉 𠮷髙"),
        (
            "terms",
            "前払金保証約款(説明用) 2026-04-01版",
            "前払金保証約款(説明用), version 2026-04-01",
        ),
        ("version", "第1版", "Version 1"),
    ],
)
def test_values_are_written_for_the_reader(field, ja, en):
    assert (printed(ADVANCE)[field].value, printed(ADVANCE, "en")[field].value) == (ja, en)


def test_the_lead_of_a_joint_venture_is_marked():
    rows = printed(INTERIM)
    assert rows["contractor.joint_venture.members.0"].value == (
        "株式会社みほん建設(代表者、出資比率66.67%)"
    )
    assert rows["contractor.joint_venture.members.1"].value == "さくら土木株式会社(出資比率33.33%)"


def test_a_planned_contract_date_is_called_planned():
    rows = printed(PERFORMANCE)
    assert rows["works.planned_contract_date"].label == "請負契約締結予定日"
    assert "works.contract_date" not in rows


def test_what_was_not_given_has_no_row():
    assert "works.number" not in printed(with_works(ADVANCE, number=None))


def test_names_are_printed_as_typed():
    rare = "㈱髙﨑𠮷辻\U000e0100\ufa19　Ａ－ｶﾞ"
    assert printed(with_works(ADVANCE, name=rare))["works.name"].value == rare


@pytest.mark.parametrize(
    "broken",
    [
        {"product": "other"},
        {"guaranteed_amount_yen": "5"},
        {"concluded_on": "someday"},
        {"contractor": {"joint_venture": {"members": 3}}},
    ],
)
def test_what_is_no_content_has_no_rows(broken):
    with pytest.raises(ValueError, match=r"."):
        labelled_rows({**certificate_of(ADVANCE), **broken})
