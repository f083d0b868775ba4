"""Hours for a while."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_01c"
down_revision = "2026_11_27_04"


def upgrade() -> None:
    with op.batch_alter_table("service_hours", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("cancelled", sa.Boolean(), nullable=False, server_default=sa.false()))
