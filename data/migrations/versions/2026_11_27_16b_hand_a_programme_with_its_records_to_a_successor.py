"""Names of offices by date, a whole programme handed to a successor office, and the record of who took a way of working over."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_16b"
down_revision = "2026_11_27_18"


def upgrade() -> None:
    op.create_table(
        "office_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_office_name_office_id_office")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_office_name_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_name")),
        sa.UniqueConstraint("office_id", "number", name=op.f("uq_office_name_office_id_number")),
    )
    op.create_index("ix_office_name_office_id", "office_name", ["office_id"])
    op.create_table(
        "transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("readers", sa.JSON(), nullable=False),
        sa.Column("read_until", sa.Date(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("anchor_number", sa.Integer(), nullable=False),
        sa.Column("anchor_hash", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_type", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_transfer_programme_id_programme")),
        sa.ForeignKeyConstraint(["from_id"], ["office.id"], name=op.f("fk_transfer_from_id_office")),
        sa.ForeignKeyConstraint(["to_id"], ["office.id"], name=op.f("fk_transfer_to_id_office")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_transfer_by_id_person")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_transfer_answered_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
    )
    op.create_index("ix_transfer_programme", "transfer", ["programme_id", "id"])
    op.create_index(
        "ix_transfer_proposed", "transfer", ["programme_id"], unique=True, sqlite_where=sa.text("state = 'proposed'"),
        postgresql_where=sa.text("state = 'proposed'"),
    )  # fmt: skip
    op.create_table(
        "replication_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("inside_id", sa.Integer(), nullable=True),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("playbook", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_replication_record_programme_id_programme")),
        sa.ForeignKeyConstraint(["inside_id"], ["programme.id"], name=op.f("fk_replication_record_inside_id_programme")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_replication_record_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replication_record")),
    )
    op.create_index("ix_replication_record_programme_id", "replication_record", ["programme_id"])
    op.create_table(
        "replication_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["record_id"], ["replication_record.id"], name=op.f("fk_replication_visit_record_id_replication_record")),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_replication_visit_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replication_visit")),
    )
    op.create_index("ix_replication_visit_record_id", "replication_visit", ["record_id"])
