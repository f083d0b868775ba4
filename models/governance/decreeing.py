"""Recording a decree: its facts, its people, its file, and the day it begins to give roles (S1.4)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from models import entries
from models.actors import Actor
from models.base import now, today
from models.errors import NotFound, NotReady, WrongStage
from models.issues import Issue, Issues
from models.people import Person
from models.programmes import Programme, require_admin

if TYPE_CHECKING:
    from models.governance.decrees import Decree, DecreeKind, DecreeLine

entries.register("decree.recorded", "decree", ("decree_kind",))
entries.register("decree.revised", "decree", ("fields",))
entries.register("decree.appointed", "decree", ("person", "role", "unit"))
entries.register("decree.appointment_removed", "decree", ("person", "role"))
entries.register("decree.file_added", "decree", ("sha256",))
entries.register("decree.discarded", "decree")
entries.register("decree.in_force", "decree", ("starts_on", "ends_on", "people", "told"))
entries.register("decree.replaced", "decree", ("ended_on", "replaced_by"))
entries.register("decree.ending", "decree", ("ends_on", "times", "told"))
entries.register("decree.revoked", "decree", ("ended_on", "told"))

LENGTHS = {"number": 80, "title": 200, "signatory": 160, "reason": 500}
DATES = ("signed_on", "starts_on", "ends_on")
MOST = 100


class Decreeing:
    """Verbs of a decree; every one needs the application's admin, as giving a role does."""

    if TYPE_CHECKING:
        ended_on: date | None
        sha256: str | None

    @classmethod
    def record(cls, programme: Programme, kind: "DecreeKind", number: str, by: Actor, session: Session, **facts: Any) -> "Decree":
        """A draft ('usulan'); facts as `revise` takes them."""
        from models.governance.decrees import Decree, DecreeKind, DecreeState  # noqa: PLC0415

        require_admin(by)
        one = Decree(
            programme=programme, programme_id=programme.pk, kind=DecreeKind(kind), state=DecreeState.DRAFT, number="", by_id=by.person_id,
            at=now(),
        )  # fmt: skip
        one.lines = []
        one._write({"number": number, **facts}, session)
        session.add(one)
        session.flush()
        entries.record(session, "decree.recorded", by=by, subject=one, decree_kind=one.kind)
        return one

    def revise(self: "Decree", by: Actor, **facts: Any) -> None:
        """Number, title, signatory, `signed_on`, `starts_on` (TMT), `ends_on`, `replaces_id`; only a draft."""
        self._require_draft(by)
        if changed := self._write(facts, self.session):
            entries.record(self.session, "decree.revised", by=by, subject=self, fields=changed)

    def appoint(self: "Decree", person: Person, role: str, by: Actor, unit_id: int | None = None) -> "DecreeLine":
        """One person more; a person without a role, a role the playbook doesn't know and a line twice are refused."""
        from models.governance.decree_checks import wrong_line  # noqa: PLC0415
        from models.governance.decrees import DecreeLine  # noqa: PLC0415

        self._require_draft(by)
        if issues := wrong_line(self, person, role, unit_id):
            raise NotReady(*issues)
        if len(self.lines) >= MOST:
            raise NotReady(Issue("person", "decree_too_many", {"limit": MOST}))
        line = DecreeLine(person=person, person_id=person.pk, role=role, unit_id=unit_id)
        self.lines.append(line)
        self.session.flush()
        entries.record(self.session, "decree.appointed", by=by, subject=self, names=[line], person=person, role=role, unit=unit_id)
        return line

    def remove_line(self: "Decree", line_id: int, by: Actor) -> None:
        self._require_draft(by)
        gone = next((one for one in self.lines if one.id == line_id), None)
        if gone is None:
            raise NotFound
        self.lines.remove(gone)
        self.session.flush()
        entries.record(self.session, "decree.appointment_removed", by=by, subject=self, names=[gone], person=gone.person_id, role=gone.role)

    def attach(self: "Decree", sha256: str, name: str, type: str, by: Actor) -> None:
        """The signed sheet, kept beforehand."""
        self._require_draft(by)
        self.sha256, self.file_name, self.file_type = sha256, name[:200], type
        entries.record(self.session, "decree.file_added", by=by, subject=self, sha256=sha256)

    def discard(self: "Decree", by: Actor) -> None:
        """A draft that comes to nothing."""
        from models.governance.decrees import DecreeState  # noqa: PLC0415

        self._require_draft(by)
        self.state = DecreeState.DISCARDED
        entries.record(self.session, "decree.discarded", by=by, subject=self)

    def objections_to_force(self: "Decree", by: Actor) -> Issues:
        """Everything that keeps it from giving roles: facts, file, people, expired or overlapping periods."""
        from models.governance.decree_checks import shortcomings  # noqa: PLC0415

        require_admin(by)
        if self.state != "draft":
            return Issues([Issue("page", "decree_not_draft")])
        return shortcomings(self, self.session)

    def put_in_force(self: "Decree", by: Actor) -> None:
        """From now on its roles hold from the effective day to the end of its transition; the one it replaces ends the day before."""
        from models.governance.decrees import DecreeState  # noqa: PLC0415
        from models.governance.giving import cut, give  # noqa: PLC0415

        if issues := self.objections_to_force(by):
            raise (WrongStage if issues.about("page") else NotReady)(*issues)
        assert self.starts_on is not None
        spare = self.programme.rules.governance.transition_days if self.kind == "decree" else 0
        self.holds_until = self.ends_on + timedelta(days=spare) if self.ends_on else None
        self.state = DecreeState.IN_FORCE
        if self.replaces:
            self.replaces.state, self.replaces.ended_on = DecreeState.REPLACED, self.starts_on - timedelta(days=1)
            entries.record(
                self.session, "decree.replaced", by=by, subject=self.replaces, ended_on=str(self.replaces.ended_on), replaced_by=self
            )
            cut(self.replaces, self.replaces.ended_on, by, self.session)
        for line in self.lines:
            give(self, line, by)
        entries.record(
            self.session, "decree.in_force", by=by, subject=self, names=list(self.lines), starts_on=str(self.starts_on),
            ends_on=str(self.ends_on) if self.ends_on else None, people=len(self.lines),
            told=sorted({line.person_id for line in self.lines}),
        )  # fmt: skip

    def objections_to_revoking(self: "Decree", by: Actor) -> Issues:
        from models.governance.decrees import LIVE  # noqa: PLC0415

        require_admin(by)
        alive = self.state == "in_force" and self.standing() in LIVE
        return Issues([] if alive else [Issue("page", "decree_not_in_force")])

    def revoke(self: "Decree", by: Actor, reason: str, on: date | None = None) -> None:
        """Its roles end after a day (default: yesterday, so at once); nobody is left with a right the office took back."""
        from models.governance.decrees import DecreeState  # noqa: PLC0415
        from models.governance.giving import cut  # noqa: PLC0415

        if issues := self.objections_to_revoking(by):
            raise WrongStage(*issues)
        day = on or today() - timedelta(days=1)
        wrong = [] if reason.strip() else [Issue("reason", "decree_reason_missing")]
        wrong += [Issue("reason", "too_long", {"limit": LENGTHS["reason"]})] if len(reason.strip()) > LENGTHS["reason"] else []
        wrong += [Issue("ended_on", "decree_past_end")] if day < today() - timedelta(days=1) else []
        if wrong:
            raise NotReady(*wrong)
        self.state, self.ended_on, self.reason = DecreeState.REVOKED, day, reason.strip()
        cut(self, day, by, self.session)
        entries.record(
            self.session, "decree.revoked", by=by, subject=self, ended_on=str(day), told=sorted({line.person_id for line in self.lines})
        )

    def _require_draft(self: "Decree", by: Actor) -> None:
        require_admin(by)
        if self.state != "draft":
            raise WrongStage(Issue("page", "decree_not_draft"))

    def _write(self: "Decree", facts: dict[str, Any], session: Session) -> list[str]:
        from models.governance.decrees import Decree  # noqa: PLC0415

        texts = {key: (facts[key] or "").strip() for key in ("number", "title", "signatory") if key in facts}
        issues = [Issue(key, "too_long", {"limit": LENGTHS[key]}) for key, value in texts.items() if len(value) > LENGTHS[key]]
        if not texts.get("number", self.number):
            issues.append(Issue("number", "decree_number_missing"))
        if replaced := facts.get("replaces_id"):
            other = session.get(Decree, replaced)
            if other is None or other.programme_id != self.programme_id or other.id == self.id or other.state != "in_force":
                issues.append(Issue("replaces", "decree_replaces_unknown"))
        if issues:
            raise NotReady(*issues)
        wanted = texts | {key: facts[key] for key in (*DATES, "replaces_id") if key in facts}
        changed = sorted(key for key, value in wanted.items() if getattr(self, key) != value)
        for key in changed:
            setattr(self, key, wanted[key])
        return changed
