"""The fixtures of the subjects."""

from backend.tests.stage import *  # noqa: F403 - pytest finds fixtures by their names here
