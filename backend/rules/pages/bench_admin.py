"""The bench: a draft is tried on the rules as they are written and as they are in force."""

from flask import Blueprint, render_template
from flask_babel import gettext

from backend import auth
from backend.db import db
from backend.rules.pages import bench
from backend.rules.pages.forms import DraftForm
from backend.rules.releases import releases

blueprint = Blueprint("bench_admin", __name__, url_prefix="/admin/rules/bench", template_folder="templates")


@blueprint.get("/")
@auth.page_needs("curator")
def index() -> str:
    return _page(DraftForm(), [])


@blueprint.post("/")
@auth.page_needs("curator")
def judge() -> str | tuple[str, int]:
    """Shown at once and not kept: a page that is called up again is an empty one."""
    form = DraftForm()
    if not form.validate():
        return _page(form, []), 422
    return _page(form, bench.opinions(db.session, form.draft(), auth.me().language))


def _page(form: DraftForm, opinions: list[bench.Opinion]) -> str:
    newest = releases.newest(db.session)
    return render_template(
        "rules/bench.html",
        form=form,
        opinions=opinions,
        in_force=newest.number if newest else None,
        translate=gettext,
    )
