"""`plainspoken worker`: what is done without anybody asking, again and again.

Each job finds its own work in the database, takes it by a lease and may run twice without harm, so any number
of workers may run, and none leaves a job undone by dying.
"""

import threading
import time
from collections.abc import Callable

import structlog
from flask import Flask

from backend import logs
from backend.arrivals import job as arrivals
from backend.config import Config
from backend.db import faults, now, run_tx
from backend.digest import job as digest
from backend.imports import service as imports
from backend.reports import closing
from backend.retention import job as retention
from backend.rules.measuring import impact
from backend.shares import clicks, service as shares
from backend.training import library as training

PAUSE = 60.0
JOBS: dict[str, Callable[[Config], object]] = {
    "imports": lambda config: imports.resume(config.fetch_loopback),
    "invitations": arrivals.send_due,
    "digest": digest.send_due,
    "shares": lambda _config: run_tx(lambda tx: shares.give_up(tx, now())),
    "visits": lambda _config: run_tx(lambda tx: clicks.forget(tx, now().date())),
    "reports": lambda _config: closing.catch_up(),
    "retention": lambda _config: retention.run(),
    "impact": lambda _config: impact.resume(),
    "training": lambda _config: training.make_ready(),
}
log = structlog.get_logger()


def turn(app: Flask) -> bool:
    """Each job once: did all end well? One that breaks does not hold up the others.

    Without a database that takes what they write the turn is over.
    """
    whole = True
    for name, job in JOBS.items():
        with app.app_context():
            try:
                job(app.config["PLAINSPOKEN"])
            except Exception as problem:
                whole = False
                if faults.is_down(problem) and not faults.is_busy(problem):
                    log.error("database does not answer", cause=logs.causes(problem))
                    break
                log.error(f"job {name} broke", error=problem)
    return whole


def beside(app: Flask) -> None:
    """Work in a thread of this process, for the demo."""
    threading.Thread(target=work, args=(app,), daemon=True).start()


def work(app: Flask) -> None:
    """Turn after turn, until stopped."""
    while True:
        turn(app)
        time.sleep(PAUSE)
