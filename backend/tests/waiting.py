"""For what happens in another thread or process."""

import time
from collections.abc import Callable

SECONDS = 60


def wait_for(is_so: Callable[[], bool]) -> None:
    """Until it is so."""
    deadline = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < deadline, f"not so after {SECONDS} seconds"
        time.sleep(0.02)
