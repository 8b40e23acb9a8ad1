"""Directory files: both formats are told apart, errors have lines, round trips are exact."""

import re
from pathlib import Path

import pytest

from akashi.adapters import obligee_files
from akashi.domain import directory
from akashi.domain.violations import RuleViolation

PROJECT = Path(__file__).resolve().parents[2]
COLLECTION = PROJECT / "tests/data/obligees.yaml"
SHIPPED = PROJECT / "data/obligees"

OWN = """schema: akashi.obligee/1
id: mihon-shi
name: みほん市
start:
- date: '2026-04-01'
  basis: contract_date
"""

WRONG = OWN.replace("contract_date", "contract_day")


def by_name(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.yaml")}


def refused(paths):
    with pytest.raises(RuleViolation) as caught:
        obligee_files.read_paths(paths)
    return [violation.message("ja") for violation in caught.value.violations]


@pytest.fixture
def folder(tmp_path):
    def make(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


def test_the_shipped_directory_is_the_collection_imported(tmp_path):
    obligee_files.export(tmp_path, obligee_files.read_paths([COLLECTION]))
    assert by_name(tmp_path) == by_name(SHIPPED)


def test_export_import_export_gives_the_same_bytes(tmp_path):
    once, twice = tmp_path / "once", tmp_path / "twice"
    obligee_files.export(once, obligee_files.read_paths([COLLECTION]))
    obligee_files.export(twice, obligee_files.read_paths([once]))
    assert by_name(once) == by_name(twice)


def test_every_body_with_rules_has_a_file_and_the_names_have_one(tmp_path):
    written = obligee_files.export(tmp_path, obligee_files.read_paths([COLLECTION]))
    assert len(written) == 34 + 1
    assert tmp_path / "_name-only.yaml" in written
    assert tmp_path / "okinawa-yomitan.yaml" in written


def test_one_file_of_either_format_is_read(folder):
    assert [body.id for body in obligee_files.read_paths([folder(a=OWN) / "a.yaml"])] == [
        "mihon-shi"
    ]
    assert len(obligee_files.read_bytes(COLLECTION.read_bytes(), "obligees.yaml")) > 34


def test_an_error_names_file_line_and_key(folder):
    message = refused([folder(mihon=WRONG)])[0]
    assert message.startswith("mihon.yaml 6行目 start.0.basis: ")
    assert "contract_day" in message


def test_an_error_is_told_in_english_too():
    with pytest.raises(RuleViolation) as caught:
        obligee_files.read_bytes(WRONG.encode(), "mihon.yaml")
    violation = caught.value.violations[0]
    assert violation.message("en").startswith("mihon.yaml line 6 start.0.basis: ")
    assert violation.field == "start.0.basis"


def test_an_error_in_a_collection_names_the_line_of_the_entry():
    text = COLLECTION.read_text(encoding="utf-8").replace(
        "basis: notice_or_designation_date, initial", "basis: noticed, initial"
    )
    with pytest.raises(RuleViolation) as caught:
        obligee_files.read_bytes(text.encode(), "obligees.yaml")
    (violation,) = caught.value.violations
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "noticed, initial" in row)
    assert f"obligees.yaml {line}行目 obligees.16.start.basis" in violation.message("ja")


def test_the_errors_of_all_files_are_told_and_nothing_is_taken(folder):
    given = folder(a=WRONG, b="]", c=OWN)
    assert [message.split()[0] for message in refused([given])] == ["a.yaml", "b.yaml"]


def test_the_same_body_in_two_files_is_refused(folder):
    assert "a.yaml にもあります" in refused([folder(a=OWN, b=OWN)])[0]


def test_a_folder_gives_its_files_under_either_suffix(folder):
    given = folder(a=OWN)
    (given / "a.yaml").rename(given / "a.yml")
    assert [body.id for body in obligee_files.read_paths([given])] == ["mihon-shi"]


def test_a_missing_file_is_named(tmp_path):
    assert "nothing.yaml" in refused([tmp_path / "nothing.yaml"])[0]


def test_a_folder_without_files_is_no_directory(tmp_path):
    assert str(tmp_path) in refused([tmp_path])[0]


def test_export_leaves_other_files_alone(folder, tmp_path):
    given = folder(other="x: 1\n")
    obligee_files.export(given, obligee_files.read_bytes(OWN.encode(), "a.yaml"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mihon-shi.yaml", "other.yaml"]


def test_the_alias_table_is_refused_with_file_line_and_key(tmp_path):
    path = tmp_path / "aliases.yaml"
    path.write_text("schema: akashi.placeholder-aliases/1\naliases:\n  work_name: [件名]\n")
    with pytest.raises(RuleViolation) as caught:
        obligee_files.read_aliases(path)
    assert "aliases.yaml 3行目 aliases.work_name" in caught.value.violations[0].message("ja")


def test_the_shipped_alias_table_knows_every_placeholder_of_the_shipped_bodies():
    aliases = obligee_files.read_aliases(PROJECT / "data/placeholder_aliases.yaml")
    bodies = obligee_files.read_paths([SHIPPED])
    templates = str(
        [directory.to_document(body)["submit"] for body in bodies if not body.name_only]
    )
    wanted = set(re.findall(r"\{([^{}':]+)\}", templates))
    assert len(wanted) > 10
    assert [name for name in wanted if not aliases.facts_for(name)] == []


def test_the_example_of_the_documentation_is_a_body_without_a_fault():
    text = (PROJECT / "docs/directory-format.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1]
    assert [body.name for body in obligee_files.read_bytes(example.encode(), "docs")] == [
        "みほん市"
    ]
