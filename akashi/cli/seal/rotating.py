"""`akashi seal rotate`: a new seal for a surety (印章の更新), without a restart."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from cryptography import x509
from django.conf import settings

from akashi.adapters.seal.demo_keys import make_demo_seal
from akashi.adapters.seal.hsm import TokenKey
from akashi.adapters.seal.installing import NewSeal, install_seal
from akashi.adapters.seal.pin import read_pin
from akashi.adapters.seal.seal_files import KeptSeal
from akashi.adapters.seal.seal_key import (
    SealUnavailable,
    UnfitKey,
    ordered_chain,
    read_certificates,
    read_pkcs12,
)
from akashi.cli.answers import json_option, lang_option, say_json, stop_unreadable, stop_unusable
from akashi.cli.inputs import Place, Words
from akashi.cli.seal.listing import described, show, state_of
from akashi.cli.store import ready_store
from akashi.config import wiring
from akashi.domain.people import system_actor
from akashi.domain.violations import RuleViolation
from akashi.workflows.keeping.rotate_seal import rotate_seal, surety_named

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_JAPAN = ZoneInfo("Asia/Tokyo")


class Moment(click.ParamType[datetime]):
    """A date and time with its zone; without a zone Japan time is meant.

    出典: なし (本システムの決定)
    """

    name = "moment"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the time, or say which form is asked for."""
        if isinstance(value, datetime):
            return value
        try:
            given = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(
                f"{value}: 2026-12-01T09:00 の形にしてください / use a form like 2026-12-01T09:00",
                param,
                ctx,
            )
        return given if given.tzinfo else given.replace(tzinfo=_JAPAN)


@click.command(
    epilog="Example: akashi seal rotate --surety MH --certificate new.pem --key new.key "
    "--root root.pem --crl issuing.crl --from 2026-12-01T09:00"
)
@click.option("--surety", type=Words(), help="Code of the surety; needless where there is one.")
@click.option("--certificate", type=Place(), help="PEM: certificate and chain.")
@click.option("--key", type=Place(), help="PEM: the private key.")
@click.option("--pkcs12", type=Place(), help="Key, certificate and chain in one file.")
@click.option("--module", type=Place(), help="PKCS#11 library of a token that keeps the key.")
@click.option("--token", type=Words(), help="Label of the token.")
@click.option("--label", type=Words(), help="Label of the key on the token.")
@click.option("--id", "number", type=Words(), help="Id of the key on the token, hexadecimal.")
@click.option("--root", type=Place(), help="PEM: the root the chain must lead to.")
@click.option("--crl", "crls", type=Place(), multiple=True, help="Revocation list; repeatable.")
@click.option("--pin-file", type=Place(), help="What opens the key; a file of its owner alone.")
@click.option("--from", "start", type=Moment(), help="When it begins to seal; default: now.")
@click.option("--name", type=Words(), help="Name of its folder; default: the moment.")
@lang_option
@json_option
def rotate(
    surety: str | None,
    start: datetime | None,
    name: str | None,
    lang: str,
    *,
    as_json: bool,
    **given: Any,
) -> None:
    """Put in a new seal: it seals from a moment on; what the old one sealed stays valid.

    Without a key, on an installation of demo grade, a new demo seal is made. Running
    `serve` and `work` take it up by themselves.
    """
    ready_store()
    now = wiring.clock().now()
    moment = start or now
    chosen = name or f"{moment.astimezone(_JAPAN):%Y-%m-%dT%H%M%S}"
    if moment < now:
        stop_unusable("--from は過去にできません / --from cannot lie in the past")
    if not _NAME.fullmatch(chosen):
        stop_unusable("--name は英数字と . _ - です / --name is of letters, digits, . _ -")
    try:
        code, company = surety_named(surety)
        new = _new(given, company, now)
        made = rotate_seal(
            code,
            install=lambda: install_seal(
                new,
                wiring.key_files().folder,
                code,
                chosen,
                seals_from=moment,
                word=settings.SEAL_PIN,
            ),
            details={"name": chosen, "seals_from": moment.isoformat()},
            by=system_actor("cli"),
            at=now,
        )
    except RuleViolation as refused:
        stop_unreadable(refused.violations, lang=lang)
    except (UnfitKey, SealUnavailable) as refused:
        stop_unusable(str(refused))
    _tell(made, now, lang, as_json=as_json)


def _tell(made: KeptSeal, now: datetime, lang: str, *, as_json: bool) -> None:
    seals = wiring.seal_box().seals()
    [kept] = [each for each in seals.kept if each.folder == made.folder]
    row = described(kept, state_of(kept, seals, now))
    if as_json:
        say_json(row)
    else:
        show([row], lang)
    if not kept.crls:
        click.echo(
            "失効リスト（--crl）がありません。配布点から取れなければ B-LT に届きません / without a "
            "revocation list (--crl) B-LT is reached only where one can be fetched",
            err=True,
        )


def _new(given: dict[str, Any], company: str, now: datetime) -> NewSeal:
    """Return the seal that the options describe."""
    used = {name for name, value in given.items() if value}
    key_options = used & {"key", "pkcs12", "module"}
    if not key_options and not used & {"certificate", "root", "crls"}:
        return _demo(company, now)
    if len(key_options) != 1 or not given["root"]:
        stop_unusable(
            "--key・--pkcs12・--module のどれか一つと --root を書いてください / give one of --key, "
            "--pkcs12 or --module, and --root"
        )
    if not given["certificate"] and not given["pkcs12"]:
        stop_unusable("--certificate を書いてください / give --certificate")
    word = read_pin(given["pin_file"]) if given["pin_file"] else None
    root, _others = read_certificates(given["root"])
    if given["pkcs12"]:
        password = (word or settings.SEAL_PIN or "").encode() or None
        _private, own, above = read_pkcs12(given["pkcs12"], password)
    else:
        own, above = read_certificates(given["certificate"])
    new = NewSeal(own, ordered_chain(own, [*above, root]), root, b"", crls=given["crls"], word=word)
    if given["module"]:
        return replace(new, key=_on_token(given))
    file = given["pkcs12"] or given["key"]
    return replace(new, key=file.read_bytes(), packed=bool(given["pkcs12"]))


def _on_token(given: dict[str, Any]) -> TokenKey:
    if not given["token"] or not (given["label"] or given["number"]):
        stop_unusable(
            "--token と、--label か --id を書いてください / give --token, and --label or --id"
        )
    try:
        number = bytes.fromhex(given["number"]) if given["number"] else None
    except ValueError:
        stop_unusable("--id は 16 進数です / --id is hexadecimal")
    return TokenKey(Path(given["module"]).resolve(), given["token"], given["label"], number)


def _demo(company: str, now: datetime) -> NewSeal:
    if not wiring.is_demo_grade():
        stop_unusable(
            "本番の印章には --certificate と --key（または --pkcs12・--module）と --root が要ります"
            " / a real seal needs --certificate and --key (or --pkcs12, --module), and --root"
        )
    files = wiring.key_files()
    key, chain = make_demo_seal(files, at=now, surety_name=company)
    own, *above = x509.load_pem_x509_certificates(chain)
    return NewSeal(own, tuple(above), above[-1], key, crls=(files.crl,))
