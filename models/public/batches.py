"""Many comments at once, pasted or from a spreadsheet: judged first, shown, then taken in whole, once (S3.3, A3.3)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, Session, col, select

from models import entries
from models.actors import Actor
from models.base import Immutable, Row, closed_set, now
from models.errors import NotAllowed, NotReady, OutOfDate
from models.issues import Issue, Issues
from models.programmes import Programme
from models.public.citizens import Citizen, InteractionText
from models.public.interactions import Interaction
from models.public.receiving import Arrival, Desk, faults_of
from models.public.screening import Hit

entries.register("comments.taken_in", "comment_batch", ("source", "sha256", "added", "known", "urgent"))

MOST = 2_000


class Source(StrEnum):
    PASTED = "pasted"
    SHEET = "sheet"


class Verdict(StrEnum):
    NEW = "new"
    KNOWN = "known"  # it came in before, or stands higher up in the same batch
    REFUSED = "refused"


@dataclass(frozen=True)
class Judged:
    """One arrival before it is taken in: `number` is its place or row, `twin` the comment it repeats (None: one of this batch)."""

    number: int
    arrival: Arrival
    verdict: Verdict
    hit: Hit
    twin: int | None = None
    issues: Issues = field(default_factory=Issues)


class CommentBatch(Immutable, table=True):
    """One taking-in; `sha256` of what was brought, so that the same file is recognised."""

    __tablename__ = "comment_batch"

    programme_id: int = Field(foreign_key="programme.id", index=True)
    source: Source = closed_set(Source)
    sha256: str = Field(index=True)
    at: datetime
    by_id: int | None = Field(default=None, foreign_key="person.id")
    added: int
    known: int

    @classmethod
    def judge(cls, programme: Programme, arrivals: Sequence[tuple[int, Arrival]], session: Session) -> list[Judged]:
        """What taking them in would do; writes nothing. More than 2,000 at once are refused."""
        if len(arrivals) > MOST:
            raise NotReady(Issue("page", "comments_too_many", {"limit": MOST}))
        desk = Desk.of(programme, [one for _, one in arrivals], session)
        prints = [desk.fingerprint(one) for _, one in arrivals]
        there = InteractionText.there(programme.pk, prints, session)
        seen: set[str] = set()
        judged = []
        for (number, arrival), told in zip(arrivals, prints, strict=True):
            hit, issues = desk.sort(arrival), faults_of(arrival, programme)
            verdict = Verdict.REFUSED if issues else Verdict.KNOWN if told in there or told in seen else Verdict.NEW
            judged.append(Judged(number, arrival, verdict, hit, there.get(told), issues))
            seen.add(told)
        return judged

    @classmethod
    def take_in(
        cls, programme: Programme, arrivals: Sequence[tuple[int, Arrival]], source: Source, by: Actor, session: Session, *,
        seen: Sequence[str], sha256: str = "",
    ) -> "CommentBatch":  # fmt: skip
        """All new ones or none, judged anew: OutOfDate when a verdict is no longer what was `seen` (in order); refused rows refuse all."""
        if issues := Interaction.objections_to_receiving(programme, by):
            raise NotAllowed(*issues)
        Interaction.wait_for_others(programme, session)
        judged = cls.judge(programme, arrivals, session)
        if [one.verdict.value for one in judged] != list(seen):
            raise OutOfDate(Issue("page", "comments_outdated"))
        if bad := [one for one in judged if one.verdict is Verdict.REFUSED]:
            raise NotReady(*(Issue("page", "comment_row", {"row": one.number}) for one in bad[:1]), *bad[0].issues)
        fresh = [one for one in judged if one.verdict is Verdict.NEW]
        if not fresh:
            raise NotReady(Issue("page", "comments_nothing_new"))
        batch = cls(
            programme_id=programme.pk, source=source, sha256=sha256 or digest(arrivals), at=now(), by_id=by.person_id, added=len(fresh),
            known=len(judged) - len(fresh),
        )  # fmt: skip
        session.add(batch)
        session.flush()
        urgent, names = cls._enter(fresh, batch, programme, by, session)
        entries.record(
            session, "comments.taken_in", by=by, subject=batch, names=names, source=source, sha256=batch.sha256, added=batch.added,
            known=batch.known, urgent=urgent,
        )  # fmt: skip
        return batch

    @classmethod
    def _enter(
        cls, fresh: Sequence[Judged], batch: "CommentBatch", programme: Programme, by: Actor, session: Session
    ) -> tuple[int, list[Row]]:
        """How many of them are urgent, and every row that came into being."""
        desk = Desk.of(programme, [one.arrival for one in fresh], session)
        keys = [(one.arrival.channel, one.arrival.key) for one in fresh if one.arrival.key]
        citizens = Citizen.known(programme.pk, keys, session)
        urgent, names = 0, list[Row]()
        for one in fresh:
            entered, _, beside = Interaction.enter(one.arrival, desk, citizens, by, session, batch_id=batch.pk)
            urgent += entered.rank == 0
            names += [entered, *beside]
        return urgent, names

    @classmethod
    def before(cls, programme_id: int, sha256: str, session: Session) -> "CommentBatch | None":
        """The last time exactly this was taken in."""
        wanted = select(cls).where(cls.programme_id == programme_id, cls.sha256 == sha256).order_by(col(cls.id).desc())
        return session.exec(wanted).first()


def digest(arrivals: Sequence[tuple[int, Arrival]]) -> str:
    """SHA-256 of what was brought."""
    told = "\n".join(repr((one.text, one.author, one.handle, one.channel, one.link)) for _, one in arrivals)
    return hashlib.sha256(told.encode()).hexdigest()
