"""Says what is being measured, so that nobody waits before a silent screen."""

import logging
import sys

import structlog


def say(what: str) -> None:
    """One line on stderr."""
    print(f"· {what}", file=sys.stderr, flush=True)


def hush() -> None:
    """What our server logs while it is measured in this process is nobody's news."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
