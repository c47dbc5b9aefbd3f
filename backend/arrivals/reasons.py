"""What is wrong with a file, or with a cell of it, and what would be right: codes, and the words for them."""

from flask_babel import lazy_gettext as _

from backend.arrivals.roster import MOST, Fault
from backend.pages.csv_upload import Unreadable
from backend.pages.form_parts import UNSEEN

FILE = {
    "spreadsheet": _("This is a spreadsheet. Save it as CSV in your program, then choose that file."),
    "encoding": _("This is no text. Save the list as CSV (UTF-8), then choose that file."),
    "quotes": _("Line %(line)s: a quotation mark opens a cell and nothing closes it. Nothing was read."),
    "empty": _("There is nobody in this file. Below the line with the heads comes a line for each person."),
    "heads": _(
        "Line %(line)s should name the columns, each once: email, and where you like name, role, language, "
        "groups."
    ),
    "too_many": _("A file holds %(most)s people at most. Split it, and keep the line with the heads."),
}
CELL = {
    "surplus": _("More cells than heads. A cell with the separator in it needs quotation marks around it."),
    "signs": UNSEEN,
    "too_long": _("At most %(detail)s signs."),
    "no_address": _("This is no e-mail address."),
    "no_role": _("There is no such role. There are: employee, council, curator, admin; none means employee."),
    "no_language": _("There is no such language. There are: en, de."),
    "again": _("This address stands in line %(detail)s already."),
    "no_name": _("Whoever is new needs a name."),
    "group_too_long": _("The name of a group has at most 80 signs: %(detail)s"),
    "deactivated": _(
        "This person is deactivated. Let them in again on the page Everyone, or leave them out."
    ),
    "last_admin": _("With this file no admin of today would be left. Keep one at least."),
}
COLUMNS = {
    "": "–",
    "name": _("Name"),
    "email": _("E-mail address"),
    "role": _("Role"),
    "language": _("Language"),
    "groups": _("Groups"),
}


def of_file(problem: Unreadable) -> str:
    """In the reader's language."""
    return str(FILE[problem.reason]) % {"line": problem.line, "most": MOST}


def of_cell(fault: Fault) -> str:
    """In the reader's language."""
    return str(CELL[fault.reason]) % {"detail": fault.detail}
