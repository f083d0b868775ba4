"""Hand a programme's setup on to another office: packages made, where a programme comes from."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_12b"
down_revision = "2026_11_27_11c"


def upgrade() -> None:
    op.create_table(
        "package_made",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("playbook", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_package_made_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_package_made_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_made")),
    )
    op.create_index("ix_package_made_programme_id", "package_made", ["programme_id"], unique=False)
    op.create_table(
        "lineage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("taking", sa.String(40), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("source_office", sa.String(), nullable=False),
        sa.Column("source_playbook", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_lineage_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_lineage_programme_id_programme")),
        sa.ForeignKeyConstraint(["proposal_id"], ["rule_proposal.id"], name=op.f("fk_lineage_proposal_id_rule_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lineage")),
    )
    op.create_index("ix_lineage_programme_id", "lineage", ["programme_id"], unique=False)
