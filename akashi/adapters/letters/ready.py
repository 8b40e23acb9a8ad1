"""The mail 「電子証書・認証キー登録のお知らせ」: the certificate is there; the key is not in it."""

from __future__ import annotations

from akashi.adapters.letters.sheet import Sender, Text, Wording, one_line, write


def certificate_ready(
    sender: Sender, *, contractor: str, guarantee_number: str, works_name: str
) -> Wording:
    """Tell the contractor that certificate and key can be seen after signing in.

    出典: 西日本建設業保証「電子保証のご案内」 (読谷村)
    """
    works = one_line(works_name)
    ja = Text(
        "電子証書・認証キー登録のお知らせ",
        (
            "保証契約が締結され、電子証書と認証キーを登録しました。",
            f"  保証契約番号  {guarantee_number}\n  工事名        {works}",
            "次の手順で、認証キー等のお知らせを発注者へ提出してください。",
            (
                f"  1. ログインします。 {sender.sign_in_url}\n"
                "  2. 保証契約番号を選び、電子証書の内容を確認します。\n"
                "  3. 「認証キー」の「表示」を押します。\n"
                "  4. 「認証キー等のお知らせ」(PDF)をダウンロードします。\n"
                "  5. そのPDFを、発注者の定める方法で契約担当窓口へ提出します。"
            ),
            (
                "【重要】提出するのは「認証キー等のお知らせ」です。"
                "電子証書の閲覧画面を保存・印刷したものは、提出したことになりません。\n"
                "認証キーは、このメールには記載していません。"
            ),
        ),
    )
    en = Text(
        "",
        (
            "The guarantee is concluded; its electronic certificate and access key are registered.",
            f"  Guarantee number  {guarantee_number}\n  Works             {works}",
            (
                f"  1. Sign in: {sender.sign_in_url}\n"
                "  2. Choose the guarantee number and check the certificate.\n"
                "  3. Press “表示 (Show)” beside “認証キー (Access key)”.\n"
                "  4. Download the key notice (認証キー等のお知らせ, PDF).\n"
                "  5. Hand that PDF in to the obligee's contracting office, the way it asks for."
            ),
            (
                "Important: hand in the key notice, not a copy of the certificate page. "
                "This mail does not contain the access key."
            ),
        ),
    )
    return write("certificate_ready", sender, contractor, ja, en)
