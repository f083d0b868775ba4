"""The shape of the database: which revision it stands at, and how it gets to this program's."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, text
from sqlalchemy.exc import SAWarning

from data import backups, database, guards, settings

# Every module that has tables; after a change here `python -m data migrate --draft "what changed"` writes the version file.
from models import deputies, entries, invitations, leases, log_views, notes, people, programmes, search, sessions  # noqa: F401
from models.base import tables
from models.content import (  # noqa: F401
    checklists,
    claims,
    contents,
    corrections,
    debts,
    decisions,
    emergency,
    fact_uses,
    facts,
    incident_links,
    incidents,
    later_posts,
    live_checks,
    located,
    media,
    offers,
    pauses,
    publications,
    revisions,
    seen,
    validity,
    working_copies,
)
from models.governance import (  # noqa: F401
    accounts,
    acknowledging,
    activities,
    assumptions,
    clearing_room,
    consent_rows,
    consents,
    contacts,
    cycles,
    decrees,
    disposals,
    erasing,
    evidence,
    evidence_packages,
    final_reports,
    first_days,
    handover_scans,
    handovers,
    innovation_proofs,
    letterheads,
    library,
    linking,
    minutes,
    office_names,
    phases,
    policies,
    profiles,
    recommendations,
    requests,
    rule_proposals,
    samples,
    training_reminding,
    training_rule,
    trainings,
    withdrawing,
)
from models.inbox import mails, messages, reminders  # noqa: F401
from models.planning import campaigns, feeds, ideas, items, leaves, occasions, passed_ideas, plans, shifts, snapshots  # noqa: F401
from models.planning.sheets import imports  # noqa: F401
from models.public import (  # noqa: F401
    acts,
    batches,
    cases,
    citizens,
    closed_days,
    escalation,
    hiding,
    interactions,
    prepared,
    referrals,
    round_the_clock,
    rule_sets,
    service_hours,
    taking_out,
)
from models.public.hoaxes import cases as hoax_cases  # noqa: F401
from models.public.hoaxes import (  # noqa: F401
    checks,
    clarifying,
    files,
    following,
    holding_answers,
    sightings,
    similar,
    sources,
    verdicts,
)
from models.replication import lineage, making, records, transfers  # noqa: F401
from models.results import documents, indicators, measurements, posts, rollups, staging, taking_over  # noqa: F401
from models.results.evaluations import (  # noqa: F401
    aims,
    effectiveness,
    evaluations,
    findings,
    follow_ups,
    planning_on,
    reviewing,
    signing,
)
from models.results.evaluations import snapshots as frozen  # noqa: F401
from models.results.surveys import answers, closing, duties, limits, rounds, surveys  # noqa: F401

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 7_461_111
DERIVED = ("search_words", "ix_search_row_words")  # the word index, one on each database; no table of ours


class NewerDatabase(Exception):
    """The database was migrated by a newer program than this one."""


class BrokenMigration(Exception):
    """A migration left rows that point nowhere; nothing of it was kept."""


def upgrade() -> bool:
    """Bring the database to this program's revision, guards included; False when it stood there already.

    One transaction, after a backup of the rows: several workers queue, the first one migrates. Raises NewerDatabase, BrokenMigration.
    """
    with changing() as connection:
        standing = current(connection)
        if standing == head():
            return False
        if standing is not None and standing not in known():
            raise NewerDatabase(standing)
        if standing is not None:
            backups.write(settings.data_folder() / "backups", connection, standing, with_files=False)
        finish(connection)
    return True


def finish(connection: Connection) -> None:
    """The last steps of every change of shape: all migrations that are missing, guards made anew, foreign keys checked."""
    command.upgrade(config(connection), "head")
    guards.build(connection)
    _refuse_loose_ends(connection)


def current(connection: Connection) -> str | None:
    """The revision the database stands at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """The newest revision this program knows."""
    return _scripts().get_current_head()


def known() -> set[str]:
    return {script.revision for script in _scripts().walk_revisions()}


def differences(connection: Connection) -> list[Any]:
    """What the models say otherwise than the database; empty after a complete migration."""
    context = MigrationContext.configure(connection, opts=options())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # tables that point at each other have no order
        return list(compare_metadata(context, tables.metadata))


@contextmanager
def changing(engine: Engine | None = None) -> Iterator[Connection]:
    """One exclusive transaction past the verbs, for migrations and restore; on SQLite foreign keys are unchecked meanwhile."""
    unjudged = (engine or database.writer()).execution_options(past_the_verbs=True)
    with unjudged.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        raw = connection.connection.driver_connection
        if sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                if not sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                yield connection
        finally:
            if sqlite:
                raw.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def config(connection: Connection, metadata: MetaData | None = None, options: dict[str, Any] | None = None) -> Config:
    made = Config(stdout=StringIO())
    made.set_main_option("script_location", str(MIGRATIONS))
    made.set_main_option("path_separator", "os")
    made.attributes.update(connection=connection, metadata=metadata, options=options or {})
    return made


def options() -> dict[str, Any]:
    """How models and database are compared: the word index is derived and stands outside."""
    return {"include_name": lambda name, *_: not str(name).startswith(DERIVED)}


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def _refuse_loose_ends(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and (loose := connection.execute(text("PRAGMA foreign_key_check")).all()):
        raise BrokenMigration(f"rows of {sorted({row[0] for row in loose})} point nowhere")
