"""A person's data erased: shown first, done with --yes, kept in a register so that no backup brings it back."""

from argparse import ArgumentParser, Namespace

from sqlmodel import Session

from data import erasing
from data.database import reading, transaction
from data.wording import say, sentence
from models.actors import Actor
from models.base import Row
from models.errors import NotAllowed, NotFound, Refused
from models.governance import erasing as verbs
from models.governance.erasable import ERASABLE, found, row_of, values_of
from models.governance.requests import DataRequest, RequestOutcome
from models.issues import Issue
from models.people import Person

SHOWN = 60  # letters of what stands in a row, for the one at the console


def arguments(parser: ArgumentParser) -> None:
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--name", metavar="NAMA", help="cari nama ini di semua catatan pribadi")
    who.add_argument("--row", action="append", metavar="TABEL:NOMOR", help="satu baris tertentu, boleh beberapa kali")
    parser.add_argument("--except", action="append", dest="spared", default=[], metavar="TABEL:NOMOR", help="jangan hapus baris ini")
    parser.add_argument("--admin", required=True, metavar="NAMA_PENGGUNA", help="Admin Aplikasi yang bertanggung jawab")
    parser.add_argument("--reason", required=True, metavar="ALASAN", help="alasan, tanpa menyebut orangnya")
    parser.add_argument("--request", type=int, metavar="NOMOR", help="permintaan data yang dipenuhi dengan penghapusan ini")
    parser.add_argument("--yes", action="store_true", help="hapus sungguh-sungguh; tanpa ini hanya diperlihatkan")


def run(args: Namespace) -> int:
    """0 erased or shown, 1 refused or nothing there."""
    try:
        if not args.yes:
            with reading() as session:
                rows = _wanted(args, session)
                _admin(args.admin, session)
                _show(rows)
                if issues := verbs.objections(rows, args.reason, args.name or ""):
                    raise Refused(*issues)
            print(say("commands.erase_dry", rows=len(rows)))
            return 0
        with transaction() as session:
            by = _admin(args.admin, session)
            lines = verbs.erase(_wanted(args, session), args.reason, by, session, name=args.name or "", request_id=args.request)
            if args.request:
                DataRequest.current(args.request, None, by, session).close(by, RequestOutcome.DONE, say("commands.erase_answer"))
    except Refused as refused:
        for issue in refused.issues:
            print(say("commands.erase_refused", reason=sentence(issue)))
        return 1
    missed = erasing.note(lines)
    with reading() as session:
        dropped = erasing.drop_files(lines, session.connection())
    print(say("commands.erased", rows=len(lines), files=dropped, register=erasing.own_register()))
    for place in missed:
        print(say("commands.erase_missed", place=place))
    return 1 if missed else 0


def _admin(username: str, session: Session) -> Actor:
    person = Person.named(username, session)
    try:
        by = Person.acting(person.pk, session) if person else None
    except NotFound:
        by = None
    if by is None or not by.is_admin:
        raise NotAllowed(Issue("person", "admin_only"))
    return by


def _wanted(args: Namespace, session: Session) -> list[Row]:
    if args.name is not None and len(args.name.strip()) < 3:
        raise Refused(Issue("name", "erase_name_short"))
    rows = found(args.name.strip(), session) if args.name else [row for one in args.row for row in row_of(*_parted(one), session)]
    spared = {_parted(one) for one in args.spared}
    return [one for one in rows if (str(one.__tablename__), one.pk) not in spared]


def _parted(text: str) -> tuple[str, int]:
    table, _, number = text.partition(":")
    if table not in ERASABLE or not number.isdecimal():
        raise Refused(Issue("page", "erase_row_form", {"tables": ", ".join(sorted(ERASABLE))}))
    return table, int(number)


def _show(rows: list[Row]) -> None:
    for row in rows:
        erasable = ERASABLE[str(row.__tablename__)]
        values = values_of(row, erasable)
        told = " · ".join(" ".join(str(values[key]).split())[:SHOWN] for key in erasable.searched if values[key])
        print(say("commands.erase_row", table=erasable.name, id=row.pk, told=told))
