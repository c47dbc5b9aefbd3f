"""The real addresses, answered by this machine: a WSGI app that the test browser takes for the sites."""

import base64
import datetime as dt
import hashlib
import ssl
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from werkzeug.serving import WSGIRequestHandler, make_server

FOREIGN_HOST = "example.org"  # neither of the two sites: the extension must not be there
HOSTS = ("www.linkedin.com", "x.com", "twitter.com", FOREIGN_HOST)


@dataclass(frozen=True)
class Origins:
    """Where HOSTS are answered; `spki` is the base64 SHA-256 of the key that the browser is told to trust."""

    port: int
    spki: str


class _LateHandshake(ssl.SSLContext):
    """Leaves the handshake to the request's own thread, or an idle connection would hold up all others."""

    def wrap_socket(self, sock: Any, *args: Any, **kwargs: Any) -> ssl.SSLSocket:
        return super().wrap_socket(sock, *args, **kwargs | {"do_handshake_on_connect": False})


class _Quiet(WSGIRequestHandler):
    """Says nothing of requests, nor of a browser that hangs up in the middle of one."""

    def log_request(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:
            self.close_connection = True


def _certificate() -> tuple[bytes, bytes, str]:
    """Key and certificate for HOSTS as PEM, and the key's SPKI digest."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "look-alike sites")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=7))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in HOSTS]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, der = serialization.Encoding.PEM, serialization.Encoding.DER
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public = key.public_key().public_bytes(der, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private, certificate.public_bytes(pem), base64.b64encode(hashlib.sha256(public).digest()).decode()


def _tls(private: bytes, certificate: bytes) -> ssl.SSLContext:
    context = _LateHandshake(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:  # the ssl module loads from files only
        chain = Path(folder, "chain.pem")
        chain.write_bytes(private + certificate)
        context.load_cert_chain(chain)
    return context


@contextmanager
def serve(wsgi_app: Callable[..., Any]) -> Iterator[Origins]:
    """Answer HOSTS over TLS on a free port of 127.0.0.1 while the block runs."""
    private, certificate, spki = _certificate()
    server = make_server(
        "127.0.0.1",
        0,
        wsgi_app,
        threaded=True,
        request_handler=_Quiet,
        ssl_context=_tls(private, certificate),
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Origins(port=server.server_port, spki=spki)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
