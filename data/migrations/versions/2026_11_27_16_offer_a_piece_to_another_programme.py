"""Offer a published piece to another programme, which takes it over as a content of its own."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_16"
down_revision = "2026_11_27_13"


def upgrade() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        sa.Column("copy_id", sa.Integer(), nullable=True),
        sa.Column("changed", sa.String(40), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_offer_content_id_content")),
        sa.ForeignKeyConstraint(["from_id"], ["programme.id"], name=op.f("fk_offer_from_id_programme")),
        sa.ForeignKeyConstraint(["to_id"], ["programme.id"], name=op.f("fk_offer_to_id_programme")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_offer_revision_id_revision")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_offer_note_id_note")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_offer_by_id_person")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_offer_answered_by_id_person")),
        sa.ForeignKeyConstraint(["reason_id"], ["note.id"], name=op.f("fk_offer_reason_id_note")),
        sa.ForeignKeyConstraint(["copy_id"], ["content.id"], name=op.f("fk_offer_copy_id_content")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_offer_settled_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
        sa.UniqueConstraint("copy_id", name=op.f("uq_offer_copy_id")),
    )
    op.create_index("ix_offer_waiting", "offer", ["to_id", "state"])
    op.create_index("ix_offer_source", "offer", ["content_id"])
    op.create_index(
        "ix_offer_open", "offer", ["content_id", "to_id"], unique=True, sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )  # fmt: skip
