"""Random codes and tokens. Only their SHA-256 is stored: they are too long to be guessed from it."""

import base64
import hashlib
import secrets

GROUP = 7  # characters of an invitation code between dashes


def new_token() -> str:
    """256 random bits for a device, a session or a one-time code; the prefix lets a scanner know it."""
    return "ps_" + secrets.token_urlsafe(32)


def new_invitation() -> str:
    """136 random bits, as a person can type them: four groups of letters and digits."""
    text = base64.b32encode(secrets.token_bytes(17)).decode().rstrip("=").lower()
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def digest(secret: str) -> str:
    """What is stored of a token, 64 hex digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invitation_digest(typed: str) -> str:
    """What is stored of an invitation code, however it was typed."""
    return digest("".join(filter(str.isalnum, typed.lower())))
