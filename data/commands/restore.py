"""A backup into an empty database."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from data import backups, restoring, schema
from data.commands.anchors import add_anchor
from data.wording import say
from models.content.indonesian import moment


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder cadangan yang berisi manifest.json")
    add_anchor(parser, several=False)


def run(args: Namespace) -> int:
    anchor = restoring.Anchor(*args.anchor) if args.anchor else None
    try:
        said = restoring.restore(args.folder, anchor)
    except restoring.NotEmpty as fault:
        print(say("commands.restore_not_empty", reason=fault))
        return 1
    except schema.NewerDatabase as newer:
        print(say("commands.newer_database", revision=newer))
        return 1
    except (backups.DamagedBackup, restoring.NotRestored, schema.BrokenMigration) as fault:
        print(say("commands.restore_failed", reason=fault))
        return 1
    print(say("commands.restored", made_at=moment(datetime.fromisoformat(said.made_at)), number=said.number, head=said.head))
    if anchor and anchor.number > said.number:
        print(say("commands.restore_lost", first=said.number + 1, last=anchor.number))
    elif not anchor:
        print(say("commands.restore_unknown_loss", number=said.number))
    return 0
