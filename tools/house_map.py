"""Draws the map in README (見取図) from the first line of every module, its room sign."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "akashi"
VERIFIER = PROJECT / "verifier" / "akashi_verifier"
FLOORS = ("cli", "config", "portals", "workflows", "records", "adapters", "domain")
BEGIN, END = "<!-- map: begin (make map) -->", "<!-- map: end -->"
READMES = ("README.md", "README.ja.md")
HIDDEN = ("migrations", "__pycache__")
SIGN_COLUMN = 34
OPEN_ROOMS = ("workflows",)
"""Floors whose rooms are shown with all their files: the verbs are what the company can do."""


def sign(path: Path) -> str:
    """Return the room sign: the first line of the module's docstring."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0]


def rooms(folder: Path) -> list[Path]:
    """Return what the map shows of a folder: rooms first, then files, by name."""
    inside = [p for p in folder.iterdir() if p.name not in HIDDEN and not p.name.startswith("_")]
    packages = sorted(p for p in inside if (p / "__init__.py").is_file())
    files = sorted(p for p in inside if p.suffix == ".py")
    return packages + files


def lines(folder: Path, depth: int, deepest: int) -> list[str]:
    """Return the lines of one folder and, down to `deepest`, of the rooms in it."""
    drawn: list[str] = []
    for path in rooms(folder):
        name = f"{path.name}/" if path.is_dir() else path.name
        source = path / "__init__.py" if path.is_dir() else path
        drawn.append(f"{'  ' * depth}{name}".ljust(SIGN_COLUMN) + f" {sign(source)}")
        if path.is_dir() and depth < deepest:
            drawn += lines(path, depth + 1, deepest)
    return drawn


def house() -> str:
    """Return the whole map as a fenced block, floors from the top down."""
    drawn = [f"{'akashi/'.ljust(SIGN_COLUMN)} {sign(PACKAGE / '__init__.py')}"]
    for floor in FLOORS:
        drawn.append(f"  {floor}/".ljust(SIGN_COLUMN) + f" {sign(PACKAGE / floor / '__init__.py')}")
        drawn += lines(PACKAGE / floor, 2, 3 if floor in OPEN_ROOMS else 2)
    drawn.append(
        f"{'verifier/akashi_verifier/'.ljust(SIGN_COLUMN)} {sign(VERIFIER / '__init__.py')}"
    )
    drawn += lines(VERIFIER, 1, 1)
    return "\n".join([BEGIN, "```", *drawn, "```", END])


def with_map(text: str) -> str:
    """Return `text` with the map between its two marks redrawn."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + house() + after


def main() -> int:
    """Redraw the maps; with --check only say whether they are true."""
    check = "--check" in sys.argv
    stale = []
    for name in READMES:
        path = PROJECT / name
        text = path.read_text(encoding="utf-8")
        drawn = with_map(text)
        if text != drawn:
            stale.append(name)
            if not check:
                path.write_text(drawn, encoding="utf-8")
    if check and stale:
        sys.stderr.write(f"The map is not true in {', '.join(stale)}: run `make map`.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
