"""Refer to official channels."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_01b"
down_revision = "2026_11_27_08"


def upgrade() -> None:
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("words_id", sa.Integer(), nullable=True),
        sa.Column("outcome_id", sa.Integer(), nullable=True),
        sa.Column("told_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_referral_by_id_person")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_referral_contact_id_contact")),
        sa.ForeignKeyConstraint(["outcome_id"], ["note.id"], name=op.f("fk_referral_outcome_id_note")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_referral_programme_id_programme")),
        sa.ForeignKeyConstraint(["told_id"], ["note.id"], name=op.f("fk_referral_told_id_note")),
        sa.ForeignKeyConstraint(["words_id"], ["note.id"], name=op.f("fk_referral_words_id_note")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index("ix_referral_case", ["subject", "subject_id"], unique=False)
        batch_op.create_index("ix_referral_open", ["programme_id", "closed_at", "due_at", "id"], unique=False)
