"""The form of the organisation's profile."""

from datetime import UTC, datetime
from typing import Any

from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, Field, FieldList, FormField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from backend.dates import zone
from backend.pages.form_parts import STRIPPED, ReadForm
from backend.rules.pages import organisation
from backend.rules.pages.organisation_rows import (
    EmbargoForm,
    QuietForm,
    RivalForm,
    lines,
    names,
    on,
    tell_wrong,
)
from backend.rules.releases import profiles

MOST = 1000  # rows of one kind
LONG = [Length(max=20_000)]
CHOSEN = tuple(profiles.CHOSEN)
LISTED = ("aliases", "products", "confidential_terms", "server_only_terms")  # one a line


class OrganisationForm(ReadForm):
    """`read`: the state of the profile that the admin has before them."""

    name = StringField(_("Name of the company"), [DataRequired(), Length(max=120)], filters=STRIPPED)
    aliases = TextAreaField(_("Other names and handles, one a line"), LONG)
    linkedin = StringField(_("Page on LinkedIn"), [Length(max=300), on("linkedin")], filters=STRIPPED)
    x = StringField(_("Account on X"), [Length(max=300), on("x")], filters=STRIPPED)
    products = TextAreaField(_("Products, one a line"), LONG)
    competitors = FieldList(FormField(RivalForm), max_entries=MOST)
    own_pages = TextAreaField(_("Further pages of ours"), LONG)
    colleagues = TextAreaField(_("Colleagues who post for the company"), LONG)
    rivals_pages = TextAreaField(_("Further pages of competitors"), LONG)
    rivals_people = TextAreaField(_("People who work for competitors"), LONG)
    customers = TextAreaField(_("Customers"), LONG)
    customers_people = TextAreaField(_("People who work for customers"), LONG)
    others = TextAreaField(_("Companies that are none of these, though a name may look like it"), LONG)
    others_people = TextAreaField(_("People of whom the same is true"), LONG)
    always = TextAreaField(_("Names and code words that always count, one a line"), LONG)
    in_context = TextAreaField(_("Names that need such a context too, one a line"), LONG)
    confidential_terms = TextAreaField(_("Confidential words, one a line"), LONG)
    server_only_terms = TextAreaField(_("Confidential words that stay on the server, one a line"), LONG)
    embargoes = FieldList(FormField(EmbargoForm), max_entries=MOST)
    listed = BooleanField(_("The company is listed on a stock exchange"))
    quiet_periods = FieldList(FormField(QuietForm), max_entries=MOST)

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field for itself, then the lists of pages line by line."""
        good: bool = super().validate(extra_validators)
        return all([good, *(self._good_pages(name) for name in organisation.LISTS)])

    def _good_pages(self, name: str) -> bool:
        try:
            self._pages_of(name)
        except ValueError as odd:
            said = gettext(
                "Each line is an address and a name. This one is not: %(line)s", line=str(odd)[:120]
            )
            return tell_wrong(self[name], said)
        return True

    def _pages_of(self, name: str) -> list[organisation.Page]:
        return organisation.pages_in(lines(self[name]), *organisation.LISTS[name])

    def validate_in_context(self, field: Field) -> None:
        """A name either always counts or needs a context."""
        always = {name.casefold() for name in lines(self.always)}
        if twice := [name for name in lines(field) if name.casefold() in always]:
            raise ValidationError(gettext("This name stands in both lists: %(name)s", name=twice[0]))

    def validate_server_only_terms(self, field: Field) -> None:
        """What stands in another list too would travel all the same."""
        travels = [*self._travelling(), *(one for row in self.embargoes for one in names(row.form.terms))]
        known = {one.casefold() for one in travels}
        if twice := [one for one in lines(field) if one.casefold() in known]:
            said = gettext(
                "Take this out of the other lists, or it travels all the same: %(term)s", term=twice[0]
            )
            raise ValidationError(said)

    def _travelling(self) -> list[str]:
        return [one for name in LISTED if name != "server_only_terms" for one in lines(self[name])]

    def values(self) -> dict[str, Any]:
        """In the shape of `organisation.shown`."""
        return {
            "name": self.name.data,
            "listed": self.listed.data,
            **{key: lines(self[key]) for key in (*LISTED, *CHOSEN)},
            "own": {"linkedin": self.linkedin.data or "", "x": self.x.data or ""},
            "competitors": [_rival(entry.form) for entry in self.competitors if entry.form.name.data],
            "embargoes": [
                {"terms": names(entry.form.terms), "until": _moment(entry.form.until.data)}
                for entry in self.embargoes
                if names(entry.form.terms)
            ],
            "quiet_periods": [
                {"from": _moment(entry.form.start.data), "until": _moment(entry.form.until.data)}
                for entry in self.quiet_periods
                if entry.form.start.data
            ],
            **{name: self._pages_of(name) for name in organisation.LISTS},
        }


def data_of(profile: profiles.Profile) -> dict[str, Any]:
    """A profile as OrganisationForm(data=…) takes it, with an empty row of each kind to fill."""
    shown = organisation.shown(profile)
    rivals = [
        {"name": one["name"], "aliases": ", ".join(one["aliases"]), **one["pages"]}
        for one in shown["competitors"]
    ]
    embargoes = [
        {"terms": ", ".join(one["terms"]), "until": _minute(one["until"])} for one in shown["embargoes"]
    ]
    quiet = [
        {"start": _minute(one["from"]), "until": _minute(one["until"])} for one in shown["quiet_periods"]
    ]
    return {
        "name": shown["name"],
        "listed": shown["listed"],
        **{key: "\n".join(shown[key]) for key in (*LISTED, *CHOSEN)},
        **shown["own"],
        **{name: "\n".join(map(organisation.line_of, shown[name])) for name in organisation.LISTS},
        "competitors": _with_one_to_fill(rivals),
        "embargoes": _with_one_to_fill(embargoes),
        "quiet_periods": _with_one_to_fill(quiet),
    }


def _with_one_to_fill(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*rows, {}] if len(rows) < MOST else rows


def _rival(form: RivalForm) -> dict[str, Any]:
    pages = {"linkedin": form.linkedin.data or "", "x": form.x.data or ""}
    return {"name": form.name.data, "aliases": names(form.aliases), "pages": pages}


def _moment(at: datetime | None) -> str:
    if at is None:
        raise ValueError("the form was not validated")
    told = zone.here(at)  # whose day stands in the rule's message
    return (at if at.date() == told.date() else told).isoformat().replace("+00:00", "Z")


def _minute(moment: Any) -> datetime:
    found = datetime.fromisoformat(str(moment))
    return found if found.tzinfo else found.replace(tzinfo=UTC)
