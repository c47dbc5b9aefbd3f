"""What the rules in force say to an item's captions."""

from typing import Any

from sqlalchemy.orm import Session

from backend.content import texts
from backend.content.models import Item
from backend.errors import NotFound
from backend.rules.judge.reader import Prepared
from backend.rules.releases import in_force
from backend.sites.names import SITES


def findings(session: Session, item: Item, language: str) -> list[list[dict[str, Any]]]:
    """What the rules in force say to each caption with its hashtags, in their order, notes included."""
    release = rules_in_force(session)
    captions = ((texts.whole(one.text, item.hashtags), one) for one in item.captions)
    return [judge_caption(release, text, one.platform, one.language, language) for text, one in captions]


def rules_in_force(session: Session) -> Prepared | None:
    """What captions are judged by; None before the first release."""
    try:
        return in_force.release(session)
    except NotFound:
        return None


def judge_caption(
    release: Prepared | None, text: str, platform: str, lang: str, language: str
) -> list[dict[str, Any]]:
    """Findings on a text (`platform` may be any), said in `language`; none before the first release."""
    if release is None:
        return []
    said: dict[str, dict[str, Any]] = {}
    for one in SITES if platform == "any" else (platform,):
        draft = {"platform": one, "surface": "post", "text": text, "lang": lang, "target": None}
        said |= {found["rule"]: found for found in in_force.judge_by(release, draft, language)["findings"]}
    return list(said.values())
