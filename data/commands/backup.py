"""A complete backup into a new folder."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from data import backups, erasing, guards, schema
from data.database import reading
from data.wording import say
from models.governance.erasing import Erasure


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="tempat folder cadangan yang baru; simpan di mesin lain")


def run(args: Namespace) -> int:
    try:
        with reading() as session:
            connection = session.connection()
            guards.require(connection)
            written = backups.write(args.folder, connection, schema.current(connection) or "")
            erasing.remember_place(args.folder, Erasure.all_lines(session))
    except (backups.DamagedBackup, guards.Unguarded, OSError) as fault:
        print(say("commands.backup_failed", reason=fault))
        return 1
    said = backups.manifest(written)
    rows = sum(part.rows for part in said.tables.values())
    print(say("commands.backed_up", folder=written, rows=rows, files=len(said.files or ()), number=said.number, head=said.head))
    return 0
