"""Correct what is out: what replaces what, until when it holds, its facts, and the event it belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_04"
down_revision = "2026_11_27_03"


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("known_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("ways", sa.JSON(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_correction_by_id_person")),
        sa.ForeignKeyConstraint(["new_id"], ["content.id"], name=op.f("fk_correction_new_id_content")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_correction_note_id_note")),
        sa.ForeignKeyConstraint(["old_id"], ["content.id"], name=op.f("fk_correction_old_id_content")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_correction_programme_id_programme")),
        sa.ForeignKeyConstraint(["root_id"], ["content.id"], name=op.f("fk_correction_root_id_content")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
        sa.UniqueConstraint("new_id", name=op.f("uq_correction_new_id")),
    )
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_fact_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sa.UniqueConstraint("programme_id", "label", name=op.f("uq_fact_programme_id_label")),
    )
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("hazard", sa.String(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("summary_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_incident_by_id_person")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_incident_closed_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_incident_programme_id_programme")),
        sa.ForeignKeyConstraint(["summary_id"], ["note.id"], name=op.f("fk_incident_summary_id_note")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_table(
        "later_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("permalink", sa.String(), nullable=False),
        sa.Column("proof_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_later_post_by_id_person")),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_later_post_content_id_content")),
        sa.ForeignKeyConstraint(["proof_id"], ["media.id"], name=op.f("fk_later_post_proof_id_media")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_later_post")),
        sa.UniqueConstraint("content_id", "channel", name=op.f("uq_later_post_content_id_channel")),
    )
    op.create_table(
        "live_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_live_check_by_id_person")),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_live_check_content_id_content")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_live_check_note_id_note")),
        sa.ForeignKeyConstraint(["publication_id"], ["publication.id"], name=op.f("fk_live_check_publication_id_publication")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_check")),
    )
    op.create_table(
        "validity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["person.id"], name=op.f("fk_validity_confirmed_by_id_person")),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_validity_content_id_content")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_validity_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validity")),
        sa.UniqueConstraint("content_id", name=op.f("uq_validity_content_id")),
    )
    op.create_table(
        "fact_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("owed_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_fact_use_content_id_content")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_fact_use_fact_id_fact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_use")),
        sa.UniqueConstraint("content_id", "fact_id", name=op.f("uq_fact_use_content_id_fact_id")),
    )
    op.create_table(
        "fact_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_fact_value_by_id_person")),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_fact_value_fact_id_fact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_value")),
        sa.UniqueConstraint("fact_id", "number", name=op.f("uq_fact_value_fact_id_number")),
    )
    op.create_table(
        "incident_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_incident_link_by_id_person")),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_incident_link_incident_id_incident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_link")),
        sa.UniqueConstraint("incident_id", "subject", "subject_id", name=op.f("uq_incident_link_incident_id_subject_subject_id")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index("ix_correction_replaced", ["programme_id", "replaced_at"], unique=False)
        batch_op.create_index(
            "ix_correction_standing",
            ["old_id"],
            unique=True,
            sqlite_where=sa.text("given_up_at IS NULL"),
            postgresql_where=sa.text("given_up_at IS NULL"),
        )
        batch_op.create_index("ix_correction_thread", ["root_id", "id"], unique=False)

    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index("ix_fact_newest", ["programme_id", "as_of"], unique=False)

    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index("ix_incident_list", ["programme_id", "closed_at", "started_at"], unique=False)

    with op.batch_alter_table("validity", schema=None) as batch_op:
        batch_op.create_index("ix_validity_running", ["programme_id", "ended_at", "until"], unique=False)

    with op.batch_alter_table("fact_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_use_fact_id"), ["fact_id"], unique=False)
        batch_op.create_index("ix_fact_use_owed", ["owed_since", "settled_at"], unique=False)

    with op.batch_alter_table("fact_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fact_value_fact_id"), ["fact_id"], unique=False)

    with op.batch_alter_table("incident_link", schema=None) as batch_op:
        batch_op.create_index("ix_incident_link_of", ["subject", "subject_id"], unique=False)

    with op.batch_alter_table("live_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_live_check_content_id"), ["content_id"], unique=False)

    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("also_by", sa.String(), server_default="", nullable=False))
