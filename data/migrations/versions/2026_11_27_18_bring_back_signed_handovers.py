"""Bring back signed handovers."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_18"
down_revision = "2026_11_27_15"


def upgrade() -> None:
    op.create_table(
        "handover_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("match", sa.String(40), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_handover_scan_by_id_person")),
        sa.ForeignKeyConstraint(["handover_id"], ["handover.id"], name=op.f("fk_handover_scan_handover_id_handover")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_handover_scan_note_id_note")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_scan")),
        sa.UniqueConstraint("handover_id", "sha256", name=op.f("uq_handover_scan_handover_id_sha256")),
    )
    with op.batch_alter_table("handover_scan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_scan_handover_id"), ["handover_id"], unique=False)
