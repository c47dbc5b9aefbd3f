"""Why something from the web could not be taken: codes that a report keeps, and the words for them."""

from flask_babel import lazy_gettext as _

from backend.errors import Invalid

WORDS = {
    "not_web": _("Only https addresses are read, without a name or a port of their own."),
    "private": _("This address leads into a private network."),
    "no_answer": _("Nobody answers at this address. Is it spelled right?"),
    "too_slow": _("The answer took longer than 15 seconds."),
    "status": _("The server there answered “%(detail)s”."),
    "redirects": _("The address leads on more than three times."),
    "too_long": _("There is more than 2 MB. Ask for a shorter feed, or a smaller picture."),
    "kind": _("This is %(detail)s; what can be read are web pages and feeds (RSS, Atom)."),
    "no_kind": _("It does not say what it is; what can be read are web pages and feeds (RSS, Atom)."),
    "no_picture": _("This is no picture that can be read (PNG, JPEG, GIF, WebP)."),
    "picture_kind": _("This is %(detail)s and no picture (PNG, JPEG, GIF, WebP)."),
    "entities": _(
        "The feed declares entities of its own. No feed needs them, and they can be used for attacks."
    ),
    "xml": _("The feed is broken here: %(detail)s. What could be read of it has come."),
    "no_feed": _("There is no entry in this feed."),
    "no_link": _("The entry has no web address to lead to."),
    "no_title": _("Neither a title nor a text says what this is."),
    "crash": _("Something broke on our side. Start the import again; nothing comes twice."),
}


class CannotRead(Invalid):
    """`reason` is a key of WORDS; `detail` stands in its words."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, "Check the address.")
        self.reason, self.detail_of = reason, detail

    def said(self) -> str:
        """In the reader's language."""
        return words(self.reason, self.detail_of)


def words(reason: str, detail: str = "") -> str:
    """What a code says, in the reader's language."""
    return str(WORDS[reason]) % {"detail": detail}
