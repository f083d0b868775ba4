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
    total = 0
    while done := _archive_some():
        total += done
    return total


def remind_of_deadlines() -> int:
    """Every programme in its own service hours, some contents per transaction; how many somebody was reminded of."""
    with reading() as session:
        programmes = [one.pk for one in Programme.all(session)]
    return sum(_remind(one) for one in programmes)


def escalate_cases() -> int:
    """Whatever of the public waits too long reaches the next level, some cases per transaction; how often somebody was told."""
    with reading() as session:
        programmes = [one.pk for one in Programme.all(session)]
    total = 0
    for one in programmes:
        for kind in cases.CASES.values():
            while raised := _escalate_some(one, kind):
                total += raised
    return total


def tell_late_referrals() -> int:
    """Whoever sent a case on hears once that its answer is late; how many."""
    with reading() as session:
        programmes = [one.pk for one in Programme.all(session)]
    return sum(_tell_late(one, Referral) for one in programmes)


def tell_late_ideas() -> int:
    """Whoever sent an idea to another office hears once that its answer is late; how many."""
    with reading() as session:
        programmes = [one.pk for one in Programme.all(session)]
    return sum(_tell_late(one, PassedIdea) for one in programmes)


def remind_of_reviews() -> int:
    """Evaluations to begin or to close, strategy reviews, follow-ups near or past their day; each once."""
    with reading() as session:
        programmes = [one.pk for one in Programme.all(session)]
    return sum(_remind_of_reviews(one) for one in programmes)


def freeze_plans() -> int:
    """Approved plans of quarters that have begun: from now on the quarter is held against them."""
    with transaction() as session:
        return len([plan.freeze() for plan in Plan.to_freeze(session)])


def effect_transfers() -> int:
    """Programmes whose accepted transfer to another office begins today, one per transaction."""
    total = 0
    while _effect_one():
        total += 1
    return total


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
    with reading() as session:
        programmes = [one.pk for one in Programme.all(session)]
    return sum(_remind_of_decrees(one) for one in programmes)


def remind_of_trainings() -> int:
    """Trainings some days ahead, each once; how many."""
    with reading() as session:
        programmes = [one.pk for one in Programme.all(session)]
    return sum(_remind_of_trainings(one) for one in programmes)


def remind_of_takedowns() -> int:
    """Pictures whose consent was withdrawn and that a channel still shows."""
    with transaction() as session:
        return withdrawing.remind(session)


def sweep_files() -> int:
    """Files that no row names any more, or never did because their form was given up; and parcels nobody fetched."""
    return len(files.sweep(_named)) + parcels.clear()


def _archive_some() -> int:
    with transaction() as session:
        return Content.archive_due(session)


def _effect_one() -> int:
    with transaction() as session:
        return Transfer.effect_due(session)


def _remind(programme_id: int) -> int:
    total, after = 0, None
    while True:
        with transaction() as session:
            turn = reminding.remind(Programme.find(programme_id, session), session, after)
        total, after = total + turn.reminded, turn.after
        if after is None:
            return total


def _escalate_some(programme_id: int, kind: cases.CaseKind) -> int:
    with transaction() as session:
        return cases.escalate_due(kind.table, Programme.find(programme_id, session), session)


def _tell_late(programme_id: int, table: type[Referral] | type[PassedIdea]) -> int:
    total = 0
    while True:
        with transaction() as session:
            told = table.tell_late(Programme.find(programme_id, session), session)
        if not told:
            return total
        total += told


def _remind_of_reviews(programme_id: int) -> int:
    with transaction() as session:
        return reviewing.remind(Programme.find(programme_id, session), session)


def _remind_of_decrees(programme_id: int) -> int:
    with transaction() as session:
        return decree_reminding.remind(Programme.find(programme_id, session), session)


def _remind_of_trainings(programme_id: int) -> int:
    with transaction() as session:
        return training_reminding.remind(Programme.find(programme_id, session), session)


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
