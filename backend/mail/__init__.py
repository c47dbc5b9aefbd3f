"""Letters: what the rest of the house needs of them."""

from backend.mail.folder import folder_of
from backend.mail.post import Post, connected
from backend.mail.refusals import Down, Refused, plain

__all__ = ["Down", "Post", "Refused", "connected", "folder_of", "plain"]
