"""Why a letter did not go: the server takes none now, or not this one."""

import re

# about us and not about a mailbox: "5.7.1 relay access denied", where a name and a password are wanted
BARRED = re.compile(rb"5\.7\.\d|.*\brelay", re.IGNORECASE)


class Down(Exception):
    """The mail server takes no letter now. `reason`: a key of faults.WORDS; `detail`: what it said."""

    def __init__(self, reason: str, detail: object = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, plain(str(detail))


class Refused(Exception):
    """The mail server does not take this one letter; `for_good`: asking again would change nothing.

    `barred`: it may be that it takes none of ours. `said`: in its own words, in which there may be the
    address it was for.
    """

    def __init__(self, code: int, said: bytes) -> None:
        super().__init__(code)
        self.code, self.barred = code, code >= 500 and bool(BARRED.match(said))
        self.for_good = code >= 500 and not self.barred
        self.said = plain(f"{code} {text_of(said)}")


def plain(text: str, longest: int = 200) -> str:
    """On one line and without control characters, as a header of a letter must be."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())[:longest]


def text_of(said: bytes | str) -> str:
    """What a server said, or smtplib in its name."""
    return said if isinstance(said, str) else said.decode("ascii", "replace")
