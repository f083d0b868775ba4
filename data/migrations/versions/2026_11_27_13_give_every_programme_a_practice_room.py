"""Give every programme a practice room: a programme beside it, and sessions that stand in one."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_13"
down_revision = "2026_11_27_14"


def upgrade() -> None:
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("practice_of_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_programme_practice_of_id_programme"), "programme", ["practice_of_id"], ["id"])
        batch_op.create_unique_constraint(batch_op.f("uq_programme_practice_of_id"), ["practice_of_id"])
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.add_column(sa.Column("room_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_sign_in_room_id_programme"), "programme", ["room_id"], ["id"])
