"""Let anybody check a certificate: those given already get an address of their own, too."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_40"
down_revision = "2026_11_27_41"

GIVE = {  # each row by chance
    "sqlite": "UPDATE training_seat SET code = lower(hex(randomblob(16))) WHERE certificate <> ''",
    "postgresql": "UPDATE training_seat SET code = replace(gen_random_uuid()::text, '-', '') WHERE certificate <> ''",
}


def upgrade() -> None:
    with op.batch_alter_table("training_seat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("code", sa.String(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_training_seat_code"), ["code"])
    op.execute(GIVE[op.get_bind().dialect.name])
