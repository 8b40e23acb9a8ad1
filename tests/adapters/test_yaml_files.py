"""YAML is read as plain data with lines; whatever could surprise is refused."""

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akashi.adapters import yaml_files
from akashi.domain.violations import RuleViolation


def load(text):
    return yaml_files.load(text.encode(), "mihon.yaml")


def refused(data):
    with pytest.raises(RuleViolation) as caught:
        yaml_files.load(data if isinstance(data, bytes) else data.encode(), "mihon.yaml")
    return [violation.message("ja") for violation in caught.value.violations]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2026-04-01", "2026-04-01"),
        ("'2026'", "2026"),
        ("2026", 2026),
        ("-5", -5),
        ("0.4", Decimal("0.4")),
        ("0.10", Decimal("0.10")),
        ("0827", "0827"),
        ("0x10", "0x10"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("true", True),
        ("false", False),
        ("yes", "yes"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'null'", "null"),
        ("'true'", "true"),
        ('"a\\nb"', "a\nb"),
        ("9999999999999999999999", "9999999999999999999999"),
        ("髙﨑𠮷", "髙﨑𠮷"),
    ],
)
def test_a_plain_word_is_read_as_it_was_meant(written, value):
    assert load(f"key: {written}\n").document == {"key": value}


def test_every_key_and_item_has_its_line():
    sheet = load("a: 1\nb:\n  c:\n  - x\n  - {d: 2}\n")
    assert sheet.line(("a",)) == 1
    assert sheet.line(("b", "c")) == 3
    assert sheet.line(("b", "c", 1, "d")) == 5
    assert sheet.line(("b", "c", 1, "nothing", "here")) == 5
    assert sheet.line(("nothing",)) == 1


def test_an_empty_file_is_nothing():
    assert load("").document is None


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\nb: [1\n", 3, "YAML"),
        ("a: 1\na: 2\n", 2, "2回"),
        ("a: &x [1]\nb: *x\n", 2, "別名"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "タグ"),
        ("a: !x y\n", 1, "タグ"),
        ("a: 1\n---\nb: 2\n", 2, "YAML"),
        ("[a]: 1\n", 1, "1語"),
        ("a:\n  " + "[" * 30 + "]" * 30 + "\n", 2, "入れ子"),
        ("a: 1\nb: \x01\n", 1, "YAML"),
        ('a: 1\nb: "\\ud800"\n', 2, "符号"),
    ],
)
def test_what_cannot_be_read_plainly_is_refused_with_its_line(text, line, part):
    message = refused(text)[0]
    assert message.startswith(f"mihon.yaml {line}行目")
    assert part in message


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("a: 【x】: y", "引用符"),
        ("a:\n   b: 1\n  c: 2", "字下げ"),
        ("a: 1\n\tb: 2", "タブ"),
        ("a: @x", "引用符"),
    ],
)
def test_broken_syntax_is_told_in_japanese_with_what_to_look_at(text, advice):
    (message,) = refused(text)
    assert advice in message
    assert not re.search("[a-z]{3,}", message.removeprefix("mihon.yaml"))


def test_a_billion_laughs_are_not_laughed():
    steps = zip("abcdefgh", "bcdefghi", strict=True)
    bomb = "a: &a [x,x,x]\n" + "".join(f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in steps)
    assert "別名" in refused(bomb)[0]


def test_a_file_larger_than_the_limit_is_refused():
    assert "MiB" in refused(b"#" * (yaml_files.LARGEST_FILE + 1))[0]


def test_a_file_in_another_encoding_is_refused_with_its_line():
    assert refused("a: 1\nb: 証\n".encode("cp932"))[0].startswith("mihon.yaml 2行目: UTF-8")


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert yaml_files.load(b"\xef\xbb\xbfa: 1\n", "x").document == {"a": 1}


def test_all_double_keys_are_told_at_once():
    assert len(refused("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")) == 2


printing = st.text(
    alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], include_characters="\n")
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | printing,
    lambda inner: st.lists(inner) | st.dictionaries(printing, inner),
    max_leaves=12,
)


@given(document=plain)
def test_what_is_written_is_read_back_the_same(document):
    assert yaml_files.load(yaml_files.dump(document).encode(), "x").document == document


@given(data=st.binary(max_size=60))
def test_any_bytes_at_all_are_read_or_refused(data):
    with suppress(RuleViolation):
        assert yaml_files.load(data, "x").name == "x"
