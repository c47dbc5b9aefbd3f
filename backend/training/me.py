"""The employee's own pages of training: lessons, a quiz, how far one is. Nobody else sees them."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from backend import auth
from backend.db import db, now, run_tx
from backend.errors import NotFound
from backend.guidelines import service as guidelines
from backend.guidelines.markdown import Guideline
from backend.people import service as people
from backend.points import tariff
from backend.points.models import QUIZ
from backend.training import service
from backend.web import languages

blueprint = Blueprint("my_training", __name__, url_prefix="/me/training", template_folder="templates")
Page = str | tuple[str, int] | Response


@blueprint.get("/")
@auth.page_needs("employee")
def index() -> str:
    me = auth.me().id
    return render_template(
        "training/index.html",
        guideline=_guideline(),
        lessons=service.lessons(db.session, languages.choose()),
        training=service.of_person(db.session, me),
        points=_worth_to(me),
    )


@blueprint.get("/lessons/<name>")
@auth.page_needs("employee")
def lesson(name: str) -> str:
    guideline, pairs = _guideline(), service.lessons(db.session, languages.choose()).get(name)
    if guideline is None or not pairs:
        raise NotFound("There is no such lesson.")
    return render_template("training/lesson.html", part=guideline.part(name), name=name, pairs=pairs)


@blueprint.post("/quiz/begin")
@auth.page_needs("employee")
def begin() -> Response:
    me, language = auth.me().id, languages.choose()
    if not run_tx(lambda tx: service.begin(tx, me, language)):
        flash(
            gettext("There is nothing to ask yet: the quiz comes with the guidelines and the rules."), "fault"
        )
        return redirect(url_for("my_training.index"))
    return redirect(url_for("my_training.quiz"))


@blueprint.get("/quiz")
@auth.page_needs("employee")
def quiz() -> Page:
    waiting = service.opened(db.session, auth.me().id, languages.choose())
    if waiting is None:
        return redirect(url_for("my_training.index"))
    return render_template("training/quiz.html", open=waiting, given={}, guideline=_guideline())


@blueprint.post("/quiz")
@auth.page_needs("employee")
def answer() -> Page:
    me, language = auth.me().id, languages.choose()
    waiting = service.opened(db.session, me, language)
    if waiting is None or waiting.key != request.form.get("key"):
        flash(
            gettext("These questions were answered, or replaced by others. Begin again whenever you like."),
            "fault",
        )
        return redirect(url_for("my_training.index"))
    given = [request.form.get(f"q{at}", "") for at in range(len(waiting.questions))]
    if "" in given:
        return render_template("training/quiz.html", open=waiting, given=given, guideline=_guideline()), 422
    result = run_tx(lambda tx: service.answer(tx, me, language, waiting.key, given))
    if result is None:  # answered in another tab, this very moment
        return redirect(url_for("my_training.index"))
    return render_template(
        "training/result.html", result=result, guideline=_guideline(), points=_worth_to(me)
    )


def _worth_to(me: uuid.UUID) -> int:
    """The points that passing brings somebody today: none to whoever wants none."""
    worth = tariff.on(db.session, now().date())[QUIZ].points
    return worth if people.get_person(db.session, me).wants_points else 0


def _guideline() -> Guideline | None:
    return guidelines.in_force(db.session).get(languages.choose())
