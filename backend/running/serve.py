"""`plainspoken serve`: imports the rest as late as it can, so that it answers soon."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from backend.running import garbage

if TYPE_CHECKING:
    from flask import Flask

    from backend.config import Config


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=5005, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--workers",
    default=2,
    show_default=True,
    type=click.IntRange(min=1),
    help="Processes; each answers 8 requests at a time.",
)
def serve(host: str, port: int, workers: int) -> None:
    """Answer browsers. Settings come from the environment (see docs/running.md)."""
    from backend.running import server

    server.serve(lambda: _ready_app(port), host, port, workers)


def _ready_app(port: int) -> "Flask":
    """The app, on a database that is ready, without a connection: those would not live through a fork."""
    with garbage.all_stays():
        from backend import config, ready
        from backend.app import create_app
        from backend.db import db, now, run_tx
        from backend.shares import clicks

        settings = config.from_environment()
        app = create_app(settings)
        _warn_of_another_port(settings, port)
        with ready.database(app):
            run_tx(lambda tx: clicks.forget(tx, now().date()))
            db.engine.dispose()
    return app


def _warn_of_another_port(settings: "Config", port: int) -> None:
    """Forms are taken from the public address only; behind a proxy its port is another, and rightly so."""
    if settings.proxies:
        return
    from backend.addresses.web_address import LOOPBACK, PORTS

    public_url = settings.public_url
    told = urlsplit(public_url)
    if told.hostname in LOOPBACK and (told.port or PORTS[told.scheme]) != port:
        click.echo(
            f"PLAINSPOKEN_URL says {public_url}, but this server listens on port {port}: nobody can sign in "
            f"there. Stop it and run: export PLAINSPOKEN_URL=http://127.0.0.1:{port}",
            err=True,
        )
