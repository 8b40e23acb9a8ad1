"""The papers (文書): every file they lead to or name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PAPERS = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`((?:akashi|data|docs|tests|tools|verifier)/[\w./-]+)`")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_what_a_paper_leads_to_is_there(paper):
    text = paper.read_text(encoding="utf-8")
    led_to = {target: paper.parent / target for target in LINK.findall(text)}
    named = {target: PROJECT / target for target in NAMED.findall(text)}
    assert [target for target, path in {**led_to, **named}.items() if not path.exists()] == []


def test_both_readmes_lead_to_the_same_papers():
    english, japanese = (
        set(LINK.findall((PROJECT / name).read_text(encoding="utf-8")))
        for name in ("README.md", "README.ja.md")
    )
    assert english ^ japanese == {"README.md", "README.ja.md"}
