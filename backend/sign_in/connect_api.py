"""From the one-time code of /connect to a device token, and back out."""

from typing import Any

from flask_smorest import Blueprint

from backend import auth
from backend.db import run_tx
from backend.errors import Problem
from backend.people import service
from backend.sign_in import connecting, devices
from backend.sign_in.models import ConnectCode
from backend.sign_in.schemas import TokenRequestSchema, TokenSchema

blueprint = Blueprint("connect_api", __name__, description="Signing a browser in and out.")


@blueprint.post("/connect/token")
@blueprint.arguments(TokenRequestSchema)
@blueprint.response(200, TokenSchema)
@blueprint.doc(security=[])
def token(request: dict[str, str]) -> dict[str, Any]:
    """Trade the code for a token. The code works once, for a minute, even when the trade fails."""
    code = run_tx(lambda tx: connecting.use_up(tx, request["code"]))
    if code is None or not connecting.fits(code, request["code_verifier"], request["redirect_uri"]):
        raise Problem("This sign-in is not valid any more.", "Start it again from the extension's popup.")
    return run_tx(lambda tx: _welcome(tx, code))


@blueprint.post("/connect/revoke")
@auth.needs("employee")
@blueprint.response(204)
def revoke() -> None:
    """Sign this device out."""
    device, me = auth.device(), auth.me().id
    run_tx(lambda tx: devices.revoke(tx, device, me))


def _welcome(tx: Any, code: ConnectCode) -> dict[str, Any]:
    device, secret = devices.add(tx, code.person_id, code.device_name)
    person = service.about(tx, service.get_person(tx, code.person_id))
    return {"token": secret, "expires_at": devices.expires_at(device), "person": person}
