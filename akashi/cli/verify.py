"""`akashi verify`: says offline what a file is and whether it is authentic (検証)."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import click
from cryptography import x509

from akashi.adapters.examine import examine
from akashi.cli.answers import (
    ANSWER_IS_NO,
    CANNOT_BE_USED,
    DONE,
    complain,
    json_option,
    lang_option,
    say_json,
    stop_unusable,
)
from akashi.cli.inputs import Day, Place, read_bytes
from akashi.config.wiring import clock, own_trust
from akashi.domain.periods import JST
from akashi.domain.violations import Sentence
from akashi_verifier.examine import LARGEST_FILE, Examination, Trust, load_roots
from akashi_verifier.examine.findings import all_checks
from akashi_verifier.pki.chain import Anchors
from akashi_verifier.transparency_log import BadNote, LogKey, parse_log_key

EXIT_CODES = {"authentic": DONE, "unreadable": CANNOT_BE_USED}
SIGNS = {True: "○", False: "×", None: "―"}
LARGEST_TRUST = 1024 * 1024


@click.command(epilog="Example: akashi verify certificate.pdf --trust root.pem --json")
@click.argument("file", type=Place())
@click.option(
    "--trust",
    "roots",
    multiple=True,
    type=Place(),
    metavar="PEM",
    help="Certificates to believe beside the installation's own seal; may be repeated.",
)
@click.option(
    "--log-key",
    "log_keys",
    multiple=True,
    type=Place(),
    metavar="FILE",
    help="Key lines of transparency logs to believe beside the own log; may be repeated.",
)
@click.option("--at", "on", type=Day(), metavar="DATE", help="As of the end of that day in Japan.")
@lang_option
@json_option
def command(
    file: Path,
    roots: tuple[Path, ...],
    log_keys: tuple[Path, ...],
    on: date | None,
    lang: str,
    *,
    as_json: bool,
) -> None:
    """Say what FILE is and whether it is authentic. Asks nobody over the network.

    Exit 0: authentic. 1: altered, of an unknown issuer, or not ours. 2: unreadable.
    """
    trust = with_given(own_trust(), roots, log_keys)
    at = datetime.combine(on, time.max, JST) if on else clock().now()
    found = look_at(file, trust, at)
    if as_json:
        say_json(found.as_json(lang))
    else:
        show(found, lang)
    sys.exit(EXIT_CODES.get(found.verdict, ANSWER_IS_NO))


def look_at(file: Path, trust: Trust, at: datetime) -> Examination:
    """Examine a file; one that cannot even be opened is unreadable like any other."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or "?"
        said = Sentence(
            f"ファイルを読めません（{reason}）。", f"The file cannot be read ({reason})."
        )
        complain(f"{file}: {said.ja} / {said.en}")
        return Examination("other", "unreadable", all_checks(), said)
    return examine(data, trust, at=at)


def with_given(own: Trust, roots: tuple[Path, ...], log_keys: tuple[Path, ...]) -> Trust:
    """Return the installation's trust and what the user believes besides."""
    added = tuple(root for path in roots for root in _roots(path))
    return replace(
        own,
        seals=_with(own.seals, added),
        authorities=_with(own.authorities, added),
        log_keys=(*own.log_keys, *(key for path in log_keys for key in _log_keys(path))),
    )


def show(found: Examination, lang: str) -> None:
    """Print the verdict, every check, and what the certificate says."""
    click.echo(f"{found.verdict}: {found.summary.text(lang)}")
    for check in found.checks:
        click.echo(f"  {SIGNS[check.ok]} {check.name}: {check.detail.text(lang)}")
    if found.content:
        number = "保証契約番号" if lang == "ja" else "Guarantee number"
        click.echo(f"  {number}  {found.content.get('guarantee_number')}")


def _with(anchors: Anchors, added: tuple[x509.Certificate, ...]) -> Anchors:
    return replace(anchors, certificates=(*anchors.certificates, *added))


def _roots(path: Path) -> tuple[x509.Certificate, ...]:
    try:
        return load_roots(read_bytes(path, largest=LARGEST_TRUST))
    except ValueError:
        stop_unusable(
            f"{path}: PEM形式の証明書がありません / holds no certificate in PEM (BEGIN CERTIFICATE)"
        )


def _log_keys(path: Path) -> list[LogKey]:
    lines = read_bytes(path, largest=LARGEST_TRUST).decode("utf-8", "replace").split("\n")
    try:
        return [parse_log_key(line) for line in lines if line.strip()] or _no_key()
    except BadNote as error:
        stop_unusable(
            f"{path}: ログの公開鍵の行（名前+鍵ID+鍵）ではありません / "
            f"no log key line (name+id+key): {error}"
        )


def _no_key() -> list[LogKey]:
    raise BadNote("the file is empty")
