"""The admin site's subjects, in the order of a programme's life: those that exist and one may open."""

from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import LazyString, lazy_gettext

from backend import auth
from backend.people.names import ROLE_NAMES


@dataclass(frozen=True)
class Subject:
    """One entry: `blueprint` is its first admin blueprint, whose view `index` the entry opens."""

    title: LazyString
    blueprint: str

    @property
    def url(self) -> str:
        return url_for(f"{self.blueprint}.index")

    @property
    def is_open(self) -> bool:
        return request.path.startswith(self.url)


SUBJECTS = (
    Subject(lazy_gettext("Strategy"), "strategy_admin"),
    Subject(lazy_gettext("Guidelines"), "guidelines_admin"),
    Subject(lazy_gettext("Rules"), "rules_admin"),
    Subject(lazy_gettext("Content"), "content_admin"),
    Subject(lazy_gettext("People"), "people_admin"),
    Subject(lazy_gettext("Sharing"), "sharing_admin"),
    Subject(lazy_gettext("Points"), "points_admin"),
    Subject(lazy_gettext("Pilots"), "pilots_admin"),
    Subject(lazy_gettext("Seasons"), "seasons_admin"),
    Subject(lazy_gettext("Reports"), "reports_admin"),
    Subject(lazy_gettext("Sites"), "sites_admin"),
    Subject(lazy_gettext("Settings"), "settings_admin"),
)


def subjects() -> list[Subject]:
    """The entries for this visitor."""
    return [subject for subject in SUBJECTS if auth.may_open(subject.url)]


def register(app: Flask) -> None:
    """Give the templates the entries."""
    app.jinja_env.globals.update(subjects=subjects, role_name=ROLE_NAMES.__getitem__)
