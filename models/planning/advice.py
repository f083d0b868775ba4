"""What speaks against an hour: it has passed, the channel is busy around it, nobody serves then; advice, never a refusal."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session

from models.actors import SYSTEM, Actor, Hat
from models.base import LOCAL, now
from models.content import indonesian
from models.issues import Issue, Issues
from models.planning.calendar import Slot, Status, slots
from models.programmes import Programme
from models.public.clocks import WorkingTime
from models.public.closed_days import national_days
from models.public.service_hours import ServiceHours


def advice(programme: Programme, channels: Iterable[str], moment: datetime, session: Session, *, but: str = "") -> Issues:
    """About one hour of a programme; `but` is the slot's own key, which can't stand in its own way."""
    near = timedelta(minutes=max((one.gap_minutes for one in programme.rules.channels), default=0))
    around = slots(_reader(programme), [programme.pk], moment - near, moment + near, session)
    clock = ServiceHours.working_time(programme.pk, session, moment.astimezone(LOCAL).date())
    return advice_among(programme, channels, moment, (one for one in around if one.key != but), clock)


def advice_among(programme: Programme, channels: Iterable[str], moment: datetime, others: Iterable[Slot], clock: WorkingTime) -> Issues:
    """The same where the pieces around it and the working time are at hand: for many hours at once."""
    issues = [Issue("planned_for", "hour_passed")] if moment < now() else []
    issues += clashes_of(programme, channels, moment, others)
    day = moment.astimezone(LOCAL).date()
    if day in clock.closed:
        name = national_days(day.year).get(day, ("",))[0]
        issues.append(Issue("planned_for", "planned_on_holiday", {"holiday": name or indonesian.day(day)}))
    elif not clock.is_open(moment):
        issues.append(Issue("planned_for", "planned_outside_service", {"moment": indonesian.moment(moment)}))
    return Issues(issues)


def clashes_of(programme: Programme, channels: Iterable[str], moment: datetime, others: Iterable[Slot]) -> list[Issue]:
    """Other pieces on the same channel closer than the playbook's gap."""
    wanted, others = set(channels), list(others)
    found = []
    for channel in (one for one in programme.rules.channels if one.key in wanted):
        gap = timedelta(minutes=channel.gap_minutes)
        for other in others:
            if channel.key in other.channels and other.status is not Status.STOPPED and abs(other.at - moment) < gap:
                facts = {"channel": channel.label, "title": other.title, "moment": other.at, "gap": channel.gap_minutes}
                found.append(Issue("planned_for", "channel_busy", facts))
    return found


def _reader(programme: Programme) -> Actor:
    """Clashes count whoever looks: a piece one may not open still takes its channel's hour."""
    readers = programme.rules.rights["read"]
    return Actor(SYSTEM.kind, None, SYSTEM.name, frozenset({Hat(readers[0], programme.pk)}))
