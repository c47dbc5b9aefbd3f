"""What a rule says, where no draft is at hand: its message with words for the places that a draft fills."""

import re

from flask_babel import gettext

from backend.rules.judge.judge import PLACEHOLDER, UNNAMED

# behind two letters, so that "z. B." ends nothing
SENTENCE = re.compile(r"(?<=\w\w[.?!…])\s+")


def in_words(message: str, language: str, company: str) -> str:
    """The whole message."""
    values = {"company": company, "match": "…", "target": UNNAMED[language], "until": gettext("the set day")}
    return PLACEHOLDER.sub(lambda found: values[found[1]], message)


def first(told: str) -> str:
    """Its first sentence, which is the title."""
    return SENTENCE.split(told, 1)[0].rstrip(".")
