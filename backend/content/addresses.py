"""When two addresses lead to the same page: the key by which duplicates are found."""

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit

# marks of where a reader came from; they do not change the page
TRACKING = ("utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "trk")
PORTS = {"http": 80, "https": 443}


def key(url: str) -> str | None:
    """The same for the same page; None where there is no address."""
    return hashlib.sha256(normal(url).encode()).hexdigest() if url else None


def normal(url: str) -> str:
    """Without scheme, www, usual port, fragment, tracking marks, last slash; what is asked for in order."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, PORTS.get(parts.scheme)) else ""
    asked = [pair for pair in parse_qsl(parts.query, True) if not pair[0].lower().startswith(TRACKING)]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"
