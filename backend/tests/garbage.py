"""Tests look for garbage as commands do (backend/running/garbage.py), from before anything is imported."""

import gc

from backend.running import garbage


def pytest_configure() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """All is imported."""
    gc.freeze()
    garbage.look_seldom()
    gc.enable()
