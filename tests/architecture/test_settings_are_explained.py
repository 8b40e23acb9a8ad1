"""Every setting an operator can give stands on the one page about operating."""

import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
READS = re.compile(r'(?:env\.\w+\(|(?:listed|networks|addresses)\(\s*env,)\s*"([A-Z_]+)"')


def settings_read() -> set[str]:
    sources = sorted((PROJECT / "akashi" / "config").glob("*.py"))
    return {name for path in sources for name in READS.findall(path.read_text(encoding="utf-8"))}


def settings_explained() -> set[str]:
    page = (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `AKASHI_([A-Z_]+)`", page, re.MULTILINE))


def test_every_setting_is_explained_and_every_explanation_is_a_setting():
    assert settings_read() == settings_explained()
