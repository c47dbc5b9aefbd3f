"""Tests look for garbage as the commands do (backend/garbage.py), from before anything is imported."""

import gc

from backend import garbage


def pytest_configure() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """All is imported."""
    gc.freeze()
    garbage.look_seldom()
    gc.enable()
