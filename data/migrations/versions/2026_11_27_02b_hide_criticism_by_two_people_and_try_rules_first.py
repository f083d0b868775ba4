"""Hide criticism by two people and try rules first."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_02b"
down_revision = "2026_11_27_01c"


def upgrade() -> None:
    op.create_table(
        "hiding_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(40), nullable=False),
        sa.Column("house_rule", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_hiding_request_asked_by_id_person")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_hiding_request_decided_by_id_person")),
        sa.ForeignKeyConstraint(["decision_id"], ["note.id"], name=op.f("fk_hiding_request_decision_id_note")),
        sa.ForeignKeyConstraint(["interaction_id"], ["interaction.id"], name=op.f("fk_hiding_request_interaction_id_interaction")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_hiding_request_note_id_note")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_hiding_request_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiding_request")),
    )
    op.create_table(
        "prepared_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_prepared_answer_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_prepared_answer_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_answer")),
    )
    op.create_table(
        "rule_trial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("hits", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_rule_trial_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_rule_trial_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_trial")),
    )
    op.create_table(
        "rule_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("screens", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("trial_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_rule_set_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_rule_set_programme_id_programme")),
        sa.ForeignKeyConstraint(["trial_id"], ["rule_trial.id"], name=op.f("fk_rule_set_trial_id_rule_trial")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set")),
        sa.UniqueConstraint("programme_id", "number", name=op.f("uq_rule_set_programme_id_number")),
    )
    op.create_index("ix_prepared_answer_programme", "prepared_answer", ["programme_id", "retired"])
    op.create_index("ix_rule_trial_programme_id", "rule_trial", ["programme_id"])
    op.create_index("ix_hiding_request_interaction_id", "hiding_request", ["interaction_id"])
    still_open = sa.text("state = 'open'")
    op.create_index(
        "ix_hiding_request_open", "hiding_request", ["interaction_id"], unique=True, sqlite_where=still_open, postgresql_where=still_open
    )
    op.create_index("ix_hiding_request_waiting", "hiding_request", ["programme_id", "state", "id"])
    op.add_column("interaction", sa.Column("protected", sa.Boolean(), nullable=False, server_default=sa.false()))
