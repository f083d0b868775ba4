"""Ask the public and count what it answers."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_07"
down_revision = "2026_11_21_2"


def upgrade() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_survey_by_id_person")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_survey_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_survey_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
    )
    op.create_table(
        "survey_excuse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_survey_excuse_by_id_person")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_survey_excuse_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_survey_excuse_note_id_note")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_excuse")),
        sa.UniqueConstraint("campaign_id", "kind", name=op.f("uq_survey_excuse_campaign_id_kind")),
    )
    op.create_table(
        "survey_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_rate")),
        sa.UniqueConstraint("who", "span", name=op.f("uq_survey_rate_who_span")),
    )
    op.create_table(
        "survey_salt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_salt")),
        sa.UniqueConstraint("day", name=op.f("uq_survey_salt_day")),
    )
    op.create_table(
        "survey_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("intro", sa.String(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_survey_edition_by_id_person")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_edition_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_edition")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_survey_edition_survey_id_number")),
    )
    op.create_table(
        "survey_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(40), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["survey_edition.id"], name=op.f("fk_survey_round_edition_id_survey_edition")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_round_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_round")),
        sa.UniqueConstraint("code", name=op.f("uq_survey_round_code")),
        sa.UniqueConstraint("survey_id", "phase", name=op.f("uq_survey_round_survey_id_phase")),
    )
    op.create_table(
        "survey_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name=op.f("fk_survey_closing_round_id_survey_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_closing")),
        sa.UniqueConstraint("round_id", name=op.f("uq_survey_closing_round_id")),
    )
    op.create_table(
        "survey_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["survey_edition.id"], name=op.f("fk_survey_sheet_edition_id_survey_edition")),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name=op.f("fk_survey_sheet_round_id_survey_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_sheet")),
        sa.UniqueConstraint("round_id", "nonce", name=op.f("uq_survey_sheet_round_id_nonce")),
    )
    op.create_table(
        "survey_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["survey_sheet.id"], name=op.f("fk_survey_reply_sheet_id_survey_sheet")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_reply")),
    )
    with op.batch_alter_table("survey_rate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_rate_span"), ["span"], unique=False)

    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.create_index("ix_survey_campaign", ["campaign_id", "kind"], unique=False)
        batch_op.create_index("ix_survey_list", ["programme_id", "state", "id"], unique=False)

    with op.batch_alter_table("survey_round", schema=None) as batch_op:
        batch_op.create_index("ix_survey_round_closing", ["state", "closes_at"], unique=False)

    with op.batch_alter_table("survey_sheet", schema=None) as batch_op:
        batch_op.create_index("ix_survey_sheet_count", ["round_id", "edition_id", "score"], unique=False)

    with op.batch_alter_table("survey_reply", schema=None) as batch_op:
        batch_op.create_index("ix_survey_reply_count", ["round_id", "edition_id", "question", "value", "score"], unique=False)
        batch_op.create_index("ix_survey_reply_sheet", ["sheet_id"], unique=False)
