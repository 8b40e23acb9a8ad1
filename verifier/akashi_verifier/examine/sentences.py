"""What an examination says (検証の文言): one sentence a finding, in Japanese and English."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from akashi_verifier.examine.findings import Kind, Verdict
from akashi_verifier.sentence import Sentence

_JAPAN = timezone(timedelta(hours=9))

SEAL = {
    "": Sentence(
        "封印（電子署名）は正しく、封印された時から1バイトも変わっていません。",
        "The seal (electronic signature) is right; not one byte changed since it was put on.",
    ),
    "missing": Sentence(
        "封印（電子署名）がありません。取り除かれたか、初めから封印されていない文書です。",
        "There is no seal (electronic signature): it was removed, or never put on.",
    ),
    "structure": Sentence(
        "文書の作りが壊れているか、作り直されていて、封印を確かめられません。",
        "The file was rebuilt or its structure is broken, so that the seal cannot be checked.",
    ),
    "byte_range": Sentence(
        "封印が文書の全体を覆っていません。", "The seal does not cover the whole document."
    ),
    "container": Sentence(
        "封印の入れ物の形が違います。", "The container of the seal has another form."
    ),
    "permissions": Sentence(
        "「変更を許さない」証明用の署名ではありません。",
        "The signature is no certification that allows no changes.",
    ),
    "form": Sentence(
        "封印の欄が、本システムの封印と違います。", "The seal's field is not as in seals of ours."
    ),
    "signatures": Sentence(
        "封印のほかに署名があります。", "There is another signature besides the seal."
    ),
    "active": Sentence(
        "動く仕掛け（スクリプトなど）が入っています。",
        "Active parts (scripts or the like) are inside.",
    ),
    "unreadable": Sentence("封印の中身が読めません。", "The content of the seal cannot be read."),
    "digest": Sentence(
        "封印の後で文書の内容が変えられています。", "The document was changed after it was sealed."
    ),
    "signature": Sentence(
        "電子署名の値が正しくありません。", "The value of the electronic signature is wrong."
    ),
    "second_opinion": Sentence(
        "別の検証器（pyHanko）がこの封印を認めませんでした。",
        "A second checker (pyHanko) does not accept this seal.",
    ),
}

CHAIN = {
    "unknown_issuer": Sentence(
        "封印の鍵は、こちらで信頼している鍵ではありません。名称が同じでも発行者は別です。",
        "The key of the seal is not trusted here; even under the same name it is another issuer.",
    ),
    "other_surety": Sentence(
        "封印の鍵は、証書に書かれた保証会社のものではなく、別の保証会社のものです。",
        "The key of the seal belongs to another surety than the one the certificate names.",
    ),
    "expired": Sentence(
        "封印の時点で証明書の有効期間が過ぎていました（封印の時刻を示せない場合は現在の時点で判断します）。",
        "The certificate had expired when sealing (without proof of that time: as of now).",
    ),
    "not_yet_valid": Sentence(
        "封印の時点で証明書の有効期間がまだ始まっていませんでした。",
        "The certificate was not valid yet when the seal was put on.",
    ),
    "revoked": Sentence(
        "封印の証明書は失効しています。", "The certificate of the seal is revoked."
    ),
    "wrong_usage": Sentence(
        "封印に使ってよい証明書ではありません（用途が違います）。",
        "The certificate is not meant for sealing (wrong key usage).",
    ),
    "weak": Sentence(
        "封印の証明書が、弱い鍵か古いハッシュで発行されています。",
        "The certificate of the seal was issued with a weak key or an outdated hash.",
    ),
    "unreadable": Sentence(
        "封印の証明書が読めません。", "The certificate of the seal cannot be read."
    ),
}

TIMESTAMP = {
    "": Sentence("時刻認証は正しいものです。", "The time stamp is right."),
    "none": Sentence(
        "時刻認証がありません（時刻認証待ち、または取り除かれています）。",
        "There is no time stamp: it is still waited for, or was removed.",
    ),
    "unknown_issuer": Sentence(
        "この時刻認証局はこちらで信頼している局ではないので、その時刻は使いません。",
        "The time-stamp authority is not trusted here, so its time is not used.",
    ),
    "wrong": Sentence("時刻認証が正しくありません。", "The time stamp is wrong."),
    "future": Sentence(
        "時刻認証の時刻が、検証の時点（または、それを覆う新しい時刻認証）より後です。",
        "The time stamp is later than the examination, or than a newer stamp over it.",
    ),
    "expired": Sentence(
        "時刻認証局の証明書の有効期間が過ぎ、それより前に新しい時刻認証で覆われていないので、"
        "その時刻は使いません。",
        "The authority's certificate expired and no newer stamp covered it in time, so its time "
        "is not used any more.",
    ),
    "revoked": Sentence(
        "時刻認証局の証明書が失効し、それより前に新しい時刻認証で覆われていないので、"
        "その時刻は使いません。",
        "The authority's certificate was revoked and no newer stamp covered it before, so its "
        "time is not used any more.",
    ),
}

OUTLIVED = ("expired", "revoked")
"""Why a time stamp that was good once is not used any more."""

ARCHIVE_OUTLIVED = Sentence(
    "後から足された時刻認証のうち、有効期間が過ぎたか失効した局のものは使っていません。",
    "Later stamps whose authority has expired or was revoked by now are not used.",
)

CONTENT = {
    "": Sentence(
        "機械可読の記載事項が封印の中にあり、正規の形で、採録証明とも一致します。",
        "The machine-readable content is under the seal, canonical, and agrees with the evidence.",
    ),
    "alone": Sentence(
        "機械可読の記載事項が封印の中にあり、正規の形です。",
        "The machine-readable content is under the seal and canonical.",
    ),
    "attachments": Sentence(
        "添付ファイルの組が、本システムの電子証書のものではありません。",
        "The attached files are not those of a certificate of ours.",
    ),
    "missing": Sentence(
        "機械可読の記載事項（content.json）がありません。",
        "There is no machine-readable content (content.json).",
    ),
    "form": Sentence(
        "機械可読の記載事項が正規の形ではありません。",
        "The machine-readable content is not of the canonical form.",
    ),
    "evidence": Sentence(
        "記載事項と採録証明が別のものです。",
        "Content and evidence belong to different certificates.",
    ),
}

LOG = {
    "none": Sentence(
        "透明性ログの採録証明がありません。", "There is no evidence of the transparency log."
    ),
    "unknown_log": Sentence(
        "採録証明の道筋は正しいですが、このログの鍵がここに無いので署名は確かめていません。",
        "The proof leads to its checkpoint; the log's key is not known here, so its signature was "
        "not checked.",
    ),
    "form": Sentence("採録証明の形が違います。", "The evidence has another form."),
    "leaf": Sentence("採録証明から葉を計算できません。", "The evidence does not make a leaf."),
    "path": Sentence(
        "採録証明をたどっても、ログの根に着きません。",
        "The inclusion proof does not lead to the root of the log.",
    ),
    "checkpoint": Sentence(
        "採録証明のチェックポイントが正しくありません。", "The checkpoint in the evidence is wrong."
    ),
    "signature": Sentence(
        "チェックポイントの署名が、このログの鍵のものではありません。",
        "The checkpoint is not signed by the key of this log.",
    ),
}

LATER = {
    "": Sentence("封印の後に変えられたところはありません。", "Nothing was changed after the seal."),
    "trailing_bytes": Sentence(
        "ファイルの終わりの後ろに、余分なバイトがあります。",
        "There are extra bytes behind the end of the file.",
    ),
    "stamp_authority": Sentence(
        "封印の後に、こちらで信頼していない時刻認証が足されています。",
        "A time stamp that is not trusted here was added after the seal.",
    ),
    "strange_stamp": Sentence(
        "封印の後に変えられたところはありません。足された時刻認証の局はここで知らないので、"
        "その時刻は使いません。",
        "Nothing was changed after the seal. The authority of the added time stamp is not known "
        "here, so its time is not used.",
    ),
    "other": Sentence(
        "封印の後に文書へ変更が加えられています。", "The document was changed after it was sealed."
    ),
}

SUMMARY: dict[tuple[Kind, Verdict], Sentence] = {
    ("certificate", "authentic"): Sentence(
        "本物の電子証書です。封印の後に変えられていません。",
        "This is an authentic certificate, unchanged since it was sealed.",
    ),
    ("certificate", "altered"): Sentence(
        "電子証書ですが、そのままでは受け取れません。変えられているか、証拠が欠けています。"
        "発行した保証会社の原本を、保証契約番号と認証キーで開いてください。",
        "A certificate, but do not accept it as it is: it was changed, or evidence is missing. "
        "Open the original with guarantee number and access key.",
    ),
    ("certificate", "unknown_issuer"): Sentence(
        "電子証書の形をしていますが、封印の鍵がここで信頼できるものではありません。"
        "保証契約番号と認証キーで原本を開いて確かめてください。",
        "It looks like a certificate, but the key of its seal cannot be trusted here. "
        "Open the original with guarantee number and access key.",
    ),
    ("certificate", "unreadable"): Sentence(
        "電子証書のようですが、ファイルが壊れているか途中で切れていて読めません。もう一度受け取り直してください。",
        "It seems to be a certificate, but the file is damaged or cut short. Get it again.",
    ),
    ("key_notice", "not_ours"): Sentence(
        "これは電子証書ではなく、認証キー等のお知らせです。書かれている保証契約番号と認証キーを"
        "発注者の確認ページに入力すると、電子証書が開きます。",
        "This is no certificate but a key notice. Enter its guarantee number and access key on the "
        "obligee's page to open the certificate.",
    ),
    ("other", "not_ours"): Sentence(
        "本システムの文書ではありません。別のファイルを選んでいないか確かめてください。",
        "This is no document of ours. Check whether you chose the right file.",
    ),
}

UNREADABLE = {
    "not_pdf": Sentence(
        "PDFではありません。電子証書のPDFファイルを選んでください。",
        "This is not a PDF. Choose the PDF file of the certificate.",
    ),
    "too_large": Sentence(
        "ファイルが大きすぎます（20MBまで）。本システムの電子証書は1MBより小さいファイルです。",
        "The file is too large (20 MB at most). A certificate of ours is smaller than 1 MB.",
    ),
    "encrypted": Sentence(
        "パスワードで保護されたPDFは読めません。保護していない元のファイルを選んでください。",
        "A PDF protected by a password cannot be read. Choose the original without protection.",
    ),
    "damaged": Sentence(
        "ファイルが壊れているか、途中で切れています。もう一度受け取り直してください。",
        "The file is damaged or cut short. Get it again.",
    ),
    "failed": Sentence(
        "このファイルの検証を最後まで行えませんでした。別のファイルで試すか、運用者に知らせてください。",
        "This file could not be examined to the end. Try another one, or tell the operator.",
    ),
}


def trusted(name: str) -> Sentence:
    """Say whose seal it is."""
    return Sentence(
        f"封印は {name} の、こちらで信頼している鍵によるものです。",
        f"The seal is by a key trusted here: {name}.",
    )


def stamped(at: datetime) -> Sentence:
    """Say when the time-stamp authority saw the seal."""
    local = at.astimezone(_JAPAN)
    return Sentence(
        f"{local:%Y年%m月%d日 %H時%M分%S秒}（日本時間）には封印されていたことを、"
        "時刻認証局が示しています。",
        f"A time-stamp authority states that it was sealed by {local:%Y-%m-%d %H:%M:%S} (Japan).",
    )


def archived(at: datetime) -> Sentence:
    """Say by when the file is proven to have existed, without a stamp of the seal's own."""
    local = at.astimezone(_JAPAN)
    return Sentence(
        f"{local:%Y年%m月%d日 %H時%M分%S秒}（日本時間）には封印されていたことを、"
        "後から文書全体に付けた時刻認証が示しています。",
        "A time stamp added later over the whole document states that it was sealed by "
        f"{local:%Y-%m-%d %H:%M:%S} (Japan).",
    )


def with_note(said: Sentence, note: Sentence) -> Sentence:
    """Return one sentence followed by another."""
    return Sentence(said.ja + note.ja, f"{said.en} {note.en}")


def logged(origin: str, index: int, size: int) -> Sentence:
    """Say where in the log the certificate stands."""
    return Sentence(
        f"透明性ログ {origin} の {index} 番（全 {size} 件の時点）に採録されています。",
        f"Recorded in the transparency log {origin} at index {index} (of {size} entries then).",
    )
