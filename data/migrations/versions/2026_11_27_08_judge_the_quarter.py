"""Judge the quarter: evaluations, follow-ups, minutes, letterheads, and the position of a person."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_08"
down_revision = "2026_11_27_06"


def upgrade() -> None:
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("span", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("discussed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_evaluation_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_evaluation_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("programme_id", "year", "quarter", "span", name=op.f("uq_evaluation_programme_id_year_quarter_span")),
    )
    op.create_table(
        "letterhead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("government", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_letterhead_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterhead")),
        sa.UniqueConstraint("office_id", "number", name=op.f("uq_letterhead_office_id_number")),
    )
    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("agenda", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_minutes_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_minutes_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
    )
    op.create_table(
        "review_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("span", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_review_reminder_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_reminder")),
        sa.UniqueConstraint(
            "programme_id", "year", "quarter", "span", "what", name=op.f("uq_review_reminder_programme_id_year_quarter_span_what")
        ),
    )
    op.create_table(
        "effectiveness",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_effectiveness_by_id_person")),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluation.id"], name=op.f("fk_effectiveness_evaluation_id_evaluation")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_effectiveness_note_id_note")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_effectiveness_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effectiveness")),
        sa.UniqueConstraint("evaluation_id", "about", "number", name=op.f("uq_effectiveness_evaluation_id_about_number")),
    )
    op.create_table(
        "evaluation_aim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("before", sa.String(40), nullable=True),
        sa.Column("reason_before", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_aim_evaluation_id_evaluation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_aim")),
        sa.UniqueConstraint("evaluation_id", "key", name=op.f("uq_evaluation_aim_evaluation_id_key")),
    )
    op.create_table(
        "evaluation_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("idea_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_evaluation_note_by_id_person")),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_note_evaluation_id_evaluation")),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_evaluation_note_idea_id_idea")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_evaluation_note_plan_id_plan")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_evaluation_note_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_note")),
    )
    op.create_table(
        "evaluation_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_snapshot_evaluation_id_evaluation")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_evaluation_snapshot_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_snapshot")),
        sa.UniqueConstraint("evaluation_id", "number", name=op.f("uq_evaluation_snapshot_evaluation_id_number")),
    )
    op.create_table(
        "minutes_attendee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_attendee_minutes_id_minutes")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_minutes_attendee_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_attendee")),
        sa.UniqueConstraint("minutes_id", "person_id", name=op.f("uq_minutes_attendee_minutes_id_person_id")),
    )
    op.create_table(
        "minutes_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_minutes_decision_by_id_person")),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_decision_minutes_id_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_decision")),
        sa.UniqueConstraint("minutes_id", "number", name=op.f("uq_minutes_decision_minutes_id_number")),
    )
    op.create_table(
        "minutes_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_minutes_file_by_id_person")),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_file_minutes_id_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_file")),
        sa.UniqueConstraint("minutes_id", "sha256", name=op.f("uq_minutes_file_minutes_id_sha256")),
    )
    op.create_table(
        "minutes_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_link_minutes_id_minutes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_link")),
        sa.UniqueConstraint("minutes_id", "subject", "subject_id", name=op.f("uq_minutes_link_minutes_id_subject_subject_id")),
    )
    op.create_table(
        "evaluation_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("origin_hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["evaluation_snapshot.id"], name=op.f("fk_evaluation_figure_snapshot_id_evaluation_snapshot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_figure")),
        sa.UniqueConstraint("snapshot_id", "key", name=op.f("uq_evaluation_figure_snapshot_id_key")),
    )
    op.create_table(
        "evaluation_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("match", sa.String(40), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_evaluation_scan_by_id_person")),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluation.id"], name=op.f("fk_evaluation_scan_evaluation_id_evaluation")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_evaluation_scan_note_id_note")),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["evaluation_snapshot.id"], name=op.f("fk_evaluation_scan_snapshot_id_evaluation_snapshot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_scan")),
        sa.UniqueConstraint("snapshot_id", "sha256", name=op.f("uq_evaluation_scan_snapshot_id_sha256")),
    )
    op.create_table(
        "evaluation_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.String(40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("nip", sa.String(), nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("anchor_number", sa.Integer(), nullable=False),
        sa.Column("anchor_hash", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_evaluation_signature_person_id_person")),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["evaluation_snapshot.id"], name=op.f("fk_evaluation_signature_snapshot_id_evaluation_snapshot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_signature")),
        sa.UniqueConstraint("snapshot_id", "capacity", name=op.f("uq_evaluation_signature_snapshot_id_capacity")),
        sa.UniqueConstraint("snapshot_id", "person_id", name=op.f("uq_evaluation_signature_snapshot_id_person_id")),
    )
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("idea_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_follow_up_by_id_person")),
        sa.ForeignKeyConstraint(["decision_id"], ["minutes_decision.id"], name=op.f("fk_follow_up_decision_id_minutes_decision")),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluation.id"], name=op.f("fk_follow_up_evaluation_id_evaluation")),
        sa.ForeignKeyConstraint(["idea_id"], ["idea.id"], name=op.f("fk_follow_up_idea_id_idea")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_follow_up_owner_id_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_follow_up_plan_id_plan")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_follow_up_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_follow_up_decision_id")),
    )
    op.create_table(
        "follow_up_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_follow_up_progress_by_id_person")),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_up.id"], name=op.f("fk_follow_up_progress_follow_up_id_follow_up")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_follow_up_progress_note_id_note")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_follow_up_progress_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_progress")),
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index("ix_minutes_programme", ["programme_id", "held_on"], unique=False)

    with op.batch_alter_table("evaluation_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluation_note_evaluation_id"), ["evaluation_id"], unique=False)

    with op.batch_alter_table("minutes_link", schema=None) as batch_op:
        batch_op.create_index("ix_minutes_link_subject", ["subject", "subject_id"], unique=False)

    with op.batch_alter_table("evaluation_scan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluation_scan_evaluation_id"), ["evaluation_id"], unique=False)

    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_evaluation_id"), ["evaluation_id"], unique=False)
        batch_op.create_index("ix_follow_up_open", ["programme_id", "state", "due_on"], unique=False)
        batch_op.create_index("ix_follow_up_owner", ["owner_id", "state", "due_on"], unique=False)

    with op.batch_alter_table("follow_up_progress", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_progress_follow_up_id"), ["follow_up_id"], unique=False)

    op.add_column("person", sa.Column("position", sa.String(), nullable=False, server_default=""))
