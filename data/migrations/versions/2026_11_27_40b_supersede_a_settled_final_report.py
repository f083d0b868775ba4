"""Supersede a settled final report by another one."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_40b"
down_revision = "2026_11_27_40"


def upgrade() -> None:
    with op.batch_alter_table("final_report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("edition", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=False, server_default=""))
        batch_op.drop_constraint(batch_op.f("uq_final_report_cycle_id"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_final_report_cycle_id_edition"), ["cycle_id", "edition"])
