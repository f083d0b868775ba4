"""Welcome newcomers."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_11c"
down_revision = "2026_11_27_11b"


def upgrade() -> None:
    op.create_table(
        "welcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_welcome_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome")),
        sa.UniqueConstraint("person_id", name=op.f("uq_welcome_person_id")),
    )
