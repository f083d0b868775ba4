"""Alembic's way in: `data.schema` hands over a connection that is already inside its transaction."""

from alembic import context

given = context.config.attributes
context.configure(connection=given["connection"], target_metadata=given.get("metadata"), render_as_batch=True, **given.get("options", {}))
with context.begin_transaction():
    context.run_migrations()
