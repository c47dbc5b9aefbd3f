"""What `POST outcomes` takes: ids and numbers, no text."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from backend.reports.outcomes import MOST, OUTCOMES

RULE_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Outcome(Schema):
    """What came of one rule's warnings under one release, and how often."""

    rule = fields.String(required=True, validate=[validate.Length(max=80), validate.Regexp(RULE_ID)])
    release = fields.Integer(required=True, validate=validate.Range(1, 2**31 - 1))
    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    times = fields.Integer(required=True, validate=validate.Range(1, MOST))


def each_once(outcomes: list[dict[str, Any]]) -> None:
    """A browser adds up what it counts of a rule, release and outcome."""
    if len({(one["rule"], one["release"], one["outcome"]) for one in outcomes}) < len(outcomes):
        raise ValidationError("The same rule, release and outcome stands here twice.")


class OutcomesOfADay(Schema):
    """A day that is over. `id` is made up by the browser and tells nothing but that it is the same report."""

    id = fields.UUID(required=True)
    day = fields.Date(required=True)
    outcomes = fields.List(
        fields.Nested(Outcome), required=True, validate=[validate.Length(1, 200), each_once]
    )


class Feedback(Schema):
    """A rule that is wrong, says an employee. `id` is made up by the browser; once a week counts."""

    id = fields.UUID(required=True)
    rule = fields.String(required=True, validate=[validate.Length(max=80), validate.Regexp(RULE_ID)])


class Taken(Schema):
    id = fields.UUID()
