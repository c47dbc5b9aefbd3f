"""The fixtures of the subjects; tries are counted here too."""

from backend.tests.sign_in.conftest import *  # noqa: F403 - pytest finds fixtures by their names here
