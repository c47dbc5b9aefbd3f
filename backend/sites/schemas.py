"""What a file of site hooks may look like: names to lists of selectors, nothing that could run."""

from marshmallow import Schema, fields, validate

from backend.sites import health
from backend.sites.names import SITES

MOST_HOOKS, MOST_SELECTORS, LONGEST_SELECTOR, MOST_VERSIONS = 200, 20, 500, 1000

selectors = fields.List(
    fields.String(validate=validate.Length(1, LONGEST_SELECTOR)),
    required=True,
    validate=validate.Length(1, MOST_SELECTORS),
)
hooks = fields.Dict(
    keys=fields.String(validate=validate.Regexp(r"^[a-zA-Z0-9.]{1,60}$")),
    values=selectors,
    required=True,
    validate=validate.Length(1, MOST_HOOKS),
)


class Hooks(Schema):
    """extension/types.d.ts: Hooks."""

    version = fields.Integer(required=True, strict=True, validate=validate.Range(1))
    linkedin = hooks
    x = hooks


class Report(Schema):
    """A page of this site was not understood: which part is missing, under which version of the hooks."""

    site = fields.String(required=True, validate=validate.OneOf(SITES))
    fault = fields.String(required=True, validate=validate.OneOf(health.FAULTS))
    hooks = fields.Integer(required=True, strict=True, validate=validate.Range(1, MOST_VERSIONS))


class Noted(Schema):
    """Nothing is answered."""
