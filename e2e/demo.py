"""`make demo`: the sample company, the look-alike sites and a Chromium with the extension on them.

With a screen it stays open for you; without one (or with TOUR=1) it walks through the whole job by itself.
"""

import logging
import os
from pathlib import Path

from backend import demo, logs
from backend.running import worker
from e2e import employee, tour
from e2e.backend import Backend
from e2e.browser import browser
from e2e.origins import serve
from e2e.places import SDUI, X
from e2e.sites.app import create_app

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".demo"
PORT = int(os.environ.get("PORT", "5005"))
WELCOME = f"""
Plainspoken is running, with the sample company Acme and the sites LinkedIn and X as look-alikes.

  1. On the LinkedIn tab, comment under the post by Globex, a competitor:
     "You should try HomeBot instead, it is a wonderful help."
  2. Scroll until a suggestion stands in the feed, and share it.
  3. Open the extension's popup: your suggestions, your points. From there, My page, Weekly mail: switched on,
     a letter lies in .demo/mail within a minute.
  4. Admin site: http://127.0.0.1:{PORT}/admin/  ({demo.ADMIN}, password: {demo.PASSWORD})
     Its strategy, reports and a pilot look back on half a year. Rules changed there wait for a second
     person's yes: Ben's ({demo.CURATOR}, the same password). Dora of the works council reads along and
     changes nothing ({demo.COUNCIL}, the same password).

You are Amira, an employee. Close the browser to end the demo. The server's log is .demo/server.log.
"""


def main() -> None:
    """Run the demo, or the tour where there is no screen; the server's log stays out of the way."""
    FOLDER.mkdir(exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    logs.configure((FOLDER / "server.log").open("w", encoding="utf-8"))
    if os.environ.get("TOUR") or not has_screen():
        tour.walk(ROOT / "tour")
    else:
        stay()


def has_screen() -> bool:
    """Can a window be opened here?"""
    return os.name == "nt" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def stay() -> None:
    """Open the browser and wait until it is closed; data and profile stay in .demo for the next time."""
    backend = Backend(FOLDER, port=PORT)
    backend.start()
    worker.beside(backend.app)
    with (
        serve(create_app()) as origins,
        browser(origins, headless=False, profile=FOLDER / "profile") as context,
    ):
        employee.sign_in(context, backend)
        context.pages[0].goto(X.feed)
        context.new_page().goto(SDUI.feed)
        print(WELCOME, flush=True)
        context.wait_for_event("close", timeout=0)
    backend.stop()


if __name__ == "__main__":
    main()
