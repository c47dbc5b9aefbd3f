"""No test begins in the last minute of a day (UTC): many name a day, and ask later what stands at it."""

import time

from backend.dates.weeks import LATE

DAY_S, LAST_S = 24 * 3600, 60
ENDS_S = 0, LATE.seconds  # of the day, and of the day as weeks know it


def pytest_runtest_setup() -> None:
    """Wait for the new day, where it is near."""
    left = min((end - time.time()) % DAY_S for end in ENDS_S)
    if left < LAST_S:
        time.sleep(left + 1)
