"""YAML files (YAML) as plain data with the line of every key; no tags, no aliases, no surprises."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from akashi.domain.violations import RuleViolation, Sentence, Violation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruamel.yaml.nodes import Node

Path = tuple[str | int, ...]

CODE = "unreadable_file"
LARGEST_FILE = 2 * 1024 * 1024
DEEPEST = 24

# A leading zero is part of a code or a telephone number, not of a quantity.
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_WORDS = {"true": True, "True": True, "false": False, "False": False}
_NULLS = {"", "~", "null", "Null", "NULL"}

# The parser's own words are English; a person needs to know where to look.
_SYNTAX_ADVICE = (
    "この行とその前の行の字下げと記号を確かめてください。"
    '{ } [ ] : などの記号を含む値は引用符("…")で囲みます。'
)
_TAB_ADVICE = "タブは使えません。字下げは空白で書いてください。"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One YAML file: its data, and the line each key or item stands on.

    Plain words are text, except null, true, false and decimal numbers; a number with a point
    is a `Decimal`, exactly as written. A date is text.
    出典: なし (本システムの決定)
    """

    name: str
    document: object
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line (from 1) of `path`, or of the nearest key around it.

        出典: なし (本システムの決定)
        """
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def violation(self, path: Path, sentence: Sentence) -> Violation:
        """Return what is wrong at `path` as a sentence with file, line and key.

        出典: なし (本システムの決定)
        """
        key = ".".join(str(step) for step in path)
        return _violation(self.name, self.line(path), key, sentence)


def load(data: bytes, name: str) -> Sheet:
    """Read one YAML document.

    Raises: RuleViolation `unreadable_file`, each violation with file name and line.
    出典: なし (本システムの決定)
    """
    text = _decoded(data, name)
    try:
        _refuse_unsafe(text, name)
        root = _parser().compose(io.StringIO(text))
    except YAMLError as error:
        raise RuleViolation([_syntax(error, name)]) from error
    if root is None:
        return Sheet(name, None, {})
    reader = _Reader(name)
    document = reader.read(root, ())
    if reader.violations:
        raise RuleViolation(reader.violations)
    return Sheet(name, document, reader.lines)


def dump(document: object) -> str:
    """Return plain data as block YAML, keys in the order given; the same data, the same text.

    出典: なし (本システムの決定)
    """
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    yaml.allow_unicode = True
    yaml.width = 4096
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()


def _parser() -> YAML:
    return YAML(typ="safe", pure=True)


def _decoded(data: bytes, name: str) -> str:
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE // (1024 * 1024)
        ja, en = (
            f"ファイルが大きすぎます({limit} MiB まで)。",
            f"The file is larger than {limit} MiB.",
        )
        raise RuleViolation([_violation(name, 1, "", Sentence(ja, en))])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = Sentence("UTF-8で保存してください。", "Save the file as UTF-8.")
        raise RuleViolation([_violation(name, line, "", sentence)]) from error


def _refuse_unsafe(text: str, name: str) -> None:
    """Refuse aliases, tags and deep nesting before anything is built from them."""
    depth = 0
    for event in _parser().parse(io.StringIO(text)):
        depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
        depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
        sentence = _unsafe(event, depth)
        if sentence is not None:
            line = event.start_mark.line + 1
            raise RuleViolation([_violation(name, line, "", sentence)])


def _unsafe(event: object, depth: int) -> Sentence | None:
    if depth > DEEPEST:
        return Sentence("入れ子が深すぎます。", "It is nested too deeply.")
    if isinstance(event, AliasEvent):
        return Sentence("別名(*)は使えません。値を書いてください。", "Aliases (*) are not read.")
    if isinstance(event, NodeEvent) and getattr(event, "tag", None) is not None:
        return Sentence("タグ(!)は使えません。", "Tags (!) are not read.")
    return None


def _syntax(error: YAMLError, name: str) -> Violation:
    mark = error.problem_mark or error.context_mark if isinstance(error, MarkedYAMLError) else None
    said = str(getattr(error, "problem", None) or "syntax")
    advice = _TAB_ADVICE if "\\t" in said else _SYNTAX_ADVICE
    sentence = Sentence(f"YAMLとして読めません。{advice}", f"This is no YAML ({said}).")
    return _violation(name, mark.line + 1 if mark else 1, "", sentence)


def _violation(name: str, line: int, key: str, sentence: Sentence) -> Violation:
    told = f" {key}" if key else ""
    return Violation(
        CODE,
        key,
        Sentence(
            f"{name} {line}行目{told}: {sentence.ja}", f"{name} line {line}{told}: {sentence.en}"
        ),
    )


class _Reader:
    """Turns composed nodes into plain data and remembers their lines."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: dict[Path, int] = {}
        self.violations: list[Violation] = []

    def read(self, node: Node, path: Path) -> object:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.read(item, (*path, i)) for i, item in enumerate(node.value)]
        if any("\ud800" <= char <= "\udfff" for char in str(node.value)):
            ja, en = "文字でない符号が含まれています。", "It contains half a character."
            self._complain(node.start_mark.line + 1, path, ja, en)
            return None
        return _scalar(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self._complain(line, path, "項目名は1語にしてください。", "A key must be a word.")
                continue
            key = str(key_node.value)
            if key in found:
                self._complain(
                    line, (*path, key), "同じ項目が2回あります。", "The key stands twice."
                )
            self.lines[*path, key] = line
            found[key] = self.read(value_node, (*path, key))
        return found

    def _complain(self, line: int, path: Path, ja: str, en: str) -> None:
        key = ".".join(str(step) for step in path)
        self.violations.append(_violation(self.name, line, key, Sentence(ja, en)))


def _scalar(node: Node) -> object:
    text = str(node.value)
    plain = not getattr(node, "style", None)
    if not plain:
        return text
    if text in _NULLS:
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else _WORDS.get(text, text)
