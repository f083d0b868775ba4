"""Minutes and what they decided on: content, plan, evaluation, policy, decree, a step of the SOP (S1.4)."""

from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import raiseload
from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.asked import once
from models.base import Immutable, Row, tables
from models.errors import NotAllowed, NotFound
from models.governance.policies import require_reader
from models.governance.recording import writes
from models.issues import Issue
from models.programmes import Programme

if TYPE_CHECKING:
    from models.governance.minutes import Minutes

entries.register("minutes.linked", "minutes", ("what", "what_id"))
entries.register("minutes.step_linked", "minutes", ("step",))


LINKABLE = frozenset({"content", "plan", "evaluation", "policy", "decree", "cycle"})


class MinutesStep(Immutable, table=True):
    """A step of the SOP (key of the playbook) that a meeting decided on."""

    __tablename__ = "minutes_step"
    __table_args__ = (UniqueConstraint("programme_id", "step", "minutes_id"),)

    minutes_id: int = Field(foreign_key="minutes.id", index=True)
    programme_id: int = Field(foreign_key="programme.id")
    step: str


class Linking:
    """Verbs and questions; a link may come after the minutes are final, since it changes nothing in them."""

    def link(self: "Minutes", about: Row, by: Actor) -> None:
        """To one row more of the same programme; the same one twice is one."""
        from models.governance.minutes import MinutesLink  # noqa: PLC0415

        if not writes(self.programme, by):
            raise NotAllowed(Issue("person", "may_not_write_minutes"))
        if getattr(about, "programme_id", None) != self.programme_id:
            raise NotFound
        subject = str(about.__tablename__)
        same = (MinutesLink.minutes_id == self.pk, MinutesLink.subject == subject, MinutesLink.subject_id == about.pk)
        if self.session.exec(select(MinutesLink.id).where(*same)).first():
            return
        link = MinutesLink(minutes_id=self.pk, subject=subject, subject_id=about.pk)
        self.session.add(link)
        self.session.flush()
        entries.record(self.session, "minutes.linked", by=by, subject=self, names=[link], what=subject, what_id=about.pk)

    def link_step(self: "Minutes", step: str, by: Actor) -> None:
        """To a step of the SOP in force; NotFound for one the playbook doesn't know."""
        if not writes(self.programme, by):
            raise NotAllowed(Issue("person", "may_not_write_minutes"))
        if step not in {one.key for one in self.programme.rules.sop.steps}:
            raise NotFound
        same = (MinutesStep.minutes_id == self.pk, MinutesStep.programme_id == self.programme_id, MinutesStep.step == step)
        if self.session.exec(select(MinutesStep.id).where(*same)).first():
            return
        link = MinutesStep(minutes_id=self.pk, programme_id=self.programme_id, step=step)
        self.session.add(link)
        self.session.flush()
        entries.record(self.session, "minutes.step_linked", by=by, subject=self, names=[link], step=step)

    @classmethod
    def about_step(cls, programme_id: int, step: str, session: Session) -> "list[Minutes]":
        """The meetings on one step of the SOP, oldest first; a page that shows all steps asks once for all."""
        return once(session, ("minutes of steps", programme_id), lambda: cls._about_steps(programme_id, session)).get(step, [])

    @classmethod
    def _about_steps(cls, programme_id: int, session: Session, limit: int = 100) -> "dict[str, list[Minutes]]":
        from models.governance.minutes import Minutes  # noqa: PLC0415

        links = list(session.exec(select(MinutesStep.step, MinutesStep.minutes_id).where(MinutesStep.programme_id == programme_id)))
        wanted = select(Minutes).where(col(Minutes.id).in_({one for _, one in links})).options(*Minutes.whole())
        newest = session.exec(wanted.order_by(col(Minutes.held_on).desc(), col(Minutes.id).desc()).limit(limit)) if links else ()
        met = list(reversed(list(newest)))
        return {step: [one for one in met if (step, one.pk) in set(links)] for step, _ in links}

    @classmethod
    def of_programme(cls, programme: Programme, actor: Actor, session: Session, limit: int = 40) -> "list[Minutes]":
        """The newest first; NotFound for who may not read them."""
        from models.governance.minutes import Minutes  # noqa: PLC0415

        require_reader(programme, actor)
        wanted = select(Minutes).where(Minutes.programme_id == programme.pk).options(*Minutes.whole())
        return list(session.exec(wanted.order_by(col(Minutes.held_on).desc(), col(Minutes.id).desc()).limit(limit)))

    @classmethod
    def titles(cls, programme_id: int, session: Session, limit: int = 100) -> "list[Minutes]":
        """Own columns only, the newest first: what one can link to."""
        from models.governance.minutes import Minutes  # noqa: PLC0415

        wanted = select(Minutes).where(Minutes.programme_id == programme_id).options(raiseload("*"))
        newest = wanted.order_by(col(Minutes.held_on).desc(), col(Minutes.id).desc()).limit(limit)
        return once(session, ("titles of minutes", programme_id, limit), lambda: list(session.exec(newest)))

    @classmethod
    def row_of(cls, subject: str, row_id: int, session: Session) -> Row:
        """A row of the programme's own that minutes may decide on; NotFound for any other table."""
        found = next((one for one in tables.mappers if getattr(one.class_, "__tablename__", "") == subject), None)
        row = session.get(found.class_, row_id) if found is not None and subject in LINKABLE else None
        if not isinstance(row, Row):
            raise NotFound
        return row

    def links(self: "Minutes") -> list[tuple[str, int]]:
        """Table and id of what it decided on."""
        from models.governance.minutes import MinutesLink  # noqa: PLC0415

        wanted = select(MinutesLink.subject, MinutesLink.subject_id).where(MinutesLink.minutes_id == self.pk)
        return [(subject, row_id) for subject, row_id in self.session.exec(wanted.order_by(col(MinutesLink.id)))]

    def steps(self: "Minutes") -> list[str]:
        wanted = select(MinutesStep.step).where(MinutesStep.minutes_id == self.pk)
        return list(self.session.exec(wanted.order_by(col(MinutesStep.id))))
