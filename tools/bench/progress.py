"""Says what is being measured, so that nobody waits before a silent screen."""

import sys


def say(what: str) -> None:
    """One line on stderr."""
    print(f"· {what}", file=sys.stderr, flush=True)
