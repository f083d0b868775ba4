"""The first run: offices, programmes and the one person who then invites everybody else."""

from dataclasses import dataclass

from sqlmodel import Session, select

from models.actors import ADMIN, SYSTEM
from models.base import today
from models.errors import NotReady, Refused
from models.issues import Issue
from models.passwords import Password
from models.people import Assignment, Person
from models.playbooks import Playbook
from models.programmes import Office, Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours


@dataclass(frozen=True)
class FirstProgramme:
    """A programme by its playbook and the office that owns it."""

    rules: Playbook
    office: str
    short_name: str = ""


def set_up(programmes: list[FirstProgramme], username: str, name: str, password: Password, session: Session) -> Person:
    """Everything or nothing, once: refused as soon as anybody exists. Programmes with the same office name share that office."""
    if session.exec(select(Person.id).limit(1)).first() is not None:
        raise Refused(Issue("page", "setup_closed"))
    if not programmes:
        raise NotReady(Issue("programme", "programme_missing"))
    offices: dict[str, Office] = {}
    for one in programmes:
        known = " ".join(one.office.split())
        if known not in offices:
            offices[known] = Office.found(known, one.short_name or known, SYSTEM, session)
        programme = Programme.start(one.rules, offices[known], SYSTEM, session)
        ServiceHours.set(programme, USUAL_WEEK, today(), SYSTEM, session)  # an assumption, to be changed under Pengaturan
    person = Person.add(username, name, SYSTEM, session)
    session.flush()
    person.set_password(password, by=SYSTEM)
    Assignment.give(person, ADMIN, SYSTEM, session)
    return person
