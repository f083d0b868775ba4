"""Writing the next migration: what the models say otherwise than the newest version file, as a version file of its own."""

import re
import warnings
from datetime import date
from typing import Any

from alembic import command
from alembic.operations import ops
from sqlalchemy import ForeignKeyConstraint, create_engine
from sqlalchemy.exc import SAWarning
from sqlalchemy.pool import StaticPool
from sqlalchemy.schema import sort_tables_and_constraints

from data import schema
from models.base import tables


def draft(sentence: str, on: date) -> str | None:
    """Write `versions/<date>_<sentence>.py` from an empty database brought to head; its path, None when nothing differs."""
    revision = f"{on:%Y_%m_%d}"
    taken = sum(1 for one in schema.known() if one.startswith(revision))
    revision += f"_{taken + 1}" if taken else ""
    name = re.sub(r"\W+", "_", sentence.lower()).strip("_")
    with schema.changing(create_engine("sqlite://", poolclass=StaticPool)) as connection, warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # circles among tables are cut below
        command.upgrade(schema.config(connection), "head")
        options = {**schema.options(), "render_item": _render, "process_revision_directives": _arrange}
        config = schema.config(connection, tables.metadata, options)
        config.set_main_option("file_template", f"{revision}_{name}")
        written = command.revision(config, sentence, autogenerate=True, rev_id=revision)
    script = written[0] if isinstance(written, list) else written
    return str(script.path) if script else None


def _render(kind: str, item: Any, _: object) -> str | bool:
    """Version files never import models or sqlmodel: plain column types only."""
    if kind != "type":
        return False
    name = type(item).__name__
    if name == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    if name == "AutoString":
        return f"sa.String({item.length})" if item.length else "sa.String()"
    if name == "Enum":
        return f"sa.String({item.length})"
    return False


def _arrange(_context: object, _revision: object, directives: list[Any]) -> None:
    """Tables in an order that both databases accept; a foreign key that closes a circle comes after both its tables."""
    script = directives[0]
    if script.upgrade_ops.is_empty():
        directives.clear()
        return
    created = {one.table_name: one for one in script.upgrade_ops.ops if isinstance(one, ops.CreateTableOp)}
    indexes, rest = [], []
    for one in script.upgrade_ops.ops:
        if isinstance(one, ops.ModifyTableOps) and one.table_name in created:
            indexes.append(one)
        elif not isinstance(one, ops.CreateTableOp):
            rest.append(one)
    ordered: list[Any] = []
    late: list[ForeignKeyConstraint] = []
    for table, keys in sort_tables_and_constraints([tables.metadata.tables[name] for name in sorted(created)]):
        if table is None:
            late += keys
        else:
            ordered.append(created[table.name])
    for key in late:
        _cut(created[key.table.name], key)
    script.upgrade_ops.ops = [*ordered, *_closing(late), *indexes, *rest]


def _cut(create: ops.CreateTableOp, key: ForeignKeyConstraint) -> None:
    create.columns = [one for one in create.columns if not (isinstance(one, ForeignKeyConstraint) and one.name == key.name)]


def _closing(keys: list[ForeignKeyConstraint]) -> list[ops.ModifyTableOps]:
    by_table: dict[str, list[Any]] = {}
    for key in sorted(keys, key=lambda one: str(one.name)):
        by_table.setdefault(key.table.name, []).append(ops.CreateForeignKeyOp.from_constraint(key))
    return [ops.ModifyTableOps(name, closing) for name, closing in sorted(by_table.items())]
