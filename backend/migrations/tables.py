"""Every table of the project, for tests that walk the schema."""

from importlib import import_module
from pathlib import Path

from backend.db import Base
from backend.mail import faults as _mail_faults  # noqa: F401 - has a table
from backend.web import idempotency as _idempotency  # noqa: F401 - has a table

BACKEND = Path(__file__).parent.parent

for _models in sorted(BACKEND.glob("*/models.py")):
    import_module(f"backend.{_models.parent.name}.models")

metadata = Base.metadata
