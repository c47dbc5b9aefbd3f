"""The fixtures of the weekly mail: it is what is sent here."""

from backend.tests.digest.conftest import *  # noqa: F403 - pytest finds fixtures by their names here
