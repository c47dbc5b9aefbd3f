"""Names under which people stand on the leaderboard: nothing in them comes from the person."""

import secrets

FIRST = (
    "amber",
    "bold",
    "calm",
    "clear",
    "early",
    "fair",
    "keen",
    "light",
    "quiet",
    "silver",
    "steady",
    "warm",
)
SECOND = (
    "ash",
    "birch",
    "brook",
    "cedar",
    "cloud",
    "elm",
    "finch",
    "heron",
    "lark",
    "maple",
    "otter",
    "wren",
)


def pseudonym() -> str:
    """A random one, such as `calm-heron-4821`."""
    return f"{secrets.choice(FIRST)}-{secrets.choice(SECOND)}-{secrets.randbelow(9000) + 1000}"
