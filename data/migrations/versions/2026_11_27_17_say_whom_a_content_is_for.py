"""Say whom a content is for: its target group beside the rest, so that figures can be summed by it."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_17"
down_revision = "2026_11_27_12b"


def upgrade() -> None:
    op.add_column("content", sa.Column("target_group", sa.String(), nullable=True))
