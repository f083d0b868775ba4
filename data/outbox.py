"""The post: once a day a digest for who wants one, and a few waiting e-mails at a time; off until `SIMPUL_SMTP` is set."""

import logging
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from sqlmodel import Session

from data import settings
from data.database import reading, transaction
from data.settings import PostOffice
from data.wording import say
from models.actors import Actor
from models.base import LOCAL, now, today
from models.content import indonesian
from models.errors import NotReady, OutOfDate
from models.inbox.letters import Letter, letters
from models.inbox.mails import Mail, MailWish, sendable
from models.inbox.messages import Message, Shown
from models.people import Person
from models.public.service_hours import ServiceHours

AT_ONCE = 20
TOLD = 20  # lines of a digest
PATIENCE = 20.0  # seconds for the server's answer
FIRST_HOUR = timedelta(hours=1)
HERE = ("localhost", "127.0.0.1", "::1")
log = logging.getLogger(__name__)


def is_open() -> bool:
    """Whether e-mail can be sent at all; False too while the setting can't be read (the jobs say so in the log)."""
    try:
        return settings.post_office() is not None
    except ValueError:
        return False


def write_digests() -> int:
    """In the first service hour of the day, one e-mail per person who wants it and has something new to read."""
    if settings.post_office() is None:
        return 0
    written, after = 0, 0
    while True:
        with reading() as session:
            people = MailWish.wishing(session, after)
            digests = [(one, found) for one in people if (found := _digest(one, session))]
        for person, (subject, body) in digests:
            with suppress(OutOfDate), transaction() as session:  # another worker was first
                Mail.put(person, Mail.digest_key(person.pk, today()), subject, body, session)
                written += 1
        if not people:
            return written
        after = people[-1].pk


def send_waiting(limit: int = AT_ONCE) -> int:
    """Hand in what waits, a few over one connection; what fails comes again later and is given up after some attempts."""
    office = settings.post_office()
    if office is None:
        return 0
    with reading() as session:
        waiting = Mail.due(session, limit)
    if not waiting:
        return 0
    sent = 0
    try:
        with _connected(office) as server:
            for mail in waiting:
                sent += _sent(mail, office, server)
    except (OSError, smtplib.SMTPException) as fault:
        log.warning("The mail server %s:%s can't be reached or refuses us: %s", office.host, office.port, type(fault).__name__)
        for mail in waiting if not sent else ():
            _failed(mail, fault)
    return sent


def _digest(person: Person, session: Session) -> tuple[str, str] | None:
    """Subject and text, None when it isn't the hour, nothing is new or there is no address."""
    actor, last = Person.acting(person.pk, session), Mail.last(person.pk, session)
    written = last is not None and last.key == Mail.digest_key(person.pk, today())
    if written or not sendable(person.email) or not _is_first_hour(actor, now(), session):
        return None
    unread = Message.page(actor, session, Shown.UNREAD, size=TOLD)
    if not unread or (last and unread[0].at <= last.created_at):
        return None
    base, count = settings.public_url() or "", Message.unread(actor, session)
    lines = [_line(one, base) for one in letters(unread[:TOLD], actor, session)]
    more = [say("digest.more", count=count - len(lines))] if count > len(lines) else []
    greeting = say("digest.greeting", name=person.name, count=indonesian.number(count))
    where = say("digest.where", link=f"{base}/kotak") if base else say("digest.where_without_link")
    body = "\n\n".join((greeting, "\n".join([*lines, *more]), where, say("digest.why")))
    return say("digest.subject", count=indonesian.number(count), day=indonesian.day(today())), body


def _line(one: Letter, base: str) -> str:
    """What happened, to which piece, where it is; no title of what the reader may no longer see."""
    words = say(f"happenings.{one.happening}") if one.happening else say("inbox.not_visible")
    place = f"{base}/konten?id={one.content.pk}" if one.content else f"{base}/kotak"
    return f"- {words}{f': {one.title}' if one.title else ''}" + (f"\n  {place}" if base else "")


def _is_first_hour(actor: Actor, moment: datetime, session: Session) -> bool:
    """Whether one of his programmes opened within the last hour."""
    midnight = datetime.combine(moment.astimezone(LOCAL).date(), time(0), LOCAL)
    for programme_id in sorted(actor.programmes):
        clock = ServiceHours.working_time(programme_id, session)
        with suppress(NotReady):
            opens = clock.next_opening(midnight)
            if opens <= moment < opens + FIRST_HOUR:
                return True
    return False


def _sent(mail: Mail, office: PostOffice, server: smtplib.SMTP) -> bool:
    """One e-mail, between two short transactions; a refused one doesn't keep the others."""
    with transaction() as session:
        if not Mail.begin_attempt(mail.pk, mail.attempts, session):
            return False
    try:
        server.send_message(letter(mail, office))
    except (OSError, smtplib.SMTPException, ValueError) as fault:
        _failed(mail, fault, counted=True)
        server.rset()  # raises where the connection itself is gone: then the turn is over
        return False
    with transaction() as session:
        Mail.note_sent([mail.pk], session)
    return True


def letter(mail: Mail, office: PostOffice) -> EmailMessage:
    """Plain text; marked as written by a machine, so that no absence note answers it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = office.sender, mail.address, mail.subject
    message["Date"] = format_datetime(now().astimezone(LOCAL))
    message["Message-ID"] = f"<{mail.key.replace(':', '.')}@{parseaddr(office.sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    return message


@contextmanager
def _connected(office: PostOffice) -> Iterator[smtplib.SMTP]:
    trusted = ssl.create_default_context()
    if office.encrypted:
        server: smtplib.SMTP = smtplib.SMTP_SSL(office.host, office.port, timeout=PATIENCE, context=trusted)
    else:
        server = smtplib.SMTP(office.host, office.port, timeout=PATIENCE)
    with server:
        server.ehlo()
        if not office.encrypted and server.has_extn("starttls"):
            server.starttls(context=trusted)
            server.ehlo()
        elif not office.encrypted and office.user and office.host not in HERE:
            raise smtplib.SMTPNotSupportedError("a password isn't sent in the clear")
        if office.user:
            server.login(office.user, office.password)
        yield server


def _failed(mail: Mail, fault: Exception, *, counted: bool = False) -> None:
    with transaction() as session:
        if not counted and not Mail.begin_attempt(mail.pk, mail.attempts, session):
            return
        if Mail.note_failed(mail.pk, mail.attempts + 1, session):
            log.error("The e-mail %s was given up after %s attempts: %s", mail.key, mail.attempts + 1, type(fault).__name__)
