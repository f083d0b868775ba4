"""Propose rules, run them over last quarter's contents, adopt them by a second person, confirm what was assumed."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_12"
down_revision = "2026_11_27_09"

OPEN = sa.text("state IN ('draft', 'waiting')")


def upgrade() -> None:
    op.create_table(
        "rule_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("writers", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("adopted_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["adopted_id"], ["playbook_version.id"], name=op.f("fk_rule_proposal_adopted_id_playbook_version")),
        sa.ForeignKeyConstraint(["base_id"], ["playbook_version.id"], name=op.f("fk_rule_proposal_base_id_playbook_version")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_rule_proposal_decided_by_id_person")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_rule_proposal_note_id_note")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_rule_proposal_programme_id_programme")),
        sa.ForeignKeyConstraint(["reason_id"], ["note.id"], name=op.f("fk_rule_proposal_reason_id_note")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_rule_proposal_submitted_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_proposal")),
        sa.UniqueConstraint("programme_id", "number", name=op.f("uq_rule_proposal_programme_id_number")),
    )
    op.create_index("ix_rule_proposal_open", "rule_proposal", ["programme_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_table(
        "rule_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("failing", sa.Integer(), nullable=False),
        sa.Column("already", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_rule_run_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_rule_run_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_run")),
    )
    op.create_index("ix_rule_run_digest", "rule_run", ["programme_id", "digest"], unique=False)
    op.create_table(
        "assumption_confirmed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("playbook_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_assumption_confirmed_by_id_person")),
        sa.ForeignKeyConstraint(
            ["playbook_id"], ["playbook_version.id"], name=op.f("fk_assumption_confirmed_playbook_id_playbook_version")
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_assumption_confirmed_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assumption_confirmed")),
        sa.UniqueConstraint("programme_id", "path", "digest", name=op.f("uq_assumption_confirmed_programme_id_path_digest")),
    )
