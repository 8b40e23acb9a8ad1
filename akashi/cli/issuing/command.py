"""`akashi issue`: the main job without a browser (一括発行), from application file to documents."""

from __future__ import annotations

import json
from pathlib import Path

import click

from akashi.cli.answers import (
    json_option,
    lang_option,
    say_json,
    stop_refused,
    stop_unreadable,
    stop_unusable,
)
from akashi.cli.inputs import Place, read_application
from akashi.cli.issuing.issued_files import CERTIFICATE, CONTENT, KEY_NOTICE, IssueFolder
from akashi.cli.store import ready_store
from akashi.config.wiring import toolbox
from akashi.domain.underwriting import Finding
from akashi.domain.violations import RuleViolation, Sentence
from akashi.workflows.idempotency import UNUSABLE_KEY
from akashi.workflows.whole_path.issue_whole import Issued, NotSealedYet, issue_whole

TIMESTAMP_PENDING = Finding(
    "timestamp_pending",
    Sentence(
        "時刻認証待ちです。時刻認証局が応答しだい、証書に時刻認証が追加されます。",
        "Waiting for a time stamp (時刻認証待ち): it is added to the certificate by itself.",
    ),
)
ILLUSTRATIVE = "illustrative_rates"
"""A finding about our own tables, not about the application; `akashi quote` says it."""


@click.command(epilog="Example: akashi issue application.json --out ./issued --json")
@click.argument("application", type=Place())
@click.option(
    "--out",
    required=True,
    type=Place(),
    metavar="DIR",
    help="Made if need be; gets certificate.pdf, key-notice.pdf and content.json.",
)
@click.option("--show-key", is_flag=True, help="Answer the access key too; it is recorded.")
@click.option("--idempotency-key", metavar="K", help="The same K and file: the same answer again.")
@lang_option
@json_option
def command(
    application: Path,
    out: Path,
    lang: str,
    *,
    show_key: bool,
    idempotency_key: str | None,
    as_json: bool,
) -> None:
    """Issue the guarantee of an application file: the whole path, on the configured store.

    Submitted, accepted, approved by a second person, premium received, concluded, logged and
    sealed; the contractor's mail is queued. Rules broken: exit 1 and every one of them.
    """
    document = read_application(application, lang=lang)
    folder = IssueFolder(out)
    folder.check()
    done = False
    try:
        ready_store()
        tools = toolbox()
        issued = issue_whole(
            document,
            idempotency_key=idempotency_key,
            show_key=show_key,
            at=tools.clock.now(),
            toolbox=tools,
        )
        done = True
    except RuleViolation as refused:
        if any(each.code == UNUSABLE_KEY for each in refused.violations):
            stop_unreadable(refused.violations, lang=lang)
        stop_refused(refused.violations, as_json=as_json, lang=lang)
    except NotSealedYet as waits:
        stop_unusable(waiting(waits, again=idempotency_key is not None))
    finally:
        if not done:
            folder.take_back()
    hand_over(issued, folder)
    if as_json:
        say_json(answer(issued, folder, lang))
    else:
        show(issued, folder, lang)


def hand_over(issued: Issued, folder: IssueFolder) -> None:
    """Write the documents; what cannot be written is not lost, so say where it is."""
    try:
        folder.write(
            certificate=issued.certificate, key_notice=issued.key_notice, content=issued.content
        )
    except OSError as error:
        stop_unusable(
            f"保証契約 {issued.guarantee_number} は成立しましたが、{folder.path} に書けません"
            f"（{error.strerror}）。書類は記録簿にあります / {issued.guarantee_number} is issued, "
            f"but {folder.path} cannot be written ({error.strerror}); the store has the documents"
        )


def waiting(waits: NotSealedYet, *, again: bool) -> str:
    """Say that a guarantee stands whose certificate waits, and where its documents will be.

    `again`: the same command brings them, because it was given an idempotency key.
    """
    ja, en = _AGAIN if again else _ELSEWHERE
    return (
        f"保証契約 {waits.guarantee_number} は締結されましたが、証書をいま封印できません。"
        f"`akashi work` が後で仕上げます。{ja} / {waits.guarantee_number} is concluded, but cannot "
        f"be sealed just now; `akashi work` finishes it. {en} ({waits.__cause__})"
    )


def answer(issued: Issued, folder: IssueFolder, lang: str) -> dict[str, object]:
    """Return the answer for programs, as the contract names its members."""
    given: dict[str, object] = {
        "guarantee_number": issued.guarantee_number,
        "certificate": str(folder.path / CERTIFICATE),
        "key_notice": str(folder.path / KEY_NOTICE) if issued.key_notice else None,
        "content": str(folder.path / CONTENT),
        "content_sha256": issued.content_sha256,
        "premium_yen": issued.premium_yen,
        "log_index": issued.log_index,
        "remarks": [
            {"code": each.code, "message": each.sentence.text(lang)}
            for each in remarks(issued)
            if each.code != ILLUSTRATIVE
        ],
    }
    if issued.access_key is not None or issued.key_notice is None:
        # On paper delivery both are null, so that nobody waits for them.
        given["access_key"] = issued.access_key
    return given


def remarks(issued: Issued) -> tuple[Finding, ...]:
    """Return what there is to say about the guarantee, and about its seal."""
    return (*issued.remarks, TIMESTAMP_PENDING) if issued.awaits_timestamp else issued.remarks


def show(issued: Issued, folder: IssueFolder, lang: str) -> None:
    """Print the answer for people."""
    words = _JA if lang == "ja" else _EN
    content = json.loads(issued.content)
    click.echo(f"{words[0]}  {issued.guarantee_number}")
    click.echo(f"{words[1]}  {content['guaranteed_amount_yen']:,}円")
    click.echo(f"{words[2]}  {issued.premium_yen:,}円")
    if issued.access_key:
        click.echo(f"{words[3]}  {issued.access_key}")
    names = [CERTIFICATE, KEY_NOTICE, CONTENT] if issued.key_notice else [CERTIFICATE, CONTENT]
    for name in names:
        click.echo(str(folder.path / name))
    for remark in remarks(issued):
        click.echo(remark.sentence.text(lang), err=True)


_AGAIN = (
    "同じ --idempotency-key で実行し直すと書類を受け取れます",
    "The same --idempotency-key brings the documents then",
)
_ELSEWHERE = (
    "書類はその後、保証契約のページと API にあります。実行し直すと二つ目を発行します",
    "The documents stand on its page and in the API then; running this again issues a second one",
)
_JA = ("保証契約番号", "保証金額", "保証料", "認証キー")
_EN = ("Guarantee number", "Guaranteed amount", "Premium", "Access key")
