"""Keep a library of templates, guides and kits."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_11"
down_revision = "2026_11_27_05_2"


def upgrade() -> None:
    op.create_table(
        "library_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_library_item_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_item")),
    )
    op.create_table(
        "library_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("original", sa.String(), nullable=True),
        sa.Column("preview", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_library_file_by_id_person")),
        sa.ForeignKeyConstraint(["item_id"], ["library_item.id"], name=op.f("fk_library_file_item_id_library_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_file")),
        sa.UniqueConstraint("item_id", "number", name=op.f("uq_library_file_item_id_number")),
    )
    with op.batch_alter_table("library_item", schema=None) as batch_op:
        batch_op.create_index("ix_library_item_shelf", ["programme_id", "retired_at", "kind"], unique=False)
    with op.batch_alter_table("library_file", schema=None) as batch_op:
        for name in ("sha256", "original", "preview"):
            batch_op.create_index(batch_op.f(f"ix_library_file_{name}"), [name], unique=False)
