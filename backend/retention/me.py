"""The employee's own page: what is kept of everybody, why and how long."""

from flask import Blueprint, render_template

from backend import auth
from backend.retention import data_map

blueprint = Blueprint("my_data_map", __name__, url_prefix="/me/data/map", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("employee")
def index() -> str:
    return render_template("retention/me.html", map=data_map.read())
