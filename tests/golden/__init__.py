"""What is sent and printed, word for word (控え): a change of wording is seen in a diff.

`GOLDEN=write .venv/bin/python -m pytest tests/adapters -k golden` writes the files anew.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parent


def same_as_golden(name: str, text: str) -> None:
    """Compare with the golden file, or write it where GOLDEN=write asks for that."""
    file = FOLDER / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), f"{file} says something else"
