"""How often Python looks for garbage.

What is imported is none; and a compiled release is so much at once that looking through it again and again
took half the time of making it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 100_000  # new things between two looks; a release makes some hundred thousand


@contextmanager
def all_stays() -> Iterator[None]:
    """Nothing that is imported in this block is ever thrown away, so it need not be looked through."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def look_seldom() -> None:
    """For a process that makes releases and ends: what it might keep too long is small beside them."""
    gc.set_threshold(SELDOM)
