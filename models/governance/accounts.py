"""Register of the office's social-media accounts: who holds them since when, how they are secured; never a password (A1.3)."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Field, Relationship, Session, col, select

from models import entries
from models.actors import Actor, can
from models.base import Record, Row, today
from models.errors import NotAllowed, NotReady, WrongStage
from models.governance.acknowledging import members
from models.governance.policies import require_reader
from models.governance.secrets_told import tells_a_secret
from models.holding import held
from models.issues import Issue, Issues
from models.people import Person
from models.programmes import Programme

entries.register("account.added", "channel_account", ("channels", "custodian", "two_step"))
entries.register("account.revised", "channel_account", ("fields",))
entries.register("account.handed_over", "channel_account", ("custodian", "before", "on"))
entries.register("account.checked", "channel_account", ("on", "two_step"))
entries.register("account.closed", "channel_account")

LENGTHS = {"handle": 80, "link": 300, "recovery": 200, "note": 500}


class Custody(Record, table=True):
    """Who holds an account from a day on; the one without an end holds it now."""

    __table_args__ = (Index("ix_custody_account", "account_id", "starts_on"),)

    account_id: int = Field(foreign_key="channel_account.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    starts_on: date
    ends_on: date | None = None
    person: Person = Relationship()


class ChannelAccount(Record, table=True):
    """`channel` is a key of the playbook; `recovery` names the office's own contact for getting back in; `checked_on` None: never."""

    __tablename__ = "channel_account"
    __table_args__ = (UniqueConstraint("programme_id", "channel", "handle"),)

    programme_id: int = Field(foreign_key="programme.id")
    channel: str
    handle: str
    link: str = ""
    recovery: str = ""
    note: str = ""
    two_step: bool = False
    checked_on: date | None = None
    active: bool = True
    programme: Programme = Relationship()
    custodies: list[Custody] = Relationship(sa_relationship_kwargs={"order_by": "Custody.id.desc()", "foreign_keys": "Custody.account_id"})

    @property
    def holder(self) -> Custody | None:
        """Who holds it now."""
        return next((one for one in self.custodies if one.ends_on is None), None)

    @classmethod
    def objections_to_keeping(cls, programme: Programme, by: Actor) -> Issues:
        return Issues([] if can(by, "keep_policies", programme) else [Issue("person", "may_not_keep_accounts")])

    @classmethod
    def add(
        cls, programme: Programme, channel: str, handle: str, custodian_id: int, by: Actor, session: Session, *,
        link: str = "", recovery: str = "", note: str = "", two_step: bool = False,
    ) -> "ChannelAccount":  # fmt: skip
        """An account with its first custodian, checked today by who enters it."""
        _require(cls.objections_to_keeping(programme, by))
        account = cls(
            programme=programme, programme_id=programme.pk, channel=channel, handle=handle.strip(), link=link.strip(),
            recovery=recovery.strip(), note=note.strip(), two_step=two_step, checked_on=today(),
        )  # fmt: skip
        if issues := account._shortcomings() + account._wrong_custodian(custodian_id, session):
            raise NotReady(*issues)
        session.add(account)
        session.flush()
        custody = Custody(account_id=account.pk, person_id=custodian_id, starts_on=today())
        session.add(custody)
        session.flush()
        entries.record(
            session, "account.added", by=by, subject=account, names=[custody],
            channels=channel, custodian=custodian_id, two_step=two_step,
        )  # fmt: skip
        return account

    def revise(self, by: Actor, **changes: str) -> None:
        """Handle, link, recovery contact or note."""
        self._require_open(by)
        changed = {key: value.strip() for key, value in changes.items() if key in LENGTHS and getattr(self, key) != value.strip()}
        if not changed:
            return
        before = {key: getattr(self, key) for key in changed}
        for key, value in changed.items():
            setattr(self, key, value)
        if issues := self._shortcomings():
            for key, value in before.items():
                setattr(self, key, value)
            raise NotReady(*issues)
        entries.record(self.session, "account.revised", by=by, subject=self, fields=sorted(changed))

    def hand_over(self, person_id: int, by: Actor, on: date | None = None) -> Custody:
        """To somebody else of the team from a day on; who held it before stays in the history."""
        self._require_open(by)
        before, day = self.holder, on or today()
        wrong = list(self._wrong_custodian(person_id, self.session))
        if before and before.person_id == person_id:
            wrong.append(Issue("custodian", "account_same_custodian"))
        if day > today() or (before and day < before.starts_on):
            wrong.append(Issue("on", "account_day_odd"))
        if wrong:
            raise NotReady(*wrong)
        if before:
            before.ends_on = day
        custody = Custody(account_id=self.pk, person_id=person_id, starts_on=day)
        self.session.add(custody)
        self.session.flush()
        names: list[Row] = [custody, before] if before else [custody]
        entries.record(
            self.session, "account.handed_over", by=by, subject=self, names=names,
            custodian=person_id, before=before.person_id if before else None, on=day.isoformat(),
        )  # fmt: skip
        return custody

    def check(self, by: Actor, *, two_step: bool) -> None:
        """Looked into today: who is signed in, whether two steps are on."""
        self._require_open(by)
        self.two_step, self.checked_on = two_step, today()
        entries.record(self.session, "account.checked", by=by, subject=self, on=today().isoformat(), two_step=two_step)

    def close(self, by: Actor) -> None:
        """No longer used; it stays in the register."""
        self._require_open(by)
        self.active = False
        entries.record(self.session, "account.closed", by=by, subject=self)

    def warnings(self, team: dict[int, str]) -> Issues:
        """What needs somebody's hand; `team` are today's members by id."""
        if not self.active:
            return Issues()
        found, holder = [], self.holder
        if holder is None or holder.person_id not in team:
            found.append(Issue("custodian", "account_custodian_gone", {"name": holder.person.name if holder else ""}))
        if not self.two_step:
            found.append(Issue("two_step", "account_two_step_off"))
        days = self.programme.rules.governance.account_check_days
        if self.checked_on is None or self.checked_on + timedelta(days=days) < today():
            found.append(Issue("checked_on", "account_check_old", {"days": days}))
        return Issues(found)

    def _require_open(self, by: Actor) -> None:
        _require(self.objections_to_keeping(self.programme, by))
        if not self.active:
            raise WrongStage(Issue("page", "account_inactive"))

    def _shortcomings(self) -> Issues:
        issues = [Issue(key, "too_long", {"limit": most}) for key, most in LENGTHS.items() if len(getattr(self, key)) > most]
        if self.channel not in {one.key for one in self.programme.rules.channels}:
            issues.append(Issue("channel", "account_channel_unknown"))
        if not self.handle:
            issues.append(Issue("handle", "account_handle_missing"))
        if self.link and not self.link.startswith("https://"):
            issues.append(Issue("link", "account_link_form"))
        issues += [Issue(key, "account_password") for key in ("handle", "recovery", "note") if tells_a_secret(getattr(self, key))]
        return Issues(issues)

    def _wrong_custodian(self, person_id: int, session: Session) -> Issues:
        inside = person_id in members(self.programme_id, session)
        return Issues([] if inside else [Issue("custodian", "account_custodian_outside")])

    @classmethod
    def current(cls, account_id: int, seen: int | None, actor: Actor, session: Session) -> "ChannelAccount":
        """The locked row inside a transaction; NotFound outside one's own teams."""
        wanted = select(cls).where(cls.id == account_id, col(cls.programme_id).in_(actor.teams)).options(*cls.whole())
        return held(cls, wanted, seen, session)

    @classmethod
    def register_of(cls, programme: Programme, actor: Actor, session: Session) -> "list[ChannelAccount]":
        """By channel, closed ones last; NotFound for who may not read."""
        require_reader(programme, actor)
        wanted = select(cls).where(cls.programme_id == programme.pk).options(*cls.whole())
        return list(session.exec(wanted.order_by(col(cls.active).desc(), col(cls.channel), col(cls.id)).limit(200)))

    @classmethod
    def whole(cls) -> tuple[Any, ...]:
        return (
            selectinload(cls.programme).selectinload(Programme.playbook),  # type: ignore[arg-type]
            selectinload(cls.custodies).selectinload(Custody.person),  # type: ignore[arg-type]
            raiseload("*"),
        )


def _require(issues: Issues) -> None:
    if issues:
        raise NotAllowed(*issues)
