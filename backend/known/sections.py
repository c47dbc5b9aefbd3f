"""Everything that the database holds about one person, as a table of small entries.

backend/tests/known/test_known.py holds it complete: a column of a table that refers to a person is named here
or, with the reason, in unshown.py.
"""

from flask_babel import lazy_gettext as _
from sqlalchemy import case, func
from sqlalchemy.orm import aliased

from backend.arrivals.models import Arrival, RosterFile
from backend.audit.kinds import KINDS
from backend.audit.models import AuditEntry
from backend.content.models import Item, Proposal, Tip
from backend.content.names import TIP_STATE_NAMES
from backend.digest.models import Digest
from backend.engagements.models import Engagement
from backend.guidelines.models import Acknowledgement, Version
from backend.imports.models import Import
from backend.imports.names import STATE_NAMES as IMPORT_STATES
from backend.known.section import Field, Section
from backend.oidc.models import OidcAccount
from backend.people.models import Group, Person, membership
from backend.people.names import OWN_NAMES, ROLE_NAMES
from backend.pilots.models import Pilot
from backend.points.models import Entry, PointsDay, PointsTotal, SeasonPlace
from backend.programme.models import Season
from backend.reports.models import Waiting
from backend.reports.outcomes import RULE
from backend.reports.words import OUTCOME_NAMES
from backend.rules.models import Release, Review
from backend.shares.models import ClickDay, Share
from backend.shares.names import STATE_NAMES as SHARE_STATES
from backend.sign_in.models import ConnectCode, Device, Invitation, WebSession
from backend.sites.names import SITE_NAMES
from backend.strategy.models import Duty, Goal
from backend.training.models import Training
from backend.web.models import KeptAnswer

