"""Send an idea to another office, which accepts or declines it."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_41"
down_revision = "2026_11_27_15b"

KEYS = (
    ("idea_id", "idea"), ("programme_id", "programme"), ("to_id", "programme"), ("contact_id", "contact"), ("note_id", "note"),
    ("by_id", "person"), ("answered_by_id", "person"), ("reason_id", "note"), ("copy_id", "idea"),
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "passed_idea",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        sa.Column("copy_id", sa.Integer(), nullable=True),
        sa.Column("late_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.ForeignKeyConstraint([key], [f"{table}.id"], name=op.f(f"fk_passed_idea_{key}_{table}")) for key, table in KEYS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_idea")),
        sa.UniqueConstraint("copy_id", name=op.f("uq_passed_idea_copy_id")),
    )
    op.create_index("ix_passed_idea_idea", "passed_idea", ["idea_id"])
    op.create_index("ix_passed_idea_waiting", "passed_idea", ["to_id", "state", "id"])
    op.create_index("ix_passed_idea_late", "passed_idea", ["programme_id", "state", "due_on"])
