"""The API's description of itself, and flask-smorest with our error shape."""

import json
from typing import Any

from flask import Response, request
from flask_smorest import Api
from marshmallow import INCLUDE, Schema, fields

from backend import errors
from backend.web import error_answers

SETTINGS = {
    "API_TITLE": "Plainspoken",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api/v1",
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "components": {"securitySchemes": {"device": {"type": "http", "scheme": "bearer"}}},
        "security": [{"device": []}],
    },
}


class Problem(Schema):
    """RFC 9457, with what to do next. Some problems carry more, such as `errors` or `findings`."""

    class Meta:
        unknown = INCLUDE

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    hint = fields.String(required=True)


def _on_recursion(error: RecursionError) -> Response:
    """JSON nested deeper than Python reads is the sender's fault, any other recursion is ours."""
    try:
        json.loads(request.get_data())
    except RecursionError:
        return error_answers.respond(errors.Problem("The JSON in this request is nested too deep."))
    except ValueError:
        pass
    raise error


class ProblemApi(Api):  # type: ignore[misc]
    """flask-smorest whose every error is a problem+json."""

    ERROR_SCHEMA = Problem
    DEFAULT_RESPONSE_CONTENT_TYPE = "application/json"

    def _register_error_handlers(self) -> None:
        error_answers.register(self._app)
        self._app.register_error_handler(RecursionError, _on_recursion)

    def _register_responses(self, *arguments: Any) -> None:
        """Errors are described as problem+json, all else as JSON."""
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        super()._register_responses(*arguments)
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/json"
