"""The letterhead of an office, dated: a printed document bears the one that was valid on its day (S4.3; SOP.md 2.1, 18)."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.base import Immutable, now, today
from models.errors import NotReady
from models.governance.office_names import OfficeName
from models.issues import Issue
from models.programmes import Office, require_admin

entries.register("letterhead.set", "office", ("valid_from", "number"))

LENGTHS = {"government": 120, "name": 160, "address": 240, "contact": 240, "place": 60}


class Letterhead(Immutable, table=True):
    """Lines of the head; `place` stands before the date of a document. Of two for one day the later `number` counts."""

    __table_args__ = (UniqueConstraint("office_id", "number"),)

    office_id: int = Field(foreign_key="office.id")
    number: int
    valid_from: date
    government: str
    name: str
    address: str = ""
    contact: str = ""
    place: str = ""
    at: datetime

    @classmethod
    def set(
        cls, office: Office, valid_from: date, by: Actor, session: Session, *, government: str, name: str, address: str = "",
        contact: str = "", place: str = "",
    ) -> "Letterhead":  # fmt: skip
        """A new head from a day on; documents of earlier days keep theirs."""
        require_admin(by)
        texts = {"government": government, "name": name, "address": address, "contact": contact, "place": place}
        texts = {key: value.strip() for key, value in texts.items()}
        issues = [Issue(key, f"letterhead_{key}_missing") for key in ("government", "name", "place") if not texts[key]]
        issues += [Issue(key, "too_long", {"limit": limit}) for key, limit in LENGTHS.items() if len(texts[key]) > limit]
        if issues:
            raise NotReady(*issues)
        session.exec(select(Office.id).where(Office.id == office.pk).with_for_update()).one()
        last = cls.history(office.pk, session)
        one = cls(office_id=office.pk, number=len(last) + 1, valid_from=valid_from, at=now(), **texts)  # type: ignore[arg-type]
        session.add(one)
        session.flush()
        entries.record(session, "letterhead.set", by=by, subject=office, names=[one], valid_from=str(valid_from), number=one.number)
        return one

    @classmethod
    def renamed(cls, office: Office, valid_from: date, by: Actor, session: Session) -> None:
        """After a new nomenclature: the last head with the new name, where the office ever set one."""
        if last := cls.history(office.pk, session)[:1]:
            kept = {key: getattr(last[0], key) for key in LENGTHS if key != "name"}
            cls.set(office, max(valid_from, last[0].valid_from), by, session, name=office.name, **kept)

    @classmethod
    def history(cls, office_id: int, session: Session) -> "list[Letterhead]":
        """The newest day first."""
        wanted = select(cls).where(cls.office_id == office_id)
        return list(session.exec(wanted.order_by(col(cls.valid_from).desc(), col(cls.number).desc())))

    @classmethod
    def valid(cls, office: Office, session: Session, on: date | None = None) -> "Letterhead":
        """The head of a day; an office that never set one (or not yet on that day) is headed by the name of that day alone, unsaved."""
        wanted = select(cls).where(cls.office_id == office.pk, cls.valid_from <= (on or today()))
        found = session.exec(wanted.order_by(col(cls.valid_from).desc(), col(cls.number).desc()).limit(1)).first()
        day = on or today()
        return found or cls(
            office_id=office.pk, number=0, valid_from=day, government="", name=OfficeName.on(office, day, session), at=now()
        )  # fmt: skip
