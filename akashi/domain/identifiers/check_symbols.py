"""The arithmetic behind check symbols (検査文字): GF(2^5) for keys, ISO 7064 for numbers."""

from __future__ import annotations

ALPHANUMERICS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# NOTE: this polynomial, x^5 + x^2 + 1, is part of the format of every access key ever handed
# out. Another one would make all of them look mistyped, so it may never change.
_POLYNOMIAL = 0b100101
_FIELD_SIZE = 32


def _multiply(left: int, right: int) -> int:
    """Return the product of two elements of GF(2^5), each written as five bits."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & _FIELD_SIZE:
            left ^= _POLYNOMIAL
        right >>= 1
    return product


def weighted_sum(values: list[int], weights: tuple[int, ...]) -> int:
    """Return Σ wᵢ·xᵢ over GF(2^5).

    出典: contract 6 (本システムの決定)
    """
    total = 0
    for value, weight in zip(values, weights, strict=True):
        total ^= _multiply(value, weight)
    return total


def mod_37_36(text: str) -> str:
    """Return the check symbol of `text`, digits and letters A-Z only.

    出典: ISO/IEC 7064 MOD 37,36 (hybrid system)
    """
    modulus = len(ALPHANUMERICS)
    product = modulus
    for symbol in text:
        total = (product + ALPHANUMERICS.index(symbol)) % modulus or modulus
        product = total * 2 % (modulus + 1)
    return ALPHANUMERICS[(modulus + 1 - product) % modulus]
