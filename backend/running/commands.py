"""`plainspoken init`, `worker`, `demo`."""

import secrets
import sys
from pathlib import Path

import click
import structlog

from backend import config, demo as sample, logs, migrations, ready
from backend.app import create_app
from backend.db import database_url, db, run_tx
from backend.errors import Problem
from backend.people import installed, service as people
from backend.programme import result as podiums
from backend.rules.language.faults import RuleFaults
from backend.rules.releases import publishing, releases, sources
from backend.running import server, worker as turns
from backend.sign_in import admins
from backend.sign_in.cli import EmailAddress, Name, read_password

ADMIN_ALREADY = (
    "There is an admin already; nothing was changed about people. "
    "For a new password, or one more admin: plainspoken admin EMAIL"
)
SAME_RULES = "The same rules, in the format of the new version of Plainspoken."
log = structlog.get_logger()


@click.command()
@click.option("--organisation", type=Name(), help="The name of your organisation; later, its new one.")
@click.option("--admin-name", type=Name(), help="Who looks after this server.")
@click.option("--admin-email", type=EmailAddress(), help="Their e-mail address, to sign in with.")
@click.option("--admin-password-stdin", is_flag=True, help="Read their password from standard input.")
def init(
    organisation: str | None, admin_name: str | None, admin_email: str | None, admin_password_stdin: bool
) -> None:
    """Set up the database, the first admin and the first rules; brings an older database up to date."""
    app = create_app(config.from_environment())
    with ready.new_database(app):
        migrations.upgrade(db.engine)
        if not run_tx(installed.is_installed):
            organisation = organisation or click.prompt("Name of your organisation", type=Name())
            run_tx(lambda tx: installed.install(tx, organisation))
        elif organisation and run_tx(lambda tx: installed.rename(tx, organisation)):
            click.echo(f"The organisation is called {organisation} from now on.")
        if not run_tx(people.has_admin):
            _make_admin(
                admin_name or click.prompt("Your name", type=Name()),
                admin_email or click.prompt("Your e-mail address", type=EmailAddress()),
                read_password(admin_password_stdin),
            )
        elif admin_name or admin_email or admin_password_stdin:
            click.echo(ADMIN_ALREADY)
        run_tx(sources.seed)
        if run_tx(releases.newest) is None:
            run_tx(lambda tx: publishing.publish(tx, None, publishing.FIRST_NOTE))
        _keep_rules_readable()
        run_tx(podiums.keep_earlier)
    click.echo("Ready. Start the server with: plainspoken serve")


@click.command()
@click.option("--once", is_flag=True, help="One turn and out, for a timer of your own.")
def worker(once: bool) -> None:
    """Delete what was kept long enough, send mail, read feeds, finish what a server left.

    Runs beside `serve`, always, in any number.
    """
    app = create_app(config.from_environment())
    with ready.database(app):
        logs.configure()
    if once:
        sys.exit(0 if turns.turn(app) else 1)
    log.info("working")
    turns.work(app)


@click.command()
@click.option("--port", default=5005, show_default=True, type=click.IntRange(1, 65535))
@click.option("--folder", default=".demo", show_default=True, type=click.Path(path_type=Path))
@click.option("--size", default="small", show_default=True, type=click.Choice(("small", "large")))
@click.option("--database", help="An empty database (postgresql://…) instead of a file in the folder.")
def demo(port: int, folder: Path, size: str, database: str | None) -> None:
    """Serve a sample organisation, on this machine only.

    The extension signs in as any of its people with one click, the admin pages with the password told.
    Large: a year of life of 20,000 employees, which takes some minutes to write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    here = f"sqlite:///{(folder / 'plainspoken.db').resolve()}"
    settings = config.Config(
        secret=secrets.token_urlsafe(32),
        database_url=database_url.normalise(database or here),
        public_url=f"http://127.0.0.1:{port}",
        mail=(folder / "mail").resolve().as_uri(),
        mail_from="Acme <news@acme.example>",
        demo=True,
    )
    try:
        sample.prepare(settings, large=size == "large", say=click.echo)
    except sample.NoSample as error:
        raise click.ClickException(str(error)) from None
    logs.configure()
    turns.beside(create_app(settings))
    click.echo(f"{settings.public_url}/admin/ as {sample.ADMIN}, password: {sample.PASSWORD}")
    click.echo(f"Rules changed there wait for a second person's yes: {sample.CURATOR}, the same password")
    click.echo(f"The works council reads along and changes nothing: {sample.COUNCIL}, the same password")
    server.serve_small(create_app(settings), "127.0.0.1", port)


def _keep_rules_readable() -> None:
    try:
        run_tx(lambda tx: publishing.keep_readable(tx, SAME_RULES))
    except RuleFaults as error:
        hint = 'Mend these, then: plainspoken rules publish --note "For the new version"'
        raise click.ClickException(f"The rules in force do not fit this version.\n{error}\n{hint}") from None


def _make_admin(name: str, email: str, password: str) -> None:
    try:
        run_tx(lambda tx: admins.add_admin(tx, name, email, password))
    except Problem as problem:
        raise click.ClickException(problem.told()) from None
