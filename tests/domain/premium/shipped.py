"""The tables of data/rates, as they are shipped."""

from pathlib import Path

from ruamel.yaml import YAML

from akashi.domain.premium import read_rate_table

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "data" / "rates").glob("*.yaml"))


def document(path):
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def tables():
    return [read_rate_table(document(path))[0] for path in FILES]
