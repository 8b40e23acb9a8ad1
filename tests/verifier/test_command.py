"""`akashi-verify`: alone, offline, with one library; the same answer as `akashi verify`."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from akashi_verifier.__main__ import main
from tests.adapters.evidence_kit import certificate_pdf, content, kit, press, sealed_certificate

VERIFIER = Path(__file__).parents[2] / "verifier"
ALONE = """
import runpy, sys
sys.path += sys.argv.pop(1).split(":")
try:
    runpy.run_module("akashi_verifier", run_name="__main__", alter_sys=True)
finally:
    print(sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a certificate, whom to believe, and files that are no certificate."""
    notice = press().key_notice(
        content(), access_key="23456-789AB-CDEFG-HJKLM-NPQRS",
        public_url="https://akashi.example", demo=True,
    )  # fmt: skip
    files = {
        "certificate.pdf": sealed_certificate().pdf,
        "altered.pdf": sealed_certificate().pdf + b"more",
        "stranger.pdf": kit(number=1).sealed(certificate_pdf()).pdf,
        "notice.pdf": notice,
        "text.pdf": b"hello",
        "root.pem": kit().files.root.read_bytes(),
        "log.key": kit().log.key.text().encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def alone(tmp_path, *arguments):
    """Run with exactly the verifier and cryptography (and its cffi) to be imported."""
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    for name in ("cryptography", "cffi", "_cffi_backend"):
        spec = importlib.util.find_spec(name)
        place = Path(spec.submodule_search_locations[0] if spec.submodule_search_locations
                     else spec.origin)  # fmt: skip
        (libraries / place.name).symlink_to(place)
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", ALONE, f"{VERIFIER}:{libraries}", *arguments],
        check=False, capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip


def test_it_runs_with_the_standard_library_and_cryptography_alone(folder):
    told = alone(folder, "certificate.pdf", "--trust", "root.pem", "--log-key", "log.key", "--json")
    assert told.returncode == 0, told.stderr
    answer = json.loads(told.stdout)
    assert (answer["verdict"], answer["content"]) == ("authentic", content())
    loaded = set(json.loads(told.stderr.replace("'", '"')))
    assert {"akashi_verifier", "cryptography"} <= loaded
    assert not loaded & {"akashi", "django", "pyhanko", "asn1crypto", "click"}


@pytest.mark.parametrize(
    ("name", "code", "verdict"),
    [
        ("certificate.pdf", 0, "authentic"),
        ("altered.pdf", 1, "altered"),
        ("stranger.pdf", 1, "unknown_issuer"),
        ("notice.pdf", 1, "not_ours"),
        ("text.pdf", 2, "unreadable"),
        ("nothing.pdf", 2, "unreadable"),
    ],
)
def test_each_verdict_has_its_exit_code(folder, capsysbinary, name, code, verdict):
    given = [str(folder / name), "--trust", str(folder / "root.pem"), "--json"]
    assert main(given) == code
    assert json.loads(capsysbinary.readouterr().out)["verdict"] == verdict


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["certificate.pdf"], 0),
        (["altered.pdf"], 1),
        (["stranger.pdf"], 1),
        (["notice.pdf"], 1),
        (["text.pdf"], 2),
        (["nothing.pdf"], 2),
        (["certificate.pdf", "--at", "tomorrow"], 2),
        (["--help"], 0),
    ],
)
def test_the_installed_command_answers_with_the_same_codes(folder, given, code):
    command = Path(sysconfig.get_path("scripts")) / "akashi-verify"
    told = subprocess.run(
        [command, *given, "--trust", "root.pem"],
        check=False, capture_output=True, text=True, cwd=folder,
    )  # fmt: skip
    assert told.returncode == code, told.stderr
    assert "Traceback" not in told.stderr
    assert (told.stdout == "") == ("--at" in given)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_three_lines_come_first_then_every_check_then_the_content(folder, capsysbinary, lang):
    given = [str(folder / "certificate.pdf"), "--trust", str(folder / "root.pem")]
    main([*given, "--log-key", str(folder / "log.key"), "--lang", lang])
    genuine, sealed, recorded, blank, *rest = capsysbinary.readouterr().out.decode().split("\n")
    expected = {
        "ja": ("本物です", "見本保証株式会社（デモ）", "公開の記録"),
        "en": ("It is genuine", "It was sealed by 見本保証", "It is on public record"),
    }[lang]
    assert all(w in line for w, line in zip(expected, (genuine, sealed, recorded), strict=True))
    assert blank == ""
    text = "\n".join(rest)
    order = [text.index(name) for name in ("(seal)", "(no_later_changes)", "MH-2026-0000017-K")]
    assert order == sorted(order)


def test_of_a_file_that_is_not_genuine_no_content_is_printed(folder, capsysbinary):
    main([str(folder / "altered.pdf"), "--trust", str(folder / "root.pem")])
    said = capsysbinary.readouterr().out.decode()
    assert said.startswith("本物とは認められません。ファイルの終わりの後ろに")
    assert "MH-2026" not in said


def test_trust_may_be_given_for_time_stamps_alone(folder, capsysbinary, tmp_path):
    seal = tmp_path / "seal.pem"
    seal.write_bytes(kit().files.seal.read_bytes().split(b"-----END CERTIFICATE-----\n")[0]
                     + b"-----END CERTIFICATE-----\n")  # fmt: skip
    given = [str(folder / "certificate.pdf"), "--trust", str(seal), "--json"]

    def stamp_of(*more):
        assert main([*given, *more]) == 0
        checks = json.loads(capsysbinary.readouterr().out)["checks"]
        return next(each["ok"] for each in checks if each["name"] == "timestamp")

    assert stamp_of() is None
    assert stamp_of("--timestamp-trust", str(folder / "root.pem")) is True


@pytest.mark.parametrize(
    "given",
    [
        ["--trust", "text.pdf"], ["--trust", "nothing"], ["--timestamp-trust", "text.pdf"],
        ["--log-key", "text.pdf"], ["--log-key", "root.pem"], ["--at", "2026-02-30"],
        ["--at", "20260401"], ["--at", "tomorrow"],
    ],
)  # fmt: skip
def test_what_cannot_be_used_stops_it_with_a_sentence(folder, capsysbinary, monkeypatch, given):
    monkeypatch.chdir(folder)
    assert main(["certificate.pdf", *given]) == 2
    told = capsysbinary.readouterr()
    assert told.out == b""
    assert given[1] in told.err.decode()
    assert "Traceback" not in told.err.decode()


def test_the_day_is_that_of_japan(folder, capsysbinary):
    given = [str(folder / "certificate.pdf"), "--trust", str(folder / "root.pem")]
    assert main([*given, "--at", "2026-11-21"]) == 1
    assert main([*given, "--at", "2026-11-22"]) == 0
    capsysbinary.readouterr()


def test_a_reader_that_goes_away_breaks_nothing(folder):
    with subprocess.Popen(
        [sys.executable, "-m", "akashi_verifier", "certificate.pdf"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={"PYTHONPATH": str(VERIFIER)},
    ) as running:
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 1
