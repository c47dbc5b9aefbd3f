"""What the sites are called: the same in every language."""

SITE_NAMES = {"linkedin": "LinkedIn", "x": "X"}
SITES = tuple(SITE_NAMES)
