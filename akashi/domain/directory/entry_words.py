"""The collection's own words (収集書式の語): shorter product names, one value meant as a list."""

from __future__ import annotations

from akashi.domain.products import Product

_PRODUCTS = {
    "advance": Product.ADVANCE_PAYMENT.value,
    "interim": Product.INTERIM_PAYMENT.value,
}


def product_word(word: object) -> object:
    """Return our name of a product the collection calls `advance` or `interim`.

    出典: なし (本システムの決定)
    """
    return _PRODUCTS.get(word, word) if isinstance(word, str) else word


def as_list(value: object) -> list[object]:
    """Return a list; a single value stands for a list of one.

    出典: なし (本システムの決定)
    """
    return list(value) if isinstance(value, list) else [value]


def joined(value: object, sign: str) -> object:
    """Return one text where several were listed (two desks, two addresses).

    出典: なし (本システムの決定)
    """
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return sign.join(str(item) for item in value)
    return value
