"""What happens by itself: each job has a turn, one worker takes it by a lease, and nothing waits for a page."""

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from data import backups, exports, files, outbox, parcels
from data.database import reading, transaction
from models.content.contents import Content
from models.errors import OutOfDate
from models.governance import acknowledging, decree_reminding, training_reminding, withdrawing
from models.inbox import reminding
from models.leases import Lease
from models.planning.passed_ideas import PassedIdea
from models.planning.plans import Plan
from models.programmes import Programme
from models.public import cases
from models.public.referrals import Referral
from models.replication.transfers import Transfer
from models.results.evaluations import reviewing
from models.results.surveys.rounds import SurveyRound
from models.results.surveys.surveys import Survey

LAPSES = timedelta(minutes=30)
A_TURN = 60.0  # seconds between two looks at what is due
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """`work` opens its own doors and may be cut off at any moment: the next turn goes on from there."""

    name: str
    every: timedelta
    work: Callable[[], object]


def run_due() -> tuple[list[str], list[str]]:
    """Run what is due and nobody else holds; names of those that ran and of those that failed (logged, tried again at their next turn)."""
    done: list[str] = []
    failed: list[str] = []
    for job in JOBS:
        if _take(job):
            (done if _ran(job) else failed).append(job.name)
    return done, failed


@contextmanager
def running() -> Iterator[None]:
    """A thread beside the server that looks every minute; the first look comes after a minute, when people are already in."""
    stopped = threading.Event()

    def turns() -> None:
        while not stopped.wait(A_TURN):
            run_due()

    thread = threading.Thread(target=turns, name="jobs", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()


def archive_old_contents() -> int:
    """Contents whose monitoring is confirmed and whose days are over, some per transaction so that nobody waits."""
    return _until_nothing(Content.archive_due)


def remind_of_deadlines() -> int:
    """Every programme in its own service hours, some contents per transaction; how many somebody was reminded of."""
    return _for_each(_remind)


def escalate_cases() -> int:
    """Whatever of the public waits too long reaches the next level, some cases per transaction; how often somebody was told."""
    return _for_each(_escalate)


def tell_late_referrals() -> int:
    """Whoever sent a case on hears once that its answer is late; how many."""
    return _for_each(lambda one: _until_nothing(lambda session: Referral.tell_late(Programme.find(one, session), session)))


def tell_late_ideas() -> int:
    """Whoever sent an idea to another office hears once that its answer is late; how many."""
    return _for_each(lambda one: _until_nothing(lambda session: PassedIdea.tell_late(Programme.find(one, session), session)))


def remind_of_reviews() -> int:
    """Evaluations to begin or to close, strategy reviews, follow-ups near or past their day; each once."""
    return _for_each(_in_one(reviewing.remind))


def freeze_plans() -> int:
    """Approved plans of quarters that have begun: from now on the quarter is held against them."""
    with transaction() as session:
        return len([plan.freeze() for plan in Plan.to_freeze(session)])


def effect_transfers() -> int:
    """Programmes whose accepted transfer to another office begins today, one per transaction."""
    return _until_nothing(Transfer.effect_due)


def close_surveys() -> int:
    """Rounds whose time is over: nothing is taken from then on anyway, now it is counted and committed to."""
    with reading() as session:
        over = SurveyRound.run_out(session)
    for round_id, survey_id in over:
        with transaction() as session:
            Survey.close_run_out(survey_id, round_id, session)
    return len(over)


def remind_of_policies() -> int:
    """Members who haven't read what is in force, once per so many days."""
    with transaction() as session:
        return acknowledging.remind(session)


def remind_of_decrees() -> int:
    """Decrees near their end, and those whose transition has begun; each once."""
    return _for_each(_in_one(decree_reminding.remind))


def remind_of_trainings() -> int:
    """Trainings some days ahead, each once; how many."""
    return _for_each(_in_one(training_reminding.remind))


def remind_of_takedowns() -> int:
    """Pictures whose consent was withdrawn and that a channel still shows."""
    with transaction() as session:
        return withdrawing.remind(session)


def sweep_files() -> int:
    """Files that no row names any more, or never did because their form was given up; and parcels nobody fetched."""
    return len(files.sweep(_named)) + parcels.clear()


def _remind(programme_id: int) -> int:
    total, after = 0, None
    while True:
        with transaction() as session:
            turn = reminding.remind(Programme.find(programme_id, session), session, after)
        total, after = total + turn.reminded, turn.after
        if after is None:
            return total


def _until_nothing(work: Callable[[Session], int]) -> int:
    """Some per transaction, so that nobody waits; how many in all."""
    total = 0
    while done := _in_transaction(work):
        total += done
    return total


def _in_transaction(work: Callable[[Session], int]) -> int:
    with transaction() as session:
        return work(session)


def _in_one(work: Callable[[Programme, Session], int]) -> Callable[[int], int]:
    """One programme's, in one transaction."""
    return lambda one: _in_transaction(lambda session: work(Programme.find(one, session), session))


def _escalate(programme_id: int) -> int:
    def some(kind: cases.CaseKind) -> Callable[[Session], int]:
        return lambda session: cases.escalate_due(kind.table, Programme.find(programme_id, session), session)

    return sum(_until_nothing(some(kind)) for kind in cases.CASES.values())


def _for_each(work: Callable[[int], int]) -> int:
    """Every real programme by its id, found before the work begins."""
    with reading() as session:
        programmes = [one.pk for one in Programme.all(session)]
    return sum(work(one) for one in programmes)


def _named() -> set[str]:
    with reading() as session:
        connection = session.connection()
        return backups.named_files(connection, backups.kept(connection).values())


def _take(job: Job) -> bool:
    try:
        with transaction() as session:
            return Lease.take(job.name, _me(), session, every=job.every, lapses=LAPSES)
    except (OutOfDate, OperationalError):
        return False  # another worker was first


def _ran(job: Job) -> bool:
    try:
        job.work()
    except Exception:
        log.exception("The job %s failed", job.name)
        return False
    with transaction() as session:
        Lease.give_back(job.name, _me(), session)
    return True


def _me() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


JOBS = (
    Job("archive", timedelta(hours=1), archive_old_contents),
    Job("freeze", timedelta(minutes=30), freeze_plans),
    Job("transfers", timedelta(minutes=5), effect_transfers),
    Job("surveys", timedelta(minutes=5), close_surveys),
    Job("sweep", timedelta(days=1), sweep_files),
    Job("remind", timedelta(minutes=10), remind_of_deadlines),
    Job("reviews", timedelta(hours=1), remind_of_reviews),
    Job("escalate", timedelta(minutes=5), escalate_cases),
    Job("referrals", timedelta(minutes=30), tell_late_referrals),
    Job("passed", timedelta(hours=1), tell_late_ideas),
    Job("takedowns", timedelta(minutes=15), remind_of_takedowns),
    Job("policies", timedelta(hours=6), remind_of_policies),
    Job("decrees", timedelta(hours=6), remind_of_decrees),
    Job("trainings", timedelta(hours=1), remind_of_trainings),
    Job("digest", timedelta(minutes=10), outbox.write_digests),
    Job("post", timedelta(minutes=5), outbox.send_waiting),
    Job("exports", timedelta(minutes=30), exports.write_calendars),
)
