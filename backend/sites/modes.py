"""Where the extension works on a site: the organisation's choice, from which employees may depart."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.audit import trail
from backend.db import insert
from backend.sites.models import SiteMode
from backend.sites.names import SITES

MODES = ("page", "panel", "off")  # extension/types.d.ts: Mode


def chosen(session: Session) -> dict[str, str]:
    """Site to mode; `page` where nothing was chosen. `off` holds for everybody, the others are a default."""
    rows = session.execute(select(SiteMode.site, SiteMode.mode))
    return dict.fromkeys(SITES, "page") | {row.site: row.mode for row in rows}


def choose(session: Session, modes: dict[str, str]) -> None:
    """Keep the organisation's choice for each of these sites."""
    before = chosen(session)
    trail.note(session, "sites.modes", "", before, before | modes)
    for site, mode in sorted(modes.items()):
        session.execute(
            insert(session, SiteMode)
            .values(site=site, mode=mode)
            .on_conflict_do_update(index_elements=["site"], set_={"mode": mode})
        )
