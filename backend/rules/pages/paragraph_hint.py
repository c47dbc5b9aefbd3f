"""A hint at a rule that names a paragraph which the guidelines do not have: so it will not be published."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from backend.guidelines import service as guidelines
from backend.rules.language import checks, reading
from backend.rules.pages.forms import sentence


def of(session: Session, file: str, text: str) -> str:
    """About a text without faults; nothing about a list of words, or where there are no guidelines yet."""
    known = guidelines.names(session)
    if file.startswith("lexicons/") or not known:
        return ""
    rule = reading.parse_rule(text, file)
    if rule.status == "retired" or rule.guideline in known:
        return ""
    said = sentence(checks.unwritten(rule, known))
    return str(gettext("Left to do before it can speak: %(said)s", said=said))
