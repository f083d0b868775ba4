"""New rules run over the contents of the last three months: how many would fail, which, and why (S4.5)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import raiseload, selectinload
from sqlmodel import Session, col, func, select

from models import entries, places
from models.actors import Actor, administers, can
from models.base import LOCAL, now
from models.content import indonesian
from models.content.contents import Content
from models.content.drafts import Draft, KnownContact
from models.content.media import MediaRole
from models.content.requirements import blocking, examine
from models.errors import NotAllowed
from models.governance.consents import Consent
from models.governance.contacts import Contact
from models.governance.rule_proposals import RuleRun
from models.issues import Issue, Issues
from models.playbooks import Playbook
from models.programmes import PlaybookVersion, Programme

BACK = timedelta(days=92)
MOST = 500
TOLD = 100
STEP = 10


@dataclass(frozen=True)
class Outcome:
    """Counts over the contents that came out in the last three months; `found`: content id → what would hold it up now."""

    total: int = 0
    skipped: int = 0
    already: int = 0
    found: dict[int, Issues] = field(default_factory=dict)


def tried(programme: Programme, rules: Playbook, by: Actor, session: Session, heard: Callable[[float], None] = lambda _: None) -> Outcome:
    """Each content judged by the new and by the present rules on the day it came out; `heard` gets the share done, 0 to 1.

    Reading and judging many is slow, so it belongs outside any transaction; the newest 500 at most.
    """
    _require(programme, by)
    since = (Content.programme_id == programme.pk, col(Content.published_at) > now() - BACK)
    there = session.exec(select(func.count()).select_from(Content).where(*since)).one()
    wanted = select(Content).where(*since).order_by(col(Content.published_at).desc(), col(Content.id).desc()).limit(MOST)
    contents = session.exec(wanted.options(selectinload(Content.revision), selectinload(Content.media), raiseload("*"))).all()  # type: ignore[arg-type]
    found: dict[int, Issues] = {}
    already = 0
    for place, (content, draft) in enumerate(_drafts(programme, contents, session)):
        if place % STEP == 0:
            heard(place / len(contents))
        if issues := held_up(draft, rules):
            found[content.pk] = issues
            already += bool(held_up(draft, programme.rules))
    heard(1.0)
    return Outcome(len(contents), there - len(contents), already, found)


def held_up(draft: Draft, rules: Playbook) -> Issues:
    """What would keep this content from being published under these rules; what isn't in them any more counts too."""
    kind = next((one for one in rules.types if one.key == draft.kind), None)
    if kind is None:
        return Issues([Issue("kind", "rules_without_kind", {"key": draft.kind})])
    if draft.format not in kind.formats:
        return Issues([Issue("format", "rules_without_format", {"key": draft.format, "kind": kind.label})])
    lane = next((one for one in rules.lanes if one.key == draft.lane), rules.lane("normal"))
    return blocking(examine(draft, rules), lane)


def keep(programme: Programme, rules: Playbook, outcome: Outcome, by: Actor, session: Session) -> RuleRun:
    """Written down, so that submitting and adopting can ask for it."""
    _require(programme, by)
    told = [
        {
            "content": content_id,
            "issues": [[one.about, one.key, {name: _plain(value) for name, value in one.facts.items()}] for one in some],
        }
        for content_id, some in list(outcome.found.items())[:TOLD]
    ]
    run = RuleRun(
        programme_id=programme.pk, digest=rules.digest, at=now(), by_id=by.person_id, total=outcome.total, failing=len(outcome.found),
        already=outcome.already, skipped=outcome.skipped, found=told,
    )  # fmt: skip
    session.add(run)
    session.flush()
    entries.record(
        session, "rule_run.made", by=by, subject=run, digest=run.digest, total=run.total, failing=run.failing, already=run.already
    )
    return run


def running_versions(programme: Programme, session: Session) -> list[tuple[int, int]]:
    """(playbook version, how many contents on their way follow it), newest first."""
    wanted = (
        select(PlaybookVersion.number, func.count())
        .join(Content, col(Content.playbook_id) == PlaybookVersion.id)
        .where(Content.programme_id == programme.pk, col(Content.archived_at).is_(None), col(Content.state) != "cancelled")
        .group_by(col(PlaybookVersion.number))
    )
    return sorted(((number, count) for number, count in session.exec(wanted)), reverse=True)


def _drafts(programme: Programme, contents: Any, session: Session) -> Iterator[tuple[Content, Draft]]:
    contacts, known = Contact.known(programme.pk, session), places.known()
    shas = [one.sha256 for content in contents for one in content.media if one.role == MediaRole.FILE]
    consents = Consent.known(shas, programme.pk, session)
    for one in contents:
        if one.revision is None or one.published_at is None:
            continue
        day = one.published_at.astimezone(LOCAL).date()
        yield one, Draft(
            kind=one.kind, format=one.format, lane=one.lane, fields=one.revision.fields, files=one.revision.draft_files(one.media),
            planned_for=one.published_at, contacts=_as_on(day, contacts), places=known, consents=consents,
            today=day,
        )  # fmt: skip


def _as_on(day: date, contacts: dict[int, KnownContact]) -> dict[int, KnownContact]:
    """What was tested again since counts as tested that day: only the newest test is kept."""
    later = {key: one for key, one in contacts.items() if one.tested_on and one.tested_on > day}
    return {**contacts, **{key: replace(one, tested_on=day) for key, one in later.items()}}


def _plain(value: Any) -> Any:
    """Facts as JSON keeps them, days and moments as people write them."""
    if isinstance(value, datetime):
        return indonesian.moment(value)
    if isinstance(value, date):
        return indonesian.day(value)
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def _require(programme: Programme, by: Actor) -> None:
    if not (can(by, "propose_rules", programme) or can(by, "adopt_rules", programme) or administers(by)):
        raise NotAllowed(Issue("person", "may_not_propose_rules"))
