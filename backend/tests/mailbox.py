"""A small mail server of our own, on loopback: keeps what it takes, and answers as a test wants it to."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from socketserver import StreamRequestHandler, ThreadingTCPServer
from ssl import SSLContext

USUAL = {"DATA": b"354 go on", "QUIT": b"221 bye"}


@dataclass
class Mailbox:
    """`answer` may say something else than usual to a line; "." stands for a whole letter.

    `drips`: a line to which the answer begins, and goes on without an end. `hangs_up`: after each letter.
    """

    server: ThreadingTCPServer
    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    answer: Callable[[str], bytes | None] = lambda line: None
    drips: str | None = None
    hangs_up: bool = False

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server.server_address[1]}"

    @property
    def recipients(self) -> list[str]:
        return [to for to, _ in self.letters]

    def hear(self, line: str) -> bytes:
        self.lines.append(line)
        return self.answer(line) or USUAL.get(line[:4], b"250 fine")


@contextmanager
def serving(tls: SSLContext | None = None) -> Iterator[Mailbox]:
    """A mailbox that ends with the block."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            self.say(b"220 mailbox")
            to = ""
            while line := self.rfile.readline():
                verb, space, rest = line.decode().strip().partition(" ")
                said = f"{verb.upper()}{space}{rest}"
                to = said[9:-1] if said.startswith("RCPT TO:<") else to
                answer = mailbox.hear(said)
                self.drip(said)
                self.say(answer)
                if answer.startswith(b"354"):
                    self.take(to)
                    if mailbox.hangs_up:
                        return
                elif answer.startswith((b"221", b"421")):
                    return

        def take(self, to: str) -> None:
            body = b""
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                body += line.removeprefix(b".")
            if not line:
                return
            answer = mailbox.hear(".")
            self.drip(".")
            if answer.startswith(b"250"):
                mailbox.letters.append((to, message_from_bytes(body, policy=default)))
            self.say(answer)

        def drip(self, said: str) -> None:
            while mailbox.drips and said.startswith(mailbox.drips):
                self.say(b"250-and")
                time.sleep(0.05)

        def say(self, line: bytes) -> None:
            self.wfile.write(line + b"\r\n")

    class Server(ThreadingTCPServer):
        daemon_threads = allow_reuse_address = True

        def handle_error(self, *_: object) -> None:
            pass  # whoever hung up was killed

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    mailbox = Mailbox(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield mailbox
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
