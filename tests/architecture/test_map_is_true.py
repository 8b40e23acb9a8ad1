"""The map in both READMEs is the one drawn from the room signs."""

from pathlib import Path

import pytest

from tools import house_map


@pytest.mark.parametrize("name", house_map.READMES)
def test_the_map_in_the_readme_is_the_house_as_it_stands(name):
    text = (Path(house_map.PROJECT) / name).read_text(encoding="utf-8")
    assert house_map.BEGIN in text
    assert house_map.with_map(text) == text


def test_a_changed_room_sign_changes_the_map(tmp_path):
    (tmp_path / "new_room.py").write_text('"""A sign nobody has seen."""\n', encoding="utf-8")
    assert house_map.lines(tmp_path, 0, 0) == ["new_room.py".ljust(34) + " A sign nobody has seen."]
