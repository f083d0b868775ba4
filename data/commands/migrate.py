"""The database to this program's revision; for developers also the next version file."""

from argparse import ArgumentParser, Namespace
from datetime import date

from data import drafting, schema
from data.database import reading
from data.wording import say


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--draft", metavar="KALIMAT", help="tulis berkas migrasi baru dari perubahan model (untuk pengembang)")


def run(args: Namespace) -> int:
    if args.draft:
        print(drafting.draft(args.draft, date.today()) or say("commands.nothing_to_draft"))  # noqa: DTZ011  a developer's day
        return 0
    try:
        moved = schema.upgrade()
    except schema.NewerDatabase as newer:
        print(say("commands.newer_database", revision=newer))
        return 1
    with reading() as session:
        print(say("commands.migrated" if moved else "commands.already_migrated", revision=schema.current(session.connection())))
    return 0