WHEN, UNTIL, STATE, NAME, DAY = _("When"), _("Until"), _("Status"), _("Name"), _("Day")
AUTHOR = aliased(Person)
# nobody: somebody who was erased since
CHANGED_BY = func.coalesce(AUTHOR.name, case((AuditEntry.who_salt.is_not(None), "terminal")))
OUTCOME = case((Waiting.measure.startswith(RULE), Waiting.part), else_="")  # for others it is their group
VALUES = {
    **OUTCOME_NAMES,
    **KINDS,
    "": "",
    **ROLE_NAMES,
    **TIP_STATE_NAMES,
    **IMPORT_STATES,
    **OWN_NAMES,
    **SITE_NAMES,
    **SHARE_STATES,
    "share": _("Shared"),
    "click": _("Opened by somebody"),
    "tip": _("Tip accepted"),
    "reversal": _("Taken back"),
    "correction": _("Corrected"),
    "erased": _("All of this day"),
    "quiz": _("Quiz passed"),
    "comment": _("Commented"),
    "like": _("Liked"),
    "unlike": _("Like taken back"),
    "shares": _("Shares"),
    "clicks": _("Clicks"),
    "points": _("Points"),
    "unsent": _("not sent yet"),
    "handed": _("code given out in a file"),
    "queued": _("on its way"),
    "delayed": _("refused for now, tried again later"),
    "sent": _("sent"),
    "refused": _("address takes no mail"),
}
SECTIONS = (
    Section(
        "person",
        _("Who you are and what you chose"),
        Person.id,
        (
            Field("name", NAME, Person.name),
            Field("email", _("E-mail address"), Person.email),
            Field("role", _("Role"), Person.role, named=True),
            Field("language", _("Language"), Person.language, named=True),
            Field("let_in", _("Let in"), Person.active),
            Field("wants_points", _("Points"), Person.wants_points),
            Field("on_leaderboard", _("On the board"), Person.on_leaderboard),
            Field("pseudonym", _("Name on the board"), Person.pseudonym),
            Field("sends_outcomes", _("Tells what came of hints"), Person.sends_outcomes),
            Field("added", _("Added"), Person.created_at),
        ),
    ),
    Section(
        "groups",
        _("Groups"),
        membership.c.person_id,
        (Field("group", _("Group"), Group.name),),
        lambda query: query.join(Group, Group.id == membership.c.group_id),
    ),
    Section(
        "shares",
        _("What you shared"),
        Share.person_id,
        (
            Field("prepared", _("Prepared"), Share.created_at),
            Field("title", _("Title"), Item.title),
            Field("site", _("Site"), Share.platform, named=True),
            Field("in_own_words", _("In your own words"), Share.edited),
            Field("code", _("Tracked link"), Share.code),
            Field("release", _("Checked with release"), Share.release),
            Field("state", STATE, Share.state, named=True),
            Field("posted", _("Posted"), Share.posted_at),
            Field("post", _("Address of the post"), Share.permalink),
        ),
        lambda query: query.join(Item, Item.id == Share.item_id),
    ),
    Section(
        "readers",
        _("How often your links were opened"),
        Share.person_id,
        (
            Field("day", DAY, ClickDay.day),
            Field("code", _("Tracked link"), Share.code),
            Field("times", _("Times"), ClickDay.clicks),
        ),
        lambda query: query.join(ClickDay, ClickDay.share_id == Share.id),
    ),
    Section(
        "points",
        _("Your points, one by one"),
        Entry.person_id,
        (
            Field("at", WHEN, Entry.at),
            Field("kind", _("What for"), Entry.kind, named=True),
            Field("points", _("Points"), Entry.points),
            Field("title", _("Title"), func.coalesce(Item.title, Tip.title)),
            Field("why", _("Why"), Entry.why),
            Field("by", _("Corrected by"), AUTHOR.name),
        ),
        lambda query: (
            query.outerjoin(Share, Share.id == Entry.share_id)
            .outerjoin(Item, Item.id == Share.item_id)
            .outerjoin(Tip, Tip.id == Entry.tip_id)
            .outerjoin(AUTHOR, AUTHOR.id == Entry.author_id)
        ),
    ),
    Section(
        "points_by_day",
        _("Your points by day"),
        PointsDay.person_id,
        (Field("day", DAY, PointsDay.day), Field("points", _("Points"), PointsDay.points)),
    ),
    Section(
        "points_in_all",
        _("Your points in all"),
        PointsTotal.person_id,
        (Field("points", _("Points"), PointsTotal.points),),
    ),
    Section(
        "podiums",
        _("Your places on podiums that were announced"),
        SeasonPlace.person_id,
        (
            Field("announced", _("Announced"), Season.announced_at),
            Field("season", _("Season"), Season.name),
            Field("place", _("Place"), SeasonPlace.place),
            Field("points", _("Points"), SeasonPlace.points),
        ),
        lambda query: query.join(Season, Season.id == SeasonPlace.season_id),
    ),
    Section(
        "engagements",
        _("Your comments on and likes of company posts"),
        Engagement.person_id,
        (
            Field("at", WHEN, Engagement.at),
            Field("kind", _("What"), Engagement.kind, named=True),
            Field("site", _("Site"), Engagement.platform, named=True),
            Field("post", _("Post"), Engagement.post),
        ),
    ),
    Section(
        "to_be_counted",
        _("Waits for a report, until it is in a figure of enough people"),
        Waiting.who,
        (
            Field("week", _("Week until"), Waiting.week),
            Field("measure", _("What"), Waiting.measure, named=True),
            Field("outcome", _("What came of it"), OUTCOME, named=True),
            Field("times", _("Times"), Waiting.value),
        ),
    ),
    Section(
        "tips",
        _("Tips you gave"),
        Proposal.person_id,
        (
            Field("at", WHEN, Proposal.at),
            Field("page", _("Page"), Tip.url),
            Field("note", _("Your note"), Proposal.note),
            Field("state", STATE, Tip.state, named=True),
        ),
        lambda query: query.join(Tip, Tip.id == Proposal.tip_id),
    ),
    Section(
        "guidelines_read",
        _("Guidelines you have read"),
        Acknowledgement.person_id,
        (Field("at", WHEN, Acknowledgement.at), Field("version", _("Version"), Acknowledgement.version)),
    ),
    Section(
        "training",
        _("Your training"),
        Training.person_id,
        (
            Field("version", _("Version"), Training.version),
            Field("passed", _("Quiz passed"), Training.passed_at),
        ),
    ),
    Section(
        "weekly_mail",
        _("Weekly mail"),
        Digest.person_id,
        (
            Field("wanted", _("Switched on"), Digest.wanted),
            Field("next", _("Not before"), Digest.due_at),
            Field("told_until", _("Tells what came after"), Digest.told_until),
            Field("refused", _("Address refused"), Digest.refused),
        ),
    ),
    Section(
        "devices",
        _("Browsers you signed in"),
        Device.person_id,
        (
            Field("name", NAME, Device.name),
            Field("connected", _("Connected"), Device.created_at),
            Field("last_day", _("Last used"), Device.last_day),
            Field("signed_out", _("Signed out"), Device.revoked_at),
        ),
    ),
    Section(
        "sessions",
        _("Sessions of yours on these pages"),
        WebSession.person_id,
        (
            Field("until", UNTIL, WebSession.expires_at),
            Field("password_at", _("Password given"), WebSession.password_at),
        ),
    ),
    Section(
        "invitations",
        _("Invitations"),
        Invitation.person_id,
        (Field("until", UNTIL, Invitation.expires_at), Field("used", _("Used"), Invitation.used_at)),
    ),
    Section(
        "account",
        _("Account you sign in with"),
        OidcAccount.person_id,
        (
            Field("service", _("Sign-in service"), OidcAccount.issuer),
            Field("key", _("Your key there"), OidcAccount.subject),
        ),
    ),
    Section(
        "arrival",
        _("You came with a file of an admin"),
        Arrival.person_id,
        (Field("at", WHEN, Arrival.at), Field("letter", _("Invitation"), Arrival.letter, named=True)),
    ),
    Section(
        "files",
        _("Files of people you chose"),
        RosterFile.person_id,
        (Field("at", WHEN, RosterFile.read_at),),
    ),
    Section(
        "sign_ins",
        _("Sign-ins of the last day"),
        ConnectCode.person_id,
        (
            Field("device", _("Device"), ConnectCode.device_name),
            Field("until", UNTIL, ConnectCode.expires_at),
            Field("used", _("Used"), ConnectCode.used_at),
        ),
    ),
    Section(
        "imports",
        _("What you imported"),
        Import.person_id,
        (
            Field("finished", _("Finished"), Import.finished_at),
            Field("addresses", _("Addresses"), Import.addresses),
            Field("state", STATE, Import.state, named=True),
        ),
    ),
    Section(
        "goals",
        _("Goals you own"),
        Goal.owner_id,
        (Field("until", UNTIL, Goal.due), Field("name", NAME, Goal.name)),
    ),
    Section(
        "duties",
        _("What you look after"),
        Duty.person_id,
        (Field("task", _("Task"), Duty.task),),
    ),
    Section(
        "pilots",
        _("Pilots you own"),
        Pilot.owner_id,
        (Field("starts", _("From"), Pilot.starts), Field("name", NAME, Pilot.name)),
    ),
    Section(
        "releases",
        _("Rules you published"),
        Release.author_id,
        (
            Field("number", _("Number"), Release.number),
            Field("note", _("What was new"), Release.note),
            Field("at", WHEN, Release.published_at),
        ),
    ),
    Section(
        "releases_read",
        _("Rules you said yes to"),
        Release.reviewer_id,
        (Field("number", _("Number"), Release.number), Field("at", WHEN, Release.published_at)),
    ),
    Section(
        "review_asked",
        _("Your question for a second yes to rules"),
        Review.asker_id,
        (Field("note", _("What is new"), Review.note), Field("at", WHEN, Review.asked_at)),
    ),
    Section(
        "review_answered",
        _("Your answer to the question for a second yes"),
        Review.reviewer_id,
        (
            Field("yes", _("Yes"), Review.is_yes),
            Field("comment", _("What you said about it"), Review.comment),
            Field("at", WHEN, Review.answered_at),
        ),
    ),
    Section(
        "changed_by_you",
        _("What you changed on the admin site"),
        AuditEntry.actor_id,
        (Field("at", WHEN, AuditEntry.at), Field("kind", _("What"), AuditEntry.kind, named=True)),
    ),
    Section(
        "changed_about_you",
        _("What was changed about you on the admin site"),
        AuditEntry.about_id,
        (
            Field("at", WHEN, AuditEntry.at),
            Field("kind", _("What"), AuditEntry.kind, named=True),
            Field("words", _("Change"), AuditEntry.words, named=True),  # telling.lines name it
            Field("by", _("By whom"), CHANGED_BY),
        ),
        lambda query: query.outerjoin(AUTHOR, AUTHOR.id == AuditEntry.actor_id),
    ),
    Section(
        "guidelines",
        _("Guidelines you published"),
        Version.author_id,
        (
            Field("number", _("Number"), Version.number),
            Field("note", _("What was new"), Version.note_en),
            Field("at", WHEN, Version.published_at),
        ),
    ),
    Section(
        "kept_answers",
        _("Answers kept for a month, in case your browser asks again"),
        KeptAnswer.person_id,
        (Field("at", WHEN, KeptAnswer.created_at), Field("answer", _("Answer"), KeptAnswer.body)),
    ),
)
