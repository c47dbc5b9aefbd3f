"""One of everything that admins and curators can change, and what they send to change it."""

import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from backend.arrivals import roster, take
from backend.arrivals.models import UNSENT, Arrival
from backend.content.models import DRAFT, Item, Tip, Topic
from backend.dates.weeks import WEEK
from backend.db import now
from backend.imports.models import Feed
from backend.oidc.models import OidcAccount
from backend.people.models import Group, Person
from backend.pilots.models import Pilot
from backend.programme.models import Season
from backend.reports.models import Rates
from backend.rules.measuring import samples
from backend.rules.releases import changes, review, sources
from backend.sign_in.models import Device
from backend.strategy.models import Duty, Goal
from backend.tests.content.test_admin import FORM
from backend.tests.content.test_items import PNG
from backend.tests.guidelines import texts as guidelines
from backend.tests.pilots.works import this_monday
from backend.tests.rules_api.test_admin import SAID, THIEVES
from backend.tests.rules_api.test_new_list import TYPED as NEW_LIST
from backend.tests.rules_api.test_new_rule import TYPED as NEW_RULE
from backend.tests.rules_api.test_samples import STANDING


@dataclass(frozen=True)
class Send:
    """A form for the route `endpoint` with these `values` in its address."""

    endpoint: str
    values: dict[str, Any]
    form: dict[str, Any]


def day(days: int) -> date:
    return now().date() + timedelta(days=days)


def pilot(group: Group, starts: date) -> Pilot:
    times = {"starts": starts, "baseline_weeks": 1, "pilot_weeks": 2}
    return Pilot(name="Works", group_id=group.id, part=str(group.id), **times)


def set_up(session: Any, person: Person, admin: Person) -> dict[str, Any]:
    """The keys of what is there to be changed, by name."""
    groups = Group(name="Works"), Group(name="Sales")
    session.add_all(groups)
    session.flush()
    item = Item(url="", title="Draft", source="Acme", language="en", status=DRAFT)
    found = {
        "works": groups[0],
        "sales": groups[1],
        "item": item,
        "topic": Topic(name="Robots", words={"en": ["robot"]}),
        "feed": Feed(address="https://127.0.0.1/feed", title="Acme"),
        "tip": Tip(url="https://acme.example/a", title="Stairs"),
        "other_tip": Tip(url="https://acme.example/b", title="Lifts"),
        "account": OidcAccount(person_id=person.id, issuer="https://login.acme.example", subject="7"),
        "device": Device(token_hash="1" * 64, person_id=person.id, name="Firefox"),
        "coming": Season(name="Spring", starts=day(30), ends=day(50)),
        "over": Season(name="Autumn", starts=day(-50), ends=day(-30)),
        "goal": Goal(name="Read", kpi="shares", target=5, due=day(90)),
        "duty": Duty(task="Talk to the press"),
        "planned": pilot(groups[0], this_monday() + WEEK * 9),
        "done": pilot(groups[0], this_monday() - WEEK * 9),
    }
    session.add_all([*found.values(), Rates(id=1, currency="EUR", per_click=1, per_share=1)])
    session.flush()
    ids = {name: row.id for name, row in found.items() if name != "account"}
    return ids | {"person": person.id, "roster": roster_of(session, admin)}


def roster_of(session: Any, admin: Person) -> uuid.UUID:
    """A file in which two are new."""
    lines = b"name,email,groups\nAmira B,amira.b@acme.example,Works\nEmil,emil@acme.example,"
    return take.keep(session, admin.id, roster.read(lines).lines).id


