"""Whatever admins and curators change leaves an entry: read off the routes, so none can be forgotten."""

import json
import re
from typing import Any

from flask import Flask, url_for
from sqlalchemy import func, select

from backend.audit.kinds import KINDS
from backend.audit.models import AuditEntry
from backend.audit.pages import telling
from backend.audit.pages.fields import FIELDS
from backend.people import installed
from backend.rules.models import Release
from backend.tests.audit.scene import Send, everything, set_up
from backend.tests.cast import Visitor

# which leave none, and why
SILENT = {
    "sign_in.send": "changes nothing",
    "sign_in.out": "changes nothing",
    "sign_in.send_join": "sets one's own password, after an invitation that left an entry",
    "bench_admin.judge": "looks, and keeps nothing",
    "arrivals_admin.send": "reads a file, and changes nothing before it is taken over",
    "edit_admin.check": "looks, and keeps nothing",
    "samples_admin.try_changes": "tries rules on sample texts, and changes neither",
    "mail_admin.try_again": "asks the mail server once more",
    "mail_admin.send_trial": "a letter to oneself",
    "seasons_admin.check_prize": "looks, and keeps nothing",
}


READ_BEFORE = (
    *("releases_admin.send_publish", "edit_admin.save", "sharing_admin.choose", "group_admin.rename"),
    *("guidelines_admin.send_publish", "guidelines_admin.save", "organisation_admin.save"),
    *("arrivals_admin.send_take", "content_admin.send_edit", "topic_admin.send_edit"),
    *("strategy_admin.send_goal", "duty_admin.send_edit", "seasons_admin.send_edit"),
    "pilots_admin.send_edit",
    *("points_admin.send_change", "reports_admin.choose_rates"),
)
PAGES = {"reports_admin.choose_rates": "/admin/reports/settings"}  # where it is not its own address


def doors(app: Flask) -> set[str]:
    """Every route of the admin site that takes a form."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/admin/") and "POST" in (rule.methods or set())
    }


def send(clara: Visitor, one: Send) -> Any:
    with clara.app.test_request_context():
        url = url_for(one.endpoint, **one.values)
    form = dict(one.form)
    if one.endpoint in READ_BEFORE:  # it says what one has read
        page = clara.pages.get(PAGES.get(one.endpoint, url)).text
        form["read"] = re.findall(r'name="read"[^>]*value="([^"]+)"', page)[0]
    return clara.pages.submit(url, form, page="/admin/content/new")


def test_every_change_leaves_an_entry_that_can_be_read(
    app: Flask, clara: Visitor, amira: Visitor, release: Release, tx: Any
) -> None:
    keys = tx(lambda session: set_up(session, amira.person, clara.person))
    count = lambda: tx(lambda session: session.scalar(select(func.count(AuditEntry.number))))  # noqa: E731
    told = set()
    for one in everything(keys, tx):
        before = count()
        answer = send(clara, one)
        assert answer.status_code in (200, 302), f"{one.endpoint}: {answer.text}"
        assert count() > before, f"{one.endpoint} left no entry"
        told.add(one.endpoint)
    for endpoint in sorted(doors(app)):
        if endpoint.rpartition(".")[2].startswith("export"):
            values = {"group": keys["works"]} if endpoint == "group_admin.export_members" else {}
            before = count()
            assert send(clara, Send(endpoint, values, {})).status_code == 200
            assert count() == before + 1, endpoint
            told.add(endpoint)
    assert doors(app) - told == set(SILENT), "send it in scene.py, or say why it leaves no entry"
    tx(lambda session: installed.rename(session, "Acme Holding"))  # at the terminal
    check_words(app, tx(lambda session: session.scalars(select(AuditEntry)).all()))


def check_words(app: Flask, entries: list[AuditEntry]) -> None:
    """Each kind came up, each fact has a name, and nobody's own name stands in an entry."""
    with app.test_request_context():
        assert {telling.tell(one, {}).change for one in entries} == {"new", "changed", "removed", "erased"}
    assert {entry.kind for entry in entries} == set(KINDS)
    for entry in entries:
        words = json.loads(entry.words or '{"before": {}, "after": {}}')
        assert {*words["before"], *words["after"]} <= set(FIELDS)
        assert not re.search("Amira|Clara|Deniz|(amira|deniz)@", entry.words or ""), entry.words
