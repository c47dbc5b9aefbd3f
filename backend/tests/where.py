"""Where a test runs, other than on both databases."""

import pytest

# for pages looked at in a browser, and for what is read off the code: one database is enough
ON_ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
