"""The practice room ('Ruang latihan'): a programme beside a programme, where its team tries everything and nothing counts (S4.5, A4.3)."""

from collections.abc import Collection
from datetime import timedelta

from sqlmodel import Session, col, select

from models import entries
from models.actors import READ_ONLY, SYSTEM, Actor, ActorKind, Hat, administers, can
from models.base import now, today
from models.content.checklists import Answer
from models.content.contents import Content
from models.content.decisions import Review
from models.deputies import in_force
from models.entries import Entry
from models.errors import NotAllowed, NotFound, NotReady, WrongStage
from models.issues import Issue, Issues
from models.people import Assignment, Person
from models.playbooks import StageKind
from models.programmes import PlaybookVersion, Programme
from models.public.service_hours import USUAL_WEEK, ServiceHours

entries.register("practice.opened", "programme", ("room", "playbook", "digest"))
entries.register("practice.refreshed", "programme", ("playbook", "digest"))
entries.register("practice.joined", "programme", ("roles", "ends_on"))
entries.register("practice.left", "programme", ())

LASTS = timedelta(days=60)  # as long as somebody is new
SHORT = "latihan"
SUBMISSIONS = 50  # looked at, of one person
HOURS_SINCE = timedelta(days=400)  # deadlines are counted back from planned hours


def room_of(mother_id: int, session: Session) -> Programme | None:
    """The practice room of a programme, with its playbook; one SELECT."""
    found = session.exec(select(Programme.id).where(Programme.practice_of_id == mother_id)).first()
    return Programme.find(found, session) if found else None


def rooms_of(mother_ids: Collection[int], session: Session) -> list[int]:
    """Ids of the practice rooms of these programmes."""
    return [one for one in session.exec(select(Programme.id).where(col(Programme.practice_of_id).in_(mother_ids))) if one]


def all_rooms(session: Session) -> list[int]:
    """Ids of every practice room there is."""
    return [one for one in session.exec(select(Programme.id).where(col(Programme.practice_of_id).is_not(None))) if one]


def objections_to_keeping(mother: Programme, by: Actor) -> Issues:
    """Who opens and refreshes it: `keep_training` in the programme itself, or the admin; a practice room has none of its own."""
    if mother.practice_of_id is not None:
        return Issues([Issue("page", "not_practised")])
    return Issues([] if administers(by) or can(by, "keep_training", mother) else [Issue("person", "may_not_keep_training")])


def open_room(mother: Programme, by: Actor, session: Session) -> Programme:
    """Once; it begins with the playbook in force and the service hours of its programme."""
    if issues := objections_to_keeping(mother, by):
        raise NotAllowed(*issues)
    if session.exec(select(Programme.id).where(Programme.practice_of_id == mother.pk)).first():
        raise WrongStage(Issue("page", "practice_room_there"))
    room = Programme(
        office=mother.office, key=f"{SHORT}-{mother.key}", name=f"Latihan {mother.name}", demo=mother.demo, practice_of_id=mother.pk
    )
    session.add(room)
    session.flush()
    first = _adopt(room, mother, 1, session)
    week = next((one.week for one in reversed(ServiceHours.history(mother.pk, session)) if one.valid_from <= today()), USUAL_WEEK)
    ServiceHours.set(room, week, today() - HOURS_SINCE, SYSTEM, session)
    entries.record(
        session, "practice.opened", by=by, subject=mother, names=[room, first], room=room, playbook=1, digest=first.digest
    )  # fmt: skip
    return room


def objections_to_refreshing(room: Programme, mother: Programme, by: Actor) -> Issues:
    if issues := objections_to_keeping(mother, by):
        return issues
    return Issues([Issue("page", "practice_up_to_date")] if room.rules.digest == mother.rules.digest else [])


def refresh(room: Programme, by: Actor, session: Session) -> None:
    """From now on new practice pieces follow the programme's playbook in force; running ones keep theirs."""
    mother = Programme.find(room.practice_of_id or 0, session)
    if issues := objections_to_refreshing(room, mother, by):
        raise (NotAllowed if issues.about("person") else WrongStage)(*issues)
    assert room.playbook is not None
    next_one = _adopt(room, mother, room.playbook.number + 1, session)
    entries.record(session, "practice.refreshed", by=by, subject=room, names=[next_one], playbook=next_one.number, digest=next_one.digest)


