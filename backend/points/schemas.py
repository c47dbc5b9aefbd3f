"""What is told about points."""

from marshmallow import Schema, fields


class EntryOut(Schema):
    id = fields.UUID()
    points = fields.Integer()
    kind = fields.String()
    reason = fields.String()  # a sentence in the person's language
    title = fields.String(allow_none=True)
    at = fields.AwareDateTime(format="iso")


class MyPoints(Schema):
    total = fields.Integer()
    entries = fields.List(fields.Nested(EntryOut))
    page = fields.Integer()
    more = fields.Boolean()


class PlaceOut(Schema):
    place = fields.Integer()
    pseudonym = fields.String()
    points = fields.Integer()
    mine = fields.Boolean()


class Leaderboard(Schema):
    days = fields.Integer()
    until = fields.Date()  # the board's last day, a Sunday
    people = fields.Integer()
    withheld = fields.String(allow_none=True)  # why there is nothing to see
    items = fields.List(fields.Nested(PlaceOut))
    page = fields.Integer()
    more = fields.Boolean()
