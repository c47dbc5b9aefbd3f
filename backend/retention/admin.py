"""The admin's page about data: what is kept of people, why, how long, and what was deleted last."""

from flask import Blueprint, render_template

from backend import auth
from backend.db import db
from backend.retention import data_map, job

blueprint = Blueprint(
    "retention_admin", __name__, url_prefix="/admin/settings/data", template_folder="templates"
)


@blueprint.get("/")
@auth.page_needs("admin", "council")
def index() -> str:
    runs = {"run": job.last_run(db.session), "broken": job.last_broken(db.session)}
    return render_template("retention/index.html", map=data_map.read(), **runs)
