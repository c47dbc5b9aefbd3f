"""Every table of the project, for whoever walks the schema."""

from importlib import import_module
from pathlib import Path

from backend.db import Base

BACKEND = Path(__file__).parent.parent

for _models in sorted(BACKEND.glob("*/models.py")):
    import_module(f"backend.{_models.parent.name}.models")

metadata = Base.metadata
