"""Rules workshop: since which release a rule is in force as it is."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("rule_source", sa.Column("release", sa.Integer))
    _tell_since_when()


def downgrade() -> None:
    op.drop_column("rule_source", "release")


def _tell_since_when() -> None:
    """Of each source in the release in force, the first release from which on it was the same."""
    since: dict[str, int] = {}
    before: dict[str, str] = {}
    for number, texts in _releases():
        since = {file: number if before.get(file) != text else since[file] for file, text in texts.items()}
        before = texts
    source = sa.table("rule_source", sa.column("file"), sa.column("release"))
    for file, number in since.items():
        op.execute(source.update().where(source.c.file == file).values(release=number))


def _releases() -> Iterator[tuple[int, dict[str, str]]]:
    release = sa.table("rule_release", sa.column("number"), sa.column("sources", sa.JSON))
    connection = op.get_bind()
    numbers = connection.scalars(sa.select(release.c.number).order_by(release.c.number)).all()
    for number in numbers:
        yield number, connection.scalars(sa.select(release.c.sources).where(release.c.number == number)).one()