def everything(keys: dict[str, Any], tx: Any) -> Iterator[Send]:
    """Each door once, in an order in which all of them open."""
    item, person, topic = {"item": keys["item"]}, {"person": keys["person"]}, {"topic": keys["topic"]}
    season = {"name": "Autumn", "starts": str(day(60)), "ends": str(day(90)), "prize": "A robot"}
    goal = {"name": "Read more", "kpi": "clicks", "target": "5", "due": str(day(90)), "owner_id": ""}
    worth = {"starts": str(day(1)), "points": "4", "per_day": "9", "per_link_and_day": "5", "why": ""}
    file = {"file": THIEVES}
    yield Send("content_admin.send_new", {}, FORM)
    yield Send("content_admin.send_edit", item, FORM | {"title": "A robot that irons"})
    picture = {"alt": "Two robots", "file": (io.BytesIO(PNG), "p.png")}
    yield Send("item_admin.send_picture", item, picture)
    yield Send("item_admin.remove_picture", item, {})
    yield Send("content_admin.publish", item, {})
    yield Send("content_admin.withdraw", item, {})
    yield Send("topic_admin.send_new", {}, {"name": "Lifts", "words_en": "lift"})
    yield Send("topic_admin.send_edit", topic, {"name": "Androids", "words_en": "robot"})
    yield Send("imports_admin.send", {}, {"addresses": "https://127.0.0.1/none"})
    yield Send("imports_admin.read", {"feed": keys["feed"]}, {})
    yield Send("imports_admin.stop", {"feed": keys["feed"]}, {})
    yield Send("tip_admin.accept", {"tip": keys["tip"]}, {})
    yield Send("tip_admin.decline", {"tip": keys["other_tip"]}, {"answer": "Not now"})
    invited = {"name": "Deniz", "email": "deniz@acme.example", "role": "employee", "language": "de"}
    yield Send("invitations_admin.send", {}, invited)
    yield Send("invitations_admin.invite_again", person, {})
    yield Send("people_admin.give_role", person, {"role": "curator"})
    yield Send("people_admin.deactivate", person, {})
    yield Send("people_admin.reactivate", person, {})
    yield Send("devices_admin.revoke", {"device": keys["device"]}, {})
    yield Send("oidc_admin.choose", {}, {"admits": "on"})
    yield Send("arrivals_admin.send_take", {"file": keys["roster"]}, {"language": "de"})
    yield Send("arrivals_admin.post", {}, {"sure": "1"})
    tx(lambda session: session.query(Arrival).update({"letter": UNSENT}))
    yield Send("arrivals_admin.hand_out", {}, {"sure": "1"})
    group = {"group": keys["sales"]}
    yield Send("group_admin.add", {}, {"name": "Lab"})
    yield Send("group_admin.rename", group, {"name": "Field sales"})
    yield Send("group_admin.add_members", group, {"people": [str(keys["person"])]})
    yield Send("group_admin.remove_member", group | person, {})
    yield Send("group_admin.send_delete", group, {"name": "Field sales"})
    yield Send("pilots_admin.roll_out", {"pilot": keys["done"]}, {"groups": [tx(lab)], "sure": "1"})
    words = {"name": "Renamed", "owner": "", "question": "Why?"}
    yield Send("pilots_admin.send_edit", {"pilot": keys["planned"]}, words)
    yield Send("pilots_admin.delete", {"pilot": keys["planned"]}, {})
    works = {"group": str(keys["works"]), "owner": "", "question": "", "name": "Next"}
    weeks = {"baseline_weeks": 1, "starts": str(this_monday() + WEEK * 2), "pilot_weeks": 3}
    yield Send("pilots_admin.send_new", {}, works | weeks)
    yield Send("points_admin.send_change", {"kind": "share"}, worth)
    yield Send("points_admin.forget", {"kind": "share", "starts": day(1)}, {})
    correction = {"email": "amira@acme.example", "points": "3", "why": "Forgotten", "key": str(keys["duty"])}
    yield Send("points_admin.correct", {}, correction)
    yield Send("seasons_admin.switch_board", {}, {"has_board": "on"})
    yield Send("seasons_admin.send_new", {}, season)
    coming, other_days = {"season": keys["coming"]}, {"starts": str(day(31)), "ends": str(day(51))}
    yield Send("seasons_admin.send_edit", coming, season | other_days)
    yield Send("seasons_admin.renew_wall", coming, {})
    yield Send("seasons_admin.announce", {"season": keys["over"]}, {})
    yield Send("seasons_admin.delete", coming, {})
    yield Send("reports_admin.choose_groups", {}, {"groups": []})
    yield Send("reports_admin.choose_rates", {}, {"currency": "EUR", "per_click": "2", "per_share": "3"})
    yield Send("edit_admin.save", file, SAID)
    text = tx(lambda session: sources.get(session, THIEVES).text)
    yield Send("edit_admin.save", file, {"text": text.replace("severity: confirm", "severity: warn")})
    yield Send("new_rule_admin.add", {}, NEW_RULE)
    yield Send("new_list_admin.add", {}, NEW_LIST)
    yield Send("organisation_admin.save", {}, {"name": "Acme", "products": "HomeBot"})
    yield Send("releases_admin.take_back_organisation", {}, {"read": tx(changes.state)})
    yield Send("organisation_admin.save", {}, {"name": "Acme", "products": "HomeBot"})
    yield Send("releases_admin.take_back", file, {"read": tx(changes.state)})
    yield Send("edit_admin.save", file, SAID)
    everyday = {"file": (io.BytesIO(b"Our robot irons."), "everyday.txt"), **STANDING}
    yield Send("samples_admin.send", {}, everyday)
    yield Send("samples_admin.delete", {"sample": tx(lambda session: samples.all_of_them(session)[0].id)}, {})
    yield Send("settings_admin.send_reviews", {}, {"reviews_rules": "on"})
    state = tx(changes.state)
    yield Send("releases_admin.ask", {}, {"note": "Kinder", "read": state})
    tx(lambda session: setattr(review.latest(session), "asker_id", keys["person"]))
    yield Send("releases_admin.answer", {}, {"answer": "yes", "comment": "Well said", "read": state})
    yield Send("releases_admin.send_publish", {}, {})
    yield Send("settings_admin.send_reviews", {}, {})
    yield Send("guidelines_admin.save", {}, {"en": guidelines.EN, "de": guidelines.DE})
    notes = {"note_en": "New words", "note_de": "Neue Worte", "asks": "y"}
    yield Send("guidelines_admin.send_publish", {}, notes)
    yield Send("guidelines_admin.save", {}, {"en": f"{guidelines.EN}\nMore.", "de": guidelines.DE})
    yield Send("guidelines_admin.take", {"number": 1}, {})
    yield Send("releases_admin.publish_again", {"number": 1}, {})
    yield Send("sharing_admin.choose", {}, {"shares_per_day": "7", "link_hosts": ""})
    yield Send("settings_admin.send_time_zone", {}, {"zone": "America/New_York"})
    yield Send("settings_admin.send_german", {}, {"is_formal": "y"})
    yield Send("settings_admin.send_threshold", {}, {"fewest": "10"})
    yield Send("sites_admin.choose", {}, {"linkedin": "panel", "x": "off"})
    yield Send("strategy_admin.send_new_goal", {}, goal)
    yield Send("strategy_admin.send_goal", {"goal": keys["goal"]}, goal)
    yield Send("strategy_admin.delete_goal", {"goal": keys["goal"]}, {})
    yield Send("duty_admin.send_new", {}, {"task": "Answer", "person_id": ""})
    yield Send("duty_admin.send_edit", {"duty": keys["duty"]}, {"task": "Answer soon", "person_id": ""})
    yield Send("duty_admin.delete", {"duty": keys["duty"]}, {})
    yield Send("audit_admin.erase", {"number": 1}, {"number": "1"})


def lab(session: Any) -> str:
    """A group that came in on the way."""
    return str(session.query(Group.id).filter_by(name="Lab").scalar())
