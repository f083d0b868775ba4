"""Find exceptions on an index."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_42"
down_revision = "2026_11_27_40b"


def upgrade() -> None:
    late = sa.text("settled_at > due_at")
    op.create_index("ix_debt_late", "debt", ["due_at"], unique=False, sqlite_where=late, postgresql_where=late)
    op.create_index("ix_entry_action_at", "entry", ["action", "at", "number"], unique=False)
    op.create_index("ix_review_stage", "review", ["stage", "decision", "at"], unique=False)
    op.create_index("ix_content_short", "content", ["programme_id", "lane", "stage", "due_at"], unique=False)
