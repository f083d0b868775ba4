"""Count what came of it: posts, measurements, rollups, indicators, documents, counts at the counter."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_27_06"
down_revision = "2026_11_27_01"


def upgrade() -> None:
    op.create_table(
        "channel_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_day")),
        sa.UniqueConstraint(
            "programme_id", "kind", "metric", "day", "channel", name=op.f("uq_channel_day_programme_id_kind_metric_day_channel")
        ),
    )
    op.create_table(
        "channel_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("link_key", sa.String(), nullable=False),
        sa.Column("permalink", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_channel_post_programme_id_programme")),
        sa.ForeignKeyConstraint(["publication_id"], ["publication.id"], name=op.f("fk_channel_post_publication_id_publication")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_post")),
        sa.UniqueConstraint("programme_id", "channel", "key", name=op.f("uq_channel_post_programme_id_channel_key")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_document_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_document_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("slug", name=op.f("uq_document_slug")),
    )
    op.create_table(
        "face_to_face",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_face_to_face_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_face_to_face_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face_to_face")),
        sa.UniqueConstraint("programme_id", "week", "number", name=op.f("uq_face_to_face_programme_id_week_number")),
    )
    op.create_table(
        "indicator_baseline",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_indicator_baseline_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_indicator_baseline_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_baseline")),
        sa.UniqueConstraint("programme_id", "key", "number", name=op.f("uq_indicator_baseline_programme_id_key_number")),
    )
    op.create_table(
        "indicator_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_indicator_target_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_indicator_target_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_target")),
        sa.UniqueConstraint(
            "programme_id", "key", "year", "quarter", "number", name=op.f("uq_indicator_target_programme_id_key_year_quarter_number")
        ),
    )
    op.create_table(
        "measure_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_measure_import_by_id_person")),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name=op.f("fk_measure_import_note_id_note")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_measure_import_programme_id_programme")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["person.id"], name=op.f("fk_measure_import_undone_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_import")),
    )
    op.create_table(
        "measure_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_measure_upload_by_id_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_measure_upload_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_upload")),
    )
    op.create_table(
        "document_content",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("content_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["content_id"], ["content.id"], name=op.f("fk_document_content_content_id_content")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_document_content_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_content")),
        sa.UniqueConstraint("document_id", "content_id", name=op.f("uq_document_content_document_id_content_id")),
    )
    op.create_table(
        "download_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_download_day_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_download_day")),
        sa.UniqueConstraint("document_id", "day", name=op.f("uq_download_day_document_id_day")),
    )
    op.create_table(
        "measure_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("post", sa.JSON(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["upload_id"], ["measure_upload.id"], name=op.f("fk_measure_line_upload_id_measure_upload")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_line")),
    )
    op.create_table(
        "measurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("metric", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["measure_import.id"], name=op.f("fk_measurement_import_id_measure_import")),
        sa.ForeignKeyConstraint(["post_id"], ["channel_post.id"], name=op.f("fk_measurement_post_id_channel_post")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_measurement_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurement")),
    )
    op.create_table(
        "post_latest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=True),
        sa.Column("content_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("reach", sa.BigInteger(), nullable=True),
        sa.Column("impressions", sa.BigInteger(), nullable=True),
        sa.Column("views", sa.BigInteger(), nullable=True),
        sa.Column("exposure", sa.BigInteger(), nullable=True),
        sa.Column("interactions", sa.BigInteger(), nullable=True),
        sa.Column("likes", sa.BigInteger(), nullable=True),
        sa.Column("comments", sa.BigInteger(), nullable=True),
        sa.Column("shares", sa.BigInteger(), nullable=True),
        sa.Column("saves", sa.BigInteger(), nullable=True),
        sa.Column("clicks", sa.BigInteger(), nullable=True),
        sa.Column("follows", sa.BigInteger(), nullable=True),
        sa.Column("watch_seconds", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["channel_post.id"], name=op.f("fk_post_latest_post_id_channel_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_latest")),
        sa.UniqueConstraint("post_id", name=op.f("uq_post_latest_post_id")),
    )
    with op.batch_alter_table("channel_day", schema=None) as batch_op:
        batch_op.create_index("ix_channel_day_channel", ["programme_id", "channel", "day"], unique=False)

    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index("ix_document_list", ["programme_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_sha256"), ["sha256"], unique=False)

    with op.batch_alter_table("indicator_target", schema=None) as batch_op:
        batch_op.create_index("ix_indicator_target_quarter", ["programme_id", "year", "quarter"], unique=False)

    with op.batch_alter_table("measure_import", schema=None) as batch_op:
        batch_op.create_index("ix_measure_import_file", ["programme_id", "sha256"], unique=False)
        batch_op.create_index("ix_measure_import_list", ["programme_id", "id"], unique=False)
        batch_op.create_index("ix_measure_import_span", ["programme_id", "channel", "until"], unique=False)

    with op.batch_alter_table("measure_upload", schema=None) as batch_op:
        batch_op.create_index("ix_measure_upload_own", ["programme_id", "by_id"], unique=False)

    with op.batch_alter_table("document_content", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_content_content_id"), ["content_id"], unique=False)

    with op.batch_alter_table("download_day", schema=None) as batch_op:
        batch_op.create_index("ix_download_day_sum", ["programme_id", "day"], unique=False)

    with op.batch_alter_table("measure_line", schema=None) as batch_op:
        batch_op.create_index("ix_measure_line_key", ["upload_id", "key"], unique=False)
        batch_op.create_index("ix_measure_line_page", ["upload_id", "verdict", "number"], unique=False)

    with op.batch_alter_table("channel_post", schema=None) as batch_op:
        batch_op.create_index("ix_channel_post_day", ["programme_id", "day"], unique=False)
        batch_op.create_index("ix_channel_post_link", ["programme_id", "channel", "link_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_channel_post_publication_id"), ["publication_id"], unique=False)

    with op.batch_alter_table("measurement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measurement_import_id"), ["import_id"], unique=False)
        batch_op.create_index("ix_measurement_post", ["post_id", "metric", "day"], unique=False)
        batch_op.create_index("ix_measurement_series", ["programme_id", "channel", "metric", "day"], unique=False)

    with op.batch_alter_table("post_latest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_latest_content_id"), ["content_id"], unique=False)
        batch_op.create_index("ix_post_latest_day", ["programme_id", "day", "channel"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_latest_publication_id"), ["publication_id"], unique=False)
        batch_op.create_index("ix_post_latest_unmatched", ["programme_id", "publication_id", "post_id"], unique=False)
