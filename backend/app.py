"""Wires the subjects into one Flask app. Holds no logic."""

from importlib import import_module

from flask import Flask
from flask_cors import CORS
from flask_smorest import Api
from sqlalchemy import Engine

from backend import errors, security
from backend.config import Config
from backend.db import db, engine_options, tune

# Modules with a `blueprint`: those of the API live below /api/v1, the others are pages.
API = ("people.api", "rules.api", "content.api", "shares.api", "points.api", "sites.api")
PAGES = ("people.connect", "people.admin", "rules.admin", "content.admin", "shares.redirect")
MEGABYTE = 1024 * 1024


class ProblemApi(Api):
    """flask-smorest with our error shape."""

    def _register_error_handlers(self) -> None:
        errors.register(self._app)


def create_app(config: Config) -> Flask:
    """A ready app for `config`. The database must have been migrated (`plainspoken init`)."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=config.secret,
        PLAINSPOKEN=config,
        MAX_CONTENT_LENGTH=MEGABYTE,
        SQLALCHEMY_ENGINES={"default": engine_options(config.database_url)},
        API_TITLE="Plainspoken",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    db.init_app(app)
    with app.app_context():
        tune(db.engine)
    _allow_extensions(app, config)
    security.register(app, config)
    _register_subjects(app)
    return app


def engine_of(app: Flask) -> Engine:
    """The app's engine, for scripts outside a request."""
    with app.app_context():
        return db.engine


def _allow_extensions(app: Flask, config: Config) -> None:
    """CORS for our extensions only, without credentials: the API takes bearer tokens and ignores cookies."""
    origins = [f"chrome-extension://{id}" for id in config.extension_ids] + [
        r"^moz-extension://[0-9a-f-]{36}$"
    ]
    CORS(
        app,
        resources={r"/api/*": {"origins": origins}},
        allow_headers=["Authorization", "Content-Type", "If-None-Match", "Idempotency-Key"],
        expose_headers=["ETag", "Retry-After"],
        max_age=86400,
    )


def _register_subjects(app: Flask) -> None:
    api = ProblemApi(app)
    for name in API:
        api.register_blueprint(import_module(f"backend.{name}").blueprint, url_prefix="/api/v1")
    for name in PAGES:
        app.register_blueprint(import_module(f"backend.{name}").blueprint)
