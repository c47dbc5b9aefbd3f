"""Rules workshop: since which release a rule is as it is, a second yes, samples, words that stay here."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from backend.db import UtcDateTime

revision = "0021"
down_revision = "0020"
RELEASE_ALONE = {"reflect_kwargs": {"resolve_fks": False}}  # of other tables' indexes it would only warn


def upgrade() -> None:
    op.add_column("rule_source", sa.Column("release", sa.Integer))
    _tell_since_when()
    with op.batch_alter_table("rule_release", **RELEASE_ALONE) as release:
        release.add_column(sa.Column("server_body", sa.LargeBinary))
        release.add_column(sa.Column("reviewer_id", sa.Uuid))
        release.create_foreign_key(
            "fk_rule_release_reviewer_id_person", "person", ["reviewer_id"], ["id"], ondelete="SET NULL"
        )
    # who published alone until now goes on so, until they choose; new installations begin with it
    wanted = sa.Column("reviews_rules", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("installation", wanted)
    op.create_table(
        "rule_review",
        sa.Column(
            "installation_id", sa.Uuid, sa.ForeignKey("installation.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("asker_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="SET NULL")),
        sa.Column("asked_at", UtcDateTime, nullable=False),
        sa.Column("reviewer_id", sa.Uuid, sa.ForeignKey("person.id", ondelete="SET NULL")),
        sa.Column("answered_at", UtcDateTime),
        sa.Column("is_yes", sa.Boolean),
        sa.Column("comment", sa.String(500), nullable=False),
    )
    op.create_table(
        "rule_sample",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("cases", sa.JSON, nullable=False),
    )
    op.create_table(
        "rule_impact",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("state", sa.String(64), nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("leased_until", UtcDateTime),
        sa.Column("finished_at", UtcDateTime),
        sa.Column("failed", sa.Boolean, nullable=False),
        sa.Column("found", sa.JSON, nullable=False),
        sa.Column("labelled", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    for table in ("rule_impact", "rule_sample", "rule_review"):
        op.drop_table(table)
    op.drop_column("installation", "reviews_rules")
    with op.batch_alter_table("rule_release", **RELEASE_ALONE) as release:
        release.drop_constraint("fk_rule_release_reviewer_id_person", type_="foreignkey")
        release.drop_column("reviewer_id")
        release.drop_column("server_body")
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
