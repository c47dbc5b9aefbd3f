"""What the employee does without this browser's extension: at the API, as another browser of theirs would."""

from typing import Any

from playwright.sync_api import APIRequestContext

from e2e.backend import Backend
from e2e.employee import AMIRA


def post(request: APIRequestContext, backend: Backend, title: str) -> None:
    """Share the item of this title on LinkedIn, and say that it was posted."""
    api, headers = f"{backend.url}/api/v1", {"Authorization": f"Bearer {backend.token(AMIRA)}"}
    feed = request.get(f"{api}/feed?size=100", headers=headers).json()["items"]
    item = next(one for one in feed if one["title"] == title)
    caption = next(one for one in item["captions"] if one["platform"] == "linkedin")
    wanted: dict[str, Any] = {"item_id": item["id"], "caption_id": caption["id"], "platform": "linkedin"}
    wanted |= {"text": caption["text"], "acknowledged": []}
    once = headers | {"Idempotency-Key": item["id"]}
    share = request.post(f"{api}/shares", headers=once, data=wanted).json()
    assert request.patch(f"{api}/shares/{share['id']}", headers=headers, data={"state": "posted"}).ok
