"""Appoint by decree: surat keputusan, their people, and the decree a role comes from."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_09"
down_revision = "2026_11_27_11"


def upgrade() -> None:
    op.create_table(
        "decree",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("signatory", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("holds_until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_type", sa.String(), nullable=False),
        sa.Column("warned", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_decree_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_decree_programme_id_programme")),
        sa.ForeignKeyConstraint(["replaces_id"], ["decree.id"], name=op.f("fk_decree_replaces_id_decree")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decree")),
    )
    op.create_table(
        "decree_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decree_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["decree_id"], ["decree.id"], name=op.f("fk_decree_line_decree_id_decree")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_decree_line_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_decree_line_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decree_line")),
        sa.UniqueConstraint("decree_id", "person_id", "role", "unit_id", name=op.f("uq_decree_line_decree_id_person_id_role_unit_id")),
    )
    with op.batch_alter_table("decree", schema=None) as batch_op:
        batch_op.create_index("ix_decree_programme", ["programme_id", "state", "ends_on"], unique=False)

    with op.batch_alter_table("decree_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decree_line_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decree_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("temporary", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_foreign_key(batch_op.f("fk_assignment_decree_id_decree"), "decree", ["decree_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_assignment_decree_id"), ["decree_id"], unique=False)
