"""Keep policies that are read."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_05"
down_revision = "2026_11_27_01b"


def upgrade() -> None:
    op.create_table(
        "policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("writers", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["approved_by_id"], ["person.id"], name=op.f("fk_policy_approved_by_id_person")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_policy_note_id_note")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_policy_programme_id_programme")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_policy_submitted_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.UniqueConstraint("programme_id", "kind", "number", name=op.f("uq_policy_programme_id_kind_number")),
    )
    op.create_table(
        "policy_acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("policy_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_policy_acknowledgement_person_id_person")),
        sa.ForeignKeyConstraint(["policy_id"], ["policy.id"], name=op.f("fk_policy_acknowledgement_policy_id_policy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_acknowledgement")),
        sa.UniqueConstraint("policy_id", "person_id", name=op.f("uq_policy_acknowledgement_policy_id_person_id")),
    )
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.create_index("ix_policy_state", ["state", "programme_id"], unique=False)

    with op.batch_alter_table("policy_acknowledgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_policy_acknowledgement_person_id"), ["person_id"], unique=False)
