"""What an office is called, by date: nomenclature changes, and a paper keeps the name that was valid on its day (SOP.md 2.1, 18; S1.4)."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.asked import once
from models.base import Immutable, now, today
from models.errors import NotReady
from models.issues import Issue
from models.programmes import Office, require_admin

entries.register("office.renamed", "office", ("valid_from", "number"))

ALWAYS = date(2000, 1, 1)
LENGTHS = {"name": 160, "short_name": 40, "basis": 120}


class OfficeName(Immutable, table=True):
    """From `valid_from` on; the first row is what it was called before the first change. `basis`: the regulation behind it."""

    __tablename__ = "office_name"
    __table_args__ = (UniqueConstraint("office_id", "number"),)

    office_id: int = Field(foreign_key="office.id", index=True)
    number: int
    valid_from: date
    name: str
    short_name: str
    basis: str = ""
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")

    @classmethod
    def rename(
        cls, office: Office, name: str, short_name: str, valid_from: date, basis: str, by: Actor, session: Session
    ) -> "OfficeName":  # fmt: skip
        """A new name from a day on that has come (S1.4): screens and later papers carry it, earlier ones keep theirs."""
        from models.governance.letterheads import Letterhead  # noqa: PLC0415  a head without any needs the name of its day

        require_admin(by)
        given = {"name": " ".join(name.split()), "short_name": " ".join(short_name.split()), "basis": " ".join(basis.split())}
        issues = [Issue(key, "too_long", {"limit": most}) for key, most in LENGTHS.items() if len(given[key]) > most]
        issues += [] if given["name"] else [Issue("office", "office_name_missing")]
        issues += [] if given["basis"] else [Issue("basis", "office_basis_missing")]
        issues += [Issue("name", "office_name_same")] if given["name"] == office.name else []
        known = cls.history(office.pk, session)
        if valid_from > today() or valid_from <= (known[0].valid_from if known else ALWAYS):
            issues.append(Issue("valid_from", "office_name_day", {"since": known[0].valid_from if known else ALWAYS}))
        if issues:
            raise NotReady(*issues)
        session.exec(select(Office.id).where(Office.id == office.pk).with_for_update()).one()
        first = {"name": office.name, "short_name": office.short_name}
        rows = [] if known else [cls(office_id=office.pk, number=1, valid_from=ALWAYS, at=now(), **first)]  # type: ignore[arg-type]
        one = cls(
            office_id=office.pk, number=len(known or rows) + 1, valid_from=valid_from, at=now(), by_id=by.person_id, name=given["name"],
            short_name=given["short_name"], basis=given["basis"],
        )  # fmt: skip
        office.name, office.short_name = given["name"], given["short_name"] or given["name"]
        session.add_all([*rows, one])
        session.flush()
        Letterhead.renamed(office, valid_from, by, session)
        entries.record(session, "office.renamed", by=by, subject=office, names=[*rows, one], valid_from=str(valid_from), number=one.number)
        return one

    @classmethod
    def history(cls, office_id: int, session: Session) -> "list[OfficeName]":
        """Newest first; empty for an office that was never called otherwise."""
        return list(session.exec(select(cls).where(cls.office_id == office_id).order_by(col(cls.number).desc())))

    @classmethod
    def on(cls, office: Office, day: date, session: Session) -> str:
        """Its full name on a day."""
        known = once(session, ("office_names", office.pk), lambda: cls.history(office.pk, session))
        return next((one.name for one in known if one.valid_from <= day), office.name)
