"""Every table of the project, for Alembic and for tests that walk the schema."""

from backend.content import models as _content
from backend.db import Base
from backend.people import models as _people
from backend.points import models as _points
from backend.rules import models as _rules
from backend.shares import models as _shares

SUBJECTS = (_content, _people, _points, _rules, _shares)
metadata = Base.metadata
