"""Wires the subjects into one Flask app. Holds no logic."""

from collections.abc import Callable
from importlib import import_module
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine

from backend import guard, logs
from backend.config import Config
from backend.db import db, engine_options, tune
from backend.pages import as_text, navigation, numerals
from backend.sign_in import browser_session
from backend.web import floods, health, languages, numbers, openapi, security, static_files

HERE = Path(__file__).parent
ROOMS = ("*", "*/pages")
# A subject's folder has files with such names where it needs them, each with a `blueprint`.
API = ("api.py", "connect_api.py")
PAGES = (
    "*admin.py",
    "sign_in.py",
    "connect.py",
    "me.py",
    "*_me.py",
    "redirect.py",
    "unsubscribe.py",
    "wall.py",
)


class _App(Flask):
    """Flask, of which nothing is async."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """`func`: whether it is async would else be asked of each hook, with each request."""
        return func


def create_app(config: Config) -> Flask:
    """A ready app for `config`. The database must have been migrated (`plainspoken init`)."""
    app = _App(__name__)
    app.config.update(
        SECRET_KEY=config.secret,
        PLAINSPOKEN=config,
        SQLALCHEMY_ENGINES={"default": engine_options(config.database_url)},
    )
    app.config.update(openapi.SETTINGS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    numbers.register(app)
    db.init_app(app)
    # the library closes async sessions too; we have none, and asking costs every request a thread of its own
    app.teardown_appcontext_funcs = [f for f in app.teardown_appcontext_funcs if not iscoroutinefunction(f)]
    with app.app_context():
        tune(db.engine)
    # in this order before each request: clock, flood limit, origin, CSRF, who calls
    health.register(app)
    floods.register(app)
    security.register(app, config)
    guard.register(app)
    browser_session.register(app)
    for part in (logs, languages, as_text, navigation, numerals, static_files):
        part.register(app)
    _register_subjects(app)
    return app


def engine_of(app: Flask) -> Engine:
    """The app's engine, for scripts outside a request."""
    with app.app_context():
        return db.engine


def _register_subjects(app: Flask) -> None:
    api = openapi.ProblemApi(app)
    for name in _modules(API):
        api.register_blueprint(import_module(name).blueprint, url_prefix="/api/v1")
    for name in _modules(PAGES):
        app.register_blueprint(import_module(name).blueprint)


def _modules(files: tuple[str, ...]) -> list[str]:
    paths = sorted(path for file in files for room in ROOMS for path in HERE.glob(f"{room}/{file}"))
    return [".".join(path.relative_to(HERE.parent).with_suffix("").parts) for path in paths]
