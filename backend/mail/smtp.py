"""Letters to a mail server."""

import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from urllib.parse import SplitResult, unquote

from backend.addresses.web_address import LOOPBACK
from backend.mail.refusals import Down, Refused, text_of

SECONDS = 15
PORTS = {"smtp": 587, "smtps": 465}
LINE_WITH_DOT = re.compile(rb"^\.", re.MULTILINE)  # a dot alone would end the letter
END = b"\r\n.\r\n"
BUSY = 421  # the server closes this connection
FIRST = 530  # a name and password, or encryption, before it hears more


class Server:
    """Dialled for the first word, and again where we hung up."""

    def __init__(self, parts: SplitResult) -> None:
        self.parts = parts
        self.server: smtplib.SMTP | None = None
        self.took_one, self.barred_by = False, 0

    def send(self, letter: EmailMessage, may: Callable[[], bool]) -> bool:
        with self._talking() as server:
            took = _hand_over(server, letter, may)
        self.took_one = self.took_one or took
        return took

    def tell_whether_barred(self) -> None:
        """Raises Down where it took no letter and the fault is ours."""
        if self.barred_by and not self.took_one:
            raise Down("barred", self.barred_by)

    def greet(self, sender: str) -> None:
        with self._talking() as server:
            _name_sender(server, sender)
            answer = server.rcpt(sender)  # whether this one has a mailbox does not matter
            if Refused(_code(answer), answer[1]).barred:
                raise Down("barred", answer[0])
            server.rset()

    def hang_up(self) -> None:
        if self.server and self.server.sock:
            with suppress(smtplib.SMTPException, OSError):
                self.server.quit()

    @contextmanager
    def _talking(self) -> Iterator[smtplib.SMTP]:
        """As long as nothing goes wrong it can be talked to again afterwards, or else is dialled anew."""
        server = self._open()
        try:
            yield server
        except Refused as no:
            self.barred_by = no.code if no.barred else self.barred_by
            with suppress(smtplib.SMTPException, OSError):
                server.rset()
            raise
        except (smtplib.SMTPException, OSError) as broken:
            server.close()
            raise Down("broke_off") from broken
        except Exception:
            server.close()  # it may wait for the text of this letter
            raise

    def _open(self) -> smtplib.SMTP:
        if self.server is None or self.server.sock is None or _is_over(self.server):
            self.server = _dial(self.parts)
        return self.server


class _Line(smtplib.SMTP):
    """Each answer is there as a whole in time: a server that drips one would hold us for ever."""

    def getreply(self) -> tuple[int, bytes]:
        late = threading.Timer(SECONDS, self._hang_up)
        late.daemon = True
        late.start()
        try:
            return super().getreply()
        finally:
            late.cancel()

    def _hang_up(self) -> None:
        if line := self.sock:
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)  # not TLS's own: it asks the server first


class _SecureLine(_Line, smtplib.SMTP_SSL):
    """The same, over TLS from its first word."""


def _is_over(server: smtplib.SMTP) -> bool:
    """Has it hung up since the last letter? Many take so many on one connection, which is no fault."""
    with suppress(smtplib.SMTPException, OSError):
        if server.noop()[0] == 250:
            return False
    server.close()
    return True


def _hand_over(server: smtplib.SMTP, letter: EmailMessage, may: Callable[[], bool]) -> bool:
    """By hand and not with `sendmail`, which leaves no moment between the server's yes and the text."""
    _, sender = parseaddr(letter["From"])
    _, recipient = parseaddr(letter["To"])
    _name_sender(server, sender)
    _check(server.rcpt(recipient), 250, 251)
    _check(server.docmd("DATA"), 354)
    if not may():
        server.close()  # the only way to say no now
        return False
    server.send(LINE_WITH_DOT.sub(b"..", letter.as_bytes(policy=SMTP)).rstrip() + END)
    code, said = server.getreply()
    if code != 250:
        raise Refused(code, said)
    return True


def _name_sender(server: smtplib.SMTP, sender: str) -> None:
    answer = server.mail(sender)
    if _code(answer) == FIRST:
        raise Down("first", f"{answer[0]} {text_of(answer[1])}")
    if answer[0] != 250:
        raise Down("sender", f"{sender} ({answer[0]} {text_of(answer[1])})" if answer[0] > 0 else sender)


def _check(answer: tuple[int, bytes], *good: int) -> None:
    code = _code(answer)
    if code not in good:
        raise Refused(code, answer[1])


def _code(answer: tuple[int, bytes]) -> int:
    code, said = answer
    if code == BUSY:
        raise Down("busy", text_of(said)[:100])
    return code


def _dial(parts: SplitResult) -> smtplib.SMTP:
    """Signed in, over TLS; without it on this machine only."""
    host, secure = parts.hostname or "", ssl.create_default_context()
    address = (host, parts.port or PORTS[parts.scheme])
    try:
        if parts.scheme == "smtps":
            server: smtplib.SMTP = _SecureLine(*address, timeout=SECONDS, context=secure)
        else:
            server = _Line(*address, timeout=SECONDS)
            if host not in LOOPBACK:
                server.starttls(context=secure)
        server.ehlo_or_helo_if_needed()
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except smtplib.SMTPAuthenticationError as no:
        raise Down("sign_in", no.smtp_code) from None
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as no:
        raise Down("no_tls", host) from no
    except smtplib.SMTPResponseException as no:
        if no.smtp_code < 400:  # none that a mail server gives here
            raise Down("unreachable", host) from None
        raise Down("busy", text_of(no.smtp_error)[:100]) from None
    except (smtplib.SMTPException, OSError, ValueError) as no:  # a question at sign-in that is no base64
        raise Down("unreachable", host) from no
    return server
