"""Files of the obligee directory (名簿ファイル): read in either format, written in our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from akashi.adapters import yaml_files
from akashi.domain import directory
from akashi.domain.violations import RuleViolation, Sentence, Violation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from akashi.domain.directory import Aliases, Obligee

NAME_ONLY = "_name-only.yaml"
"""The one file of all bodies of which only the name is known; no id begins with an underscore."""

_SUFFIXES = (".yaml", ".yml")
_HEADER = "# 書式 / format: docs/directory-format.md。null は「不明」/ null is not known.\n"


def read_bytes(data: bytes, name: str) -> tuple[Obligee, ...]:
    """Return the bodies of one file, whichever format it is in.

    Raises: RuleViolation `unreadable_file`, every problem with file, line and key.
    出典: なし (本システムの決定, contract 2)
    """
    sheet = yaml_files.load(data, name)
    bodies, problems = directory.read_document(sheet.document)
    if problems:
        raise RuleViolation(sheet.violation(found.path, found.sentence) for found in problems)
    return bodies


def read_paths(paths: Iterable[Path]) -> tuple[Obligee, ...]:
    """Return the bodies of all files, a folder standing for its YAML files; all or none.

    Raises: RuleViolation `unreadable_file` with the problems of all files, and where two
    files tell of the same body.
    出典: なし (本システムの決定, contract 2)
    """
    found: dict[str, tuple[Obligee, str]] = {}
    violations: list[Violation] = []
    for path in _files(paths):
        try:
            bodies = read_bytes(_content(path), path.name)
        except RuleViolation as wrong:
            violations += wrong.violations
            continue
        for body in bodies:
            if body.id in found:
                violations.append(_twice(body, found[body.id][1], path.name))
            found[body.id] = (body, path.name)
    if violations:
        raise RuleViolation(violations)
    return tuple(body for body, _ in found.values())


def _files(paths: Iterable[Path]) -> list[Path]:
    return [file for path in paths for file in (_inside(path) or [path])]


def _inside(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*") if file.suffix in _SUFFIXES)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        sentence = Sentence(
            f"{path}: ファイルを読めません({error.strerror})。",
            f"{path}: the file cannot be read ({error.strerror}).",
        )
        raise RuleViolation([Violation(yaml_files.CODE, "", sentence)]) from error


def _twice(body: Obligee, first: str, second: str) -> Violation:
    sentence = Sentence(
        f"{second}: 「{body.name}」({body.id})は {first} にもあります。",
        f"{second}: {body.name} ({body.id}) stands in {first} too.",
    )
    return Violation(yaml_files.CODE, "id", sentence)


def export(folder: Path, bodies: Iterable[Obligee]) -> tuple[Path, ...]:
    """Write one file a body in our own format, and one for the bodies known by name only.

    Each file appears whole or not at all; other files in the folder are left alone. Reading
    the files and writing them again gives the same bytes.
    出典: なし (本システムの決定, contract 2)
    """
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(bodies, key=lambda body: body.id)
    written = [
        _write(folder / f"{body.id}.yaml", directory.to_document(body))
        for body in ordered
        if not body.name_only
    ]
    named = [body for body in ordered if body.name_only]
    if named:
        written.append(_write(folder / NAME_ONLY, directory.name_only_document(named)))
    return tuple(written)


def _write(path: Path, document: object) -> Path:
    draft = path.with_suffix(".draft")
    draft.write_text(_HEADER + yaml_files.dump(document), encoding="utf-8", newline="\n")
    return draft.replace(path)


def read_aliases(path: Path) -> Aliases:
    """Return the table of placeholder names.

    Raises: RuleViolation `unreadable_file`, every problem with file, line and key.
    出典: なし (本システムの決定)
    """
    sheet = yaml_files.load(_content(path), path.name)
    aliases, problems = directory.read_aliases(sheet.document)
    if aliases is None:
        raise RuleViolation(sheet.violation(found.path, found.sentence) for found in problems)
    return aliases
