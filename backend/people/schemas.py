"""What the API takes and gives about people."""

from typing import Any

from marshmallow import Schema, fields, validate

from backend.people.models import LANGUAGES, ROLES
from backend.sites.modes import MODES
from backend.sites.names import SITES


class Switch(fields.Boolean):
    """True or false, and nothing like it: what is switched on was meant."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class DoorSchema(Schema):
    """The way to one's own pages."""

    code = fields.String(required=True)


class BrowserSchema(Schema):
    """A browser that was connected."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    connected_at = fields.AwareDateTime(attribute="created_at", required=True)


class MeSchema(Schema):
    """The employee who asks."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(ROLES))
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))
    organisation = fields.String(required=True)
    is_formal = fields.Boolean(required=True, metadata={"description": "does German say Sie?"})
    wants_points = fields.Boolean(required=True)
    on_leaderboard = fields.Boolean(required=True)
    sends_outcomes = fields.Boolean(required=True)
    modes = fields.Dict(
        keys=fields.String(validate=validate.OneOf(SITES)),
        values=fields.String(validate=validate.OneOf(MODES)),
        required=True,
        metadata={"description": "where the organisation wants the extension to work on each site"},
    )
    browser = fields.UUID(metadata={"description": "the one that asks; told by GET me"})
    other_browsers = fields.List(
        fields.Nested(BrowserSchema),
        metadata={"description": "connected as this person in the last thirty days; told by GET me"},
    )
    shared = fields.List(
        fields.UUID(),
        metadata={"description": "items this person posted, the newest hundred; told by GET me"},
    )


class ChoiceSchema(Schema):
    """What an employee decides about themselves; each field may be left out. All opt-ins start as off."""

    language = fields.String(validate=validate.OneOf(LANGUAGES))
    wants_points = Switch()
    on_leaderboard = Switch()
    sends_outcomes = Switch()
