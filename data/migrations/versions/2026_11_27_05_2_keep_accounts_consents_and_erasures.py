"""Keep accounts consents and erasures."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_05_2"
down_revision = "2026_11_27_02b"


def upgrade() -> None:
    op.create_table(
        "channel_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("recovery", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("two_step", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_channel_account_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_account")),
        sa.UniqueConstraint("programme_id", "channel", "handle", name=op.f("uq_channel_account_programme_id_channel_handle")),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("programmes", sa.JSON(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("child", sa.Boolean(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawal_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_consent_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_consent_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_table(
        "data_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.String(40), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_data_request_by_id_person")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_data_request_note_id_note")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
    )
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_erasure_by_id_person")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_erasure_note_id_note")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
    )
    op.create_table(
        "consent_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_consent_file_consent_id_consent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_file")),
        sa.UniqueConstraint("consent_id", "sha256", name=op.f("uq_consent_file_consent_id_sha256")),
    )
    op.create_table(
        "consent_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("guardian", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("proof_name", sa.String(), nullable=False),
        sa.Column("proof_type", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_consent_party_consent_id_consent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_party")),
        sa.UniqueConstraint("consent_id", name=op.f("uq_consent_party_consent_id")),
    )
    op.create_table(
        "custody",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["channel_account.id"], name=op.f("fk_custody_account_id_channel_account")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_custody_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
    )
    op.create_table(
        "data_request_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["data_request.id"], name=op.f("fk_data_request_party_request_id_data_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request_party")),
        sa.UniqueConstraint("request_id", name=op.f("uq_data_request_party_request_id")),
    )
    op.create_table(
        "takedown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("how", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_takedown_consent_id_consent")),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_takedown_content_id_content")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_takedown_programme_id_programme")),
        sa.ForeignKeyConstraint(["publication_id"], ["publication.id"], name=op.f("fk_takedown_publication_id_publication")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["person.id"], name=op.f("fk_takedown_settled_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takedown")),
        sa.UniqueConstraint("consent_id", "publication_id", name=op.f("uq_takedown_consent_id_publication_id")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index("ix_consent_listed", ["programme_id", "id"], unique=False)
        batch_op.create_index("ix_consent_withdrawn", ["withdrawn_at"], unique=False)

    with op.batch_alter_table("data_request", schema=None) as batch_op:
        batch_op.create_index("ix_data_request_open", ["closed_at", "due_at"], unique=False)

    with op.batch_alter_table("consent_file", schema=None) as batch_op:
        batch_op.create_index("ix_consent_file_sha256", ["sha256"], unique=False)

    with op.batch_alter_table("custody", schema=None) as batch_op:
        batch_op.create_index("ix_custody_account", ["account_id", "starts_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_custody_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("takedown", schema=None) as batch_op:
        batch_op.create_index("ix_takedown_content", ["content_id", "settled_at"], unique=False)
        batch_op.create_index("ix_takedown_open", ["programme_id", "settled_at", "due_at"], unique=False)
