"""Flask with nothing behind it, under the same gunicorn: what our answers are held against."""

from flask import Flask, Response, redirect
from werkzeug.wrappers import Response as Redirect

app = Flask(__name__)


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/r/<code>")
def follow(code: str) -> Redirect:
    return redirect(f"https://acme.example/{code}")


@app.get("/same")
def same() -> Response:
    return Response(status=304)
