"""How memory is asked of the system."""

import ctypes

ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
ARENAS = 2


def share_between_threads() -> None:
    """glibc keeps a store of memory for each thread, and what one gave back no other gets.

    With eight threads that was an eighth of a process; Python lets one run at a time anyway.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # other C libraries have no such stores
    if mallopt:
        mallopt(ARENA_MAX, ARENAS)
