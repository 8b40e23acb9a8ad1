"""The post (郵便): one letter, one recipient, a fixed set of headers, over a real SMTP server."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from ipaddress import ip_address
from pathlib import Path
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from akashi.adapters.post import Letter, PostRefuses, SmtpPost, StoredPost, compose

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
}
EVIL = ["\r\nBcc: a@evil.example", "\nX: y", "\x85X: y", "\u2028X: y", "\u2029X: y", "\x0bX: y"]


def letter(**changes: str) -> Letter:
    given = {"to": "keiri@zanpa.example", "subject": "件名", "body": "本文", **changes}
    return Letter(**given, message_id="<a@akashi.example>", at=AT)


class Sink:
    """Keeps what an SMTP server is handed."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail."""
        self.envelopes.append(envelope)
        return "250 OK"

    def last(self) -> Message:
        """Return the last mail."""
        return message_from_bytes(self.envelopes[-1].content)


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def server(sink: Sink) -> Iterator[Controller]:
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def port_of(controller: Controller) -> int:
    return controller.port


def test_a_letter_arrives_in_utf_8_with_every_rare_character(server: Controller, sink: Sink):
    post = SmtpPost(f"smtp://127.0.0.1:{port_of(server)}", "akashi@surety.example")
    post.send(letter(subject="【保証】髙﨑𠮷のお知らせ", body="辻󠄀様\n〜①㈱"))
    assert sink.envelopes[-1].rcpt_tos == ["keiri@zanpa.example"]
    assert sink.envelopes[-1].mail_from == "akashi@surety.example"
    assert str(make_header(decode_header(sink.last()["Subject"]))) == "【保証】髙﨑𠮷のお知らせ"
    assert sink.last().get_payload(decode=True).decode() == "辻󠄀様\r\n〜①㈱\r\n"
    assert sink.last()["Auto-Submitted"] == "auto-generated"
    assert sink.last()["Message-ID"] == "<a@akashi.example>"


@pytest.mark.parametrize("evil", EVIL)
def test_no_line_break_of_any_kind_adds_a_header(server: Controller, sink: Sink, evil: str):
    post = SmtpPost(f"smtp://127.0.0.1:{port_of(server)}", "akashi@surety.example")
    post.send(letter(subject=f"件名{evil}"))
    assert set(sink.last().keys()) == HEADERS
    assert sink.envelopes[-1].rcpt_tos == ["keiri@zanpa.example"]


@pytest.mark.parametrize(
    "to",
    [
        "a@b.example, c@d.example",
        "a@b.example; c@d.example",
        "a@b.example (c@d.example)",
        "<a@b.example>",
        '"a b"@b.example',
        "a@b@c.example",
        "a b@c.example",
        "=?utf-8?q?a=40b.example=2C?=@c.example",
        "nobody",
        "",
        *[f"a@b.example{evil}" for evil in EVIL],
    ],
)
def test_only_one_plain_address_is_written_to(to: str):
    for post in (StoredPost(), SmtpPost("smtp://127.0.0.1:1", "akashi@surety.example")):
        with pytest.raises(PostRefuses):
            post.send(letter(to=to))


def test_lines_are_short_enough_for_every_server():
    written = compose(letter(body="長" * 5000), "akashi@surety.example").as_bytes()
    assert max(len(line) for line in written.split(b"\r\n")) <= 78


@pytest.mark.parametrize("url", ["", "http://host", "smtp://", "smtp:host"])
def test_an_address_that_is_no_mail_server_is_refused(url: str):
    with pytest.raises(PostRefuses):
        SmtpPost(url, "akashi@surety.example")


def test_a_server_that_cannot_be_reached_is_an_error_to_try_again():
    with pytest.raises(OSError):
        SmtpPost("smtp://127.0.0.1:1", "akashi@surety.example").send(letter())


def test_over_tls_user_and_password_are_given_and_the_certificate_is_checked(
    sink: Sink, tmp_path: Path
):
    certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, tmp_path / "key.pem")
    seen: list[tuple[bytes, bytes]] = []

    def check(*asked: object) -> AuthResult:
        login = asked[-1]
        seen.append((login.login, login.password))  # type: ignore[attr-defined]
        return AuthResult(success=True)

    controller = Controller(
        sink,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=context,
        require_starttls=True,
        authenticator=check,
        auth_required=True,
    )
    controller.start()
    try:
        address = f"smtp+starttls://user:p%40ss@127.0.0.1:{port_of(controller)}"
        SmtpPost(f"{address}?ca={certificate}", "akashi@surety.example").send(letter())
        assert seen == [(b"user", b"p@ss")]
        with pytest.raises(ssl.SSLError):
            SmtpPost(address, "akashi@surety.example").send(letter())
    finally:
        controller.stop()


def self_signed(folder: Path) -> Path:
    """Return a certificate for 127.0.0.1, its key beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(AT - timedelta(days=3650))
        .not_valid_after(AT + timedelta(days=3650))
        .add_extension(address, critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    path = folder / "certificate.pem"
    path.write_bytes(made.public_bytes(Encoding.PEM))
    return path
