"""Every setting of the organisation in one table: what it means for people, what is in force, what a works
council would choose, and where it is changed."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app
from flask_babel import format_date, gettext, lazy_gettext as _
from sqlalchemy.orm import Session

from backend import fewest
from backend.dates import zone
from backend.db import now
from backend.people import address, installed
from backend.points import tariff
from backend.points.reasons import KIND_NAMES
from backend.programme import seasons
from backend.reports import counted
from backend.rules.releases import review
from backend.sign_in import invitations
from backend.sites import modes
from backend.sites.names import MODE_NAMES, SITE_NAMES

Words = str  # mostly lazy: in the reader's language


@dataclass(frozen=True)
class Setting:
    """`now`: what is in force, in words; `advice`: the careful choice; `endpoint`: where it is changed."""

    title: Words
    means: Words
    now: Callable[[Session], Words]
    advice: Words
    endpoint: str
    is_fixed: bool = False  # nothing is chosen there


def _threshold(session: Session) -> Words:
    return str(gettext("%(n)s people", n=fewest.of(session)))


def _reviews(session: Session) -> Words:
    return str(gettext("on") if review.is_wanted(session) else gettext("off"))


def _board(session: Session) -> Words:
    return str(gettext("on") if installed.installation(session).has_board else gettext("off"))


def _season(session: Session) -> Words:
    found = seasons.latest(session)
    if found is None or found.state != "running":
        return str(gettext("none runs"))
    days = {"starts": format_date(found.starts), "ends": format_date(found.ends)}
    return str(gettext("%(name)s, %(starts)s to %(ends)s", name=found.name, **days))


def _modes(session: Session) -> Words:
    return "; ".join(
        f"{SITE_NAMES[site]}: {MODE_NAMES[mode]}" for site, mode in modes.chosen(session).items()
    )


def _own_choice(_session: Session) -> Words:
    return str(gettext("off until the person switches it on"))


def _shares(session: Session) -> Words:
    ours = installed.installation(session)
    often = gettext("%(n)s a day", n=ours.shares_per_day) if ours.shares_per_day else gettext("no limit")
    hosts = ", ".join(ours.link_hosts) or gettext("links may lead anywhere")
    return f"{often}; {hosts}"


def _tariff(session: Session) -> Words:
    told = tariff.told_on(session, now().date())
    return "; ".join(f"{KIND_NAMES[kind]}: {worth.points}" for kind, worth in told.items())


def _apart(session: Session) -> Words:
    return ", ".join(counted.apart(session).values()) or str(gettext("none"))


def _mail(session: Session) -> Words:
    if not current_app.config["PLAINSPOKEN"].mail:
        return str(gettext("no mail server is set"))
    return _own_choice(session)


def _admission(session: Session) -> Words:
    if not current_app.config["PLAINSPOKEN"].oidc:
        return str(gettext("whoever is invited"))
    admits = installed.installation(session).admits_accounts
    return str(gettext("whoever has an account") if admits else gettext("whoever is in the list of people"))


def _invitation(_session: Session) -> Words:
    return str(gettext("single use, %(n)s days", n=invitations.LIFE.days))


def _zone(_session: Session) -> Words:
    return zone.name()


def _address(_session: Session) -> Words:
    return "Sie" if address.is_formal() else "du"


SETTINGS = (
    Setting(
        _("Fewest people behind a figure"),
        _("No report, board or number tells of fewer people than this."),
        _threshold,
        _("Five at least; ten in small departments. It can be raised and never lowered."),
        "settings_admin.threshold",
    ),
    Setting(
        _("Who may come in"),
        _("With the account one has in the organisation, or with an invitation."),
        _admission,
        _("Whoever is in the list of people, so that nobody takes part without having been asked."),
        "oidc_admin.index",
    ),
    Setting(
        _("A second person’s yes to rules"),
        _("What warns people was read by two before it is published."),
        _reviews,
        _("On, with a second person who knows the works agreement."),
        "settings_admin.reviews",
    ),
    Setting(
        _("Where the extension works"),
        _("Only in the page can it ask before a post goes out, and there the sites can see its card."),
        _modes,
        _("The page to be asked, the panel to leave the page as it is; each person may choose."),
        "sites_admin.index",
    ),
    Setting(
        _("Leaderboard"),
        _("Those who want to be on it stand there under a pseudonym, always up to the last Sunday."),
        _board,
        _("Off in the beginning; later with the council’s yes."),
        "seasons_admin.index",
    ),
    Setting(
        _("Season"),
        _("Some weeks in which points count for a prize."),
        _season,
        _("A small prize, no pay, tied to no performance of work."),
        "seasons_admin.index",
    ),
    Setting(
        _("Tariff of points"),
        _(
            "What is worth how many points, for those who switched points on. Nobody else sees theirs, except"
            " on a board, under a pseudonym."
        ),
        _tariff,
        _("Nothing for likes, so that nobody presses without reading."),
        "points_admin.index",
    ),
    Setting(
        _("Comments and likes of company posts"),
        _("Which post one commented on or liked is told where one switched that on. Never a word of it."),
        _own_choice,
        _("Each person decides; there is no switch for all, and should not be one."),
        "points_admin.index",
        is_fixed=True,
    ),
    Setting(
        _("What comes of hints"),
        _("Once a day a browser tells how often a rule spoke and what came of it: no name, time or text."),
        _own_choice,
        _("Each person decides; there is no switch for all, and should not be one."),
        "reports_admin.settings",
        is_fixed=True,
    ),
    Setting(
        _("Groups counted apart"),
        _("Reports divide shares and clicks by these groups, and by nothing else."),
        _apart,
        _("Few and large ones, since small ones wait for months until they are told."),
        "reports_admin.settings",
    ),
    Setting(
        _("Limits of sharing"),
        _("How often a day one person shares at most, and the sites that links may lead to."),
        _shares,
        _("A low limit, so that nobody feels pressed to post, and a list of the company’s own sites."),
        "sharing_admin.index",
    ),
    Setting(
        _("Weekly mail"),
        _("Tells what is new to share. It has no picture that would tell who read it."),
        _mail,
        _("Each person decides."),
        "mail_admin.index",
        is_fixed=True,
    ),
    Setting(
        _("Invitation"),
        _("Only who was invited takes part; the code connects one browser."),
        _invitation,
        _("Invite those who asked for it, not whole departments."),
        "invitations_admin.index",
        is_fixed=True,
    ),
    Setting(
        _("Time zone"),
        _("Times are told and typed in it. Days of points, seasons and reports begin at midnight UTC."),
        _zone,
        _("The one in which most of your colleagues work."),
        "settings_admin.time_zone",
    ),
    Setting(
        _("How German addresses people"),
        _("On these pages, in letters, in the extension and in what rules say."),
        _address,
        _("As you speak in the house: a hint that sounds strange is not read."),
        "settings_admin.german",
    ),
)
