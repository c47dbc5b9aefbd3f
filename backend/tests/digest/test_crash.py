"""Workers die in the middle, and work beside one another: nobody gets it twice, nobody is left out."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from backend.db import now
from backend.digest import service
from backend.digest.models import Digest
from backend.people import service as people
from backend.running import worker
from backend.tests import cast
from backend.tests.digest.post import published
from backend.tests.mailbox import Mailbox

READERS = [f"p{number}@acme.example" for number in range(8)]


@pytest.fixture
def readers(app: Flask, tx: Any) -> None:
    """Eight who want it, and something new."""

    def prepare(session: Any) -> None:
        published(session)
        for email in READERS:
            service.choose(session, people.add_person(session, email, email).id, True)

    tx(prepare)


def leases_run_out(session: Any) -> None:
    session.query(Digest).update({"leased_until": now() - timedelta(seconds=1)})


@pytest.mark.usefixtures("readers")
@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA", "."])
def test_a_worker_that_is_killed_is_followed_by_one_who_goes_on(
    mailbox: Mailbox,
    database_url: str,
    public_url: str,
    app: Flask,
    tx: Any,
    moment: str,
) -> None:
    killed = begin(mailbox, database_url, public_url)
    mailbox.answer = nth(4, moment, lambda: killed.send_signal(signal.SIGKILL))
    assert killed.wait(60) == -signal.SIGKILL
    before = len(mailbox.letters)
    assert 3 <= before <= 4
    tx(leases_run_out)
    mailbox.answer = lambda line: None
    worker.turn(app)
    twice = {to: count for to, count in Counter(mailbox.recipients).items() if count > 1}
    assert twice == {}
    assert set(mailbox.recipients) == set(READERS)


@pytest.mark.usefixtures("readers")
def test_three_workers_send_each_letter_once(app: Flask, mailbox: Mailbox) -> None:
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: worker.turn(app), range(3)))
    assert sorted(mailbox.recipients) == READERS


def begin(mailbox: Mailbox, database_url: str, public_url: str) -> "subprocess.Popen[bytes]":
    """`plainspoken worker --once` in a process of its own."""
    settings = {
        "PLAINSPOKEN_SECRET": cast.SECRET,
        "DATABASE_URL": database_url,
        "PLAINSPOKEN_URL": public_url,
        "PLAINSPOKEN_MAIL": mailbox.url,
        "PLAINSPOKEN_MAIL_FROM": "news@acme.example",
    }
    command = [sys.executable, "-c", "from backend.cli import cli; cli()", "worker", "--once"]
    return subprocess.Popen(command, env=os.environ | settings, stderr=subprocess.DEVNULL)


def nth(number: int, start: str, act: Callable[[], None]) -> Callable[[str], bytes | None]:
    """Acts when a line that begins so is heard for the `number`th time; then nothing more is said."""
    heard: list[str] = []

    def answer(line: str) -> bytes | None:
        heard.extend([line] if line.startswith(start) else [])
        if line.startswith(start) and len(heard) == number:
            act()
        return None

    return answer
