"""Whether this installation is ready: asks, and changes nothing unless it is to count anew what imports added up."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from sqlalchemy.exc import SQLAlchemyError

from data import database, files, guards, playbooks, schema, settings
from data.database import reading, transaction
from data.wording import say
from models.playbooks import PlaybookError, load
from models.results import refreshing
from models.results.surveys import agreement

# A small file of its own: the same bytes each time, swept away like everything that no row names.
PROBE = b"Simpul: apakah berkas dapat disimpan?\n"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--rebuild", action="store_true", help="hitung ulang ringkasan data capaian lebih dulu")


def run(args: Namespace) -> int:
    if args.rebuild:
        with transaction() as session:
            refreshing.rebuild(session)
    found = list(problems())
    for line in found:
        print(line)
    print(say("commands.not_ready" if found else "commands.ready", count=len(found), where=settings.data_folder()))
    return 1 if found else 0


def problems() -> Iterator[str]:
    """One sentence each; none when everything is ready."""
    yield from _database()
    for key, text in playbooks.texts().items():
        try:
            load(text, f"{key}.toml")
        except PlaybookError as fault:
            yield say("commands.playbook_unsound", fault=fault)
    try:
        settings.post_office()
    except ValueError:
        yield say("commands.post_unreadable")
    try:
        files.keep(PROBE)
    except OSError as fault:
        yield say("commands.files_unwritable", fault=fault)


def _database() -> Iterator[str]:
    try:
        with reading() as session:
            connection = session.connection()
            standing = schema.current(connection)
            if standing != schema.head():
                yield say("commands.behind", standing=standing or "-", head=schema.head())
            elif absent := guards.missing(connection):
                yield say("commands.unguarded", names=", ".join(absent))
            elif apart := refreshing.differences(session):
                yield say("commands.rollups_apart", count=apart)
            elif rounds := agreement.disagreements(session):
                yield say("commands.surveys_apart", rounds=", ".join(str(one) for one in rounds))
            if connection.dialect.name == "sqlite" and database.sqlite_library().sqlite_version_info < database.WAL_IS_SAFE:
                yield say("commands.old_sqlite")
    except SQLAlchemyError as fault:
        yield say("commands.no_database", fault=type(fault).__name__)
