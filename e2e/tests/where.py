"""Where a story runs that need not run on every place: what it tells depends on no site, or on no dialect."""

import pytest

from e2e.places import SDUI, X

ONE_SITE = pytest.mark.parametrize("place", [X], ids=lambda place: place.name)
EACH_SITE = pytest.mark.parametrize("place", [SDUI, X], ids=lambda place: place.name)
