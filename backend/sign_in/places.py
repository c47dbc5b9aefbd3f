"""Where one goes on after signing in: inside of this site, and nowhere else."""

from urllib.parse import urlsplit

LONGEST = 2000


def inside(address: str) -> str:
    """`address`, if it is a path of this site; else nothing."""
    try:
        ours = not urlsplit(address).netloc and address.startswith("/")
    except ValueError:  # half a bracket
        ours = False
    ours = (
        ours and len(address) <= LONGEST and not address.startswith(("//", "/\\")) and address.isprintable()
    )
    return address if ours else ""
