"""Flask with one statement of SQLAlchemy behind it: what a view costs that asks or writes."""

import os

from flask import Flask, Response, redirect
from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, create_engine, insert, select
from sqlalchemy.schema import CreateTable
from werkzeug.wrappers import Response as Redirect

from backend.db import WRITE, engine_options, tune, write_turns
from tools.bench.servers import DATABASE

app = Flask(__name__)
engine = create_engine(**engine_options(os.environ[DATABASE]))
tune(engine)
visits = Table("visit", MetaData(), Column("id", Integer, primary_key=True), Column("code", String(20)))
ASK = select(visits.c.code).where(visits.c.id == bindparam("number"))
with engine.begin() as connection:
    connection.execute(CreateTable(visits, if_not_exists=True))  # each worker comes by here
engine.dispose()


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/r/<code>")
def follow(code: str) -> Redirect:
    """Committed as ours: in turn, and on the disk."""
    with write_turns.turn(engine), engine.connect().execution_options(**{WRITE: True}) as connection:
        connection.execute(insert(visits), {"code": code})
        connection.commit()
    return redirect(f"https://acme.example/{code}")


@app.get("/same")
def same() -> Response:
    with engine.connect() as connection:
        connection.execute(ASK, {"number": 1}).all()
    return Response(status=304)
