"""Terms are dated, in both languages, one text for each product."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from akashi.domain.products import Product
from akashi.domain.terms import read_terms

FILES = sorted((Path(__file__).parents[2] / "data" / "terms").glob("*.yaml"))


def document(path):
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


SHIPPED = [read_terms(document(path))[0] for path in FILES]
GOOD = document(FILES[0])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_text_is_read_without_a_problem(path):
    read, problems = read_terms(document(path))
    assert problems == ()
    assert path.stem.endswith(read.terms.version)


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda text: text.product)
def test_both_languages_have_the_same_paragraphs_and_say_they_are_illustrations(shipped):
    ja, en = shipped.text.ja.split("\n\n"), shipped.text.en.split("\n\n")
    assert len(ja) == len(en)
    assert "説明用" in ja[0]
    assert "illustration" in en[0]
    for number, (left, right) in enumerate(zip(ja[1:], en[1:], strict=True), start=1):
        assert left.startswith(f"第{number}条(")
        assert right.startswith(f"Article {number} (")


def test_every_product_has_terms():
    assert {shipped.product for shipped in SHIPPED} == set(Product)


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("schema", "x", "schema"),
        ("product", "bond", "product"),
        ("name", "", "name"),
        ("version", 2, "version"),
        ("effective_from", "soon", "effective_from"),
        ("text", {"ja": "x"}, "text.en"),
        ("text", None, "text"),
        ("note", "x", "note"),
    ],
)
def test_a_mistake_is_named_by_its_key(key, value, path):
    read, problems = read_terms({**GOOD, key: value})
    assert read is None
    assert path in [problem.field for problem in problems]
