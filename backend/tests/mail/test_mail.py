"""Letters to a mail server: whole, over a line that can be trusted, and never into the middle of another."""

import ssl
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from backend import mail
from backend.tests.digest.post import text_of
from backend.tests.mailbox import serving


def letter(text: str = "Hello") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Message-ID"] = (
        "news@acme.example",
        "amira@acme.example",
        "<1@acme.example>",
    )
    made.set_content(text)
    return made


def test_lines_that_begin_with_a_dot_arrive_as_they_were() -> None:
    text = ".\n..\n. a line\nend\n"
    with serving() as mailbox, mail.connected(mailbox.url) as post:
        assert post.send(letter(text), lambda: True)
    assert text_of(mailbox.letters[0][1]).splitlines() == text.splitlines()


def test_a_no_in_the_last_moment_or_a_break_there_leaves_the_next_letter_whole() -> None:
    def breaks() -> bool:
        raise ValueError("the database is gone")

    with serving() as mailbox, mail.connected(mailbox.url) as post:
        assert not post.send(letter("first"), lambda: False)
        with pytest.raises(ValueError, match="database"):
            post.send(letter("second"), breaks)
        assert post.send(letter("third"), lambda: True)
    assert [text_of(one).strip() for _, one in mailbox.letters] == ["third"]


def test_a_server_is_spoken_to_only_under_a_certificate_that_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = tmp_path / "chain.pem"
    chain.write_bytes(certificate())
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(chain)
    with serving(tls) as mailbox:
        url = mailbox.url.replace("smtp:", "smtps:")
        with pytest.raises(mail.Down) as down, mail.connected(url) as post:
            post.send(letter(), lambda: True)
        assert down.value.reason == "no_tls"
        monkeypatch.setenv("SSL_CERT_FILE", str(chain))
        with mail.connected(url) as post:
            assert post.send(letter(), lambda: True)
    assert mailbox.recipients == ["amira@acme.example"]


def certificate() -> bytes:
    """Key and certificate of this machine, signed by nobody else, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mailbox")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, traditional = serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL
    private = key.private_bytes(pem, traditional, serialization.NoEncryption())
    return private + made.public_bytes(pem)
