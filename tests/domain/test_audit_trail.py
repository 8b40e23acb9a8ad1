"""The audit trail as a chain (監査証跡の連鎖): how it writes which rows it covers."""

from __future__ import annotations

import pytest

from akashi.domain.audit_trail import left_out, read_ids, written_ids


@pytest.mark.parametrize(
    ("numbers", "text"),
    [([], ""), ([7], "7"), ([1, 2, 3], "1-3"), ([1, 3, 4, 9], "1,3-4,9")],
)
def test_what_is_written_is_read_again(numbers: list[int], text: str):
    assert written_ids(numbers) == text
    assert [n for first, last in read_ids(text) for n in range(first, last + 1)] == numbers


@pytest.mark.parametrize("text", ["x", "1-", "1;2", "-3"])
def test_what_is_no_range_is_refused_or_reads_as_nothing_of_ours(text: str):
    if text == "1-":
        assert read_ids(text) == [(1, 1)]
        return
    with pytest.raises(ValueError, match="invalid literal"):
        read_ids(text)


@pytest.mark.parametrize(
    ("ranges", "after", "upto", "missing"),
    [
        ([], 0, 0, []),
        ([(1, 5)], 0, 5, []),
        ([(2, 3), (6, 6)], 0, 7, [(1, 1), (4, 5), (7, 7)]),
        ([(6, 6), (2, 3)], 2, 6, [(4, 5)]),
        ([(1, 9), (3, 4)], 0, 9, []),
        ([], 4, 6, [(5, 6)]),
    ],
)
def test_what_is_left_out_lies_between(
    ranges: list[tuple[int, int]], after: int, upto: int, missing: list[tuple[int, int]]
):
    assert left_out(ranges, after=after, upto=upto) == missing