def objections_to_joining(room: Programme, by: Actor) -> Issues:
    """The programme's own team, by decree or task letter alike; nobody twice."""
    if by.kind is not ActorKind.PERSON or room.practice_of_id not in by.own_teams:
        return Issues([Issue("person", "practice_not_of_team")])
    return Issues([Issue("person", "practice_joined")] if room.pk in by.rooms else [])


def join(room: Programme, by: Actor, session: Session) -> list[Assignment]:
    """Every role of the playbook for some weeks, so that he can try each desk; dated rows like any role, ended by themselves."""
    if issues := objections_to_joining(room, by):
        raise NotAllowed(*issues)
    person = session.get_one(Person, by.person_id)
    until = today() + LASTS
    rows = [
        Assignment(person=person, programme_id=room.pk, role=one.key, starts_on=today(), ends_on=until)
        for one in room.rules.roles
        if one.key not in READ_ONLY
    ]
    session.add_all(rows)
    session.flush()
    entries.record(session, "practice.joined", by=by, subject=room, names=[*rows], roles=len(rows), ends_on=str(until))
    return rows


def leave(room: Programme, by: Actor, session: Session) -> None:
    """His roles there end now; what he wrote stays."""
    mine = select(Assignment).where(Assignment.programme_id == room.pk, Assignment.person_id == by.person_id)
    rows = list(session.exec(mine.where(*in_force(Assignment, today()))))
    if not rows:
        raise NotFound
    for one in rows:
        one.ends_on = today() - timedelta(days=1)
    entries.record(session, "practice.left", by=by, subject=room, names=[*rows])


def members(room: Programme, session: Session) -> list[str]:
    """Who practises there today, by name."""
    held = select(Assignment.person_id).where(Assignment.programme_id == room.pk, *in_force(Assignment, today()))
    return list(session.exec(select(Person.name).where(col(Person.id).in_(held), Person.active).order_by(Person.name)))


def has_submitted(person_id: int, rooms: Collection[int], stages: Collection[str], session: Session) -> bool:
    """Whether he ever submitted a piece to one of these (validating) stages in one of these rooms."""
    own = (Entry.actor_id == person_id, Entry.action == "content.submitted", col(Entry.programme_id).in_(rooms))
    sent = session.exec(select(Entry).where(*own).order_by(col(Entry.number).desc()).limit(SUBMISSIONS))
    return any(one.facts["to"] in stages for one in sent)


def colleague(content: Content) -> Actor:
    """Who is acted: wears every role of the room, is nobody, and so is never an author."""
    hats = frozenset(Hat(one.key, content.programme_id) for one in content.rules.roles)
    return Actor(ActorKind.COLLEAGUE, None, "", hats, room=content.programme_id)


def objections_to_asking(content: Content, by: Actor) -> Issues:
    """Only in a practice room, by who practises there, and where somebody else's decision is waited for."""
    if content.programme.practice_of_id is None or by.room != content.programme_id:
        return Issues([Issue("page", "practice_only")])
    stage = content.stage_rules
    if stage.kind is not StageKind.VALIDATE:
        return Issues([Issue("stage", "not_deciding_now", {"stage": stage.label})])
    return content.objections_to_deciding(colleague(content))


def ask_for_approval(content: Content, by: Actor) -> Review:
    """The acted colleague answers every item with yes; open requirements stop him as they stop anybody (NotReady)."""
    if issues := objections_to_asking(content, by):
        raise NotAllowed(*issues)
    answers = {one.key: (Answer.YES, "") for one in content.stage_rules.checklist}
    return content.approve(colleague(content), answers)


def ask_for_return(content: Content, by: Actor, note: str) -> Review:
    """He sends it back with the note that is to be practised with; the first item fails."""
    if issues := objections_to_asking(content, by):
        raise NotAllowed(*issues)
    if not note.strip():
        raise NotReady(Issue("note", "return_note_missing"))
    first, *others = content.stage_rules.checklist
    answers = {first.key: (Answer.NO, note)} | {one.key: (Answer.YES, "") for one in others}
    return content.return_for_changes(colleague(content), answers, note)


def _adopt(room: Programme, mother: Programme, number: int, session: Session) -> PlaybookVersion:
    """The very text of the programme's playbook in force, as a version of the room."""
    assert mother.playbook is not None
    here = mother.playbook
    version = PlaybookVersion(programme_id=room.pk, number=number, format=here.format, text=here.text, digest=here.digest, adopted_at=now())
    room.playbook = version
    session.flush()
    return version
