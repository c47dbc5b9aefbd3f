"""Verdicts on the organisation's own texts, remembered: a caption is judged once and shared a hundred times.

Never for what an employee writes: that must stay nowhere.
"""

from typing import Any
from weakref import WeakKeyDictionary

from backend.db import now
from backend.rules.judge import judge as twin
from backend.rules.judge.reader import Prepared

MOST = 500  # verdicts of a release; then it begins anew
_said: WeakKeyDictionary[Prepared, dict[tuple[Any, ...], dict[str, Any]]] = WeakKeyDictionary()


def judge(release: Prepared, text: str, platform: str, lang: str, language: str) -> dict[str, Any]:
    """The verdict on a post of this text, which is in `lang`, said in `language`. Not to be changed."""
    at = now()
    known = _said.setdefault(release, {})
    asked = (text, platform, lang, language, _passed(release, at.timestamp() * 1000))
    verdict = known.get(asked)
    if verdict is None:
        if len(known) >= MOST:
            known.clear()
        draft = {"platform": platform, "surface": "post", "text": text, "lang": lang, "target": None}
        verdict = known[asked] = twin.judge(release, draft | {"now": at.isoformat()}, language)
    return verdict


def _passed(release: Prepared, at: float) -> int:
    """How many of the moments (ms) at which the release may change its mind are over."""
    periods = release.release["organisation"]["quiet_periods"]
    embargoes = (embargo[0] for _kind, _ordinary, embargo in release.release["names"] if embargo)
    return sum(moment <= at for moment in (*embargoes, *(edge for period in periods for edge in period)))
