"""Taking a package over: a programme of another office in one action, and what its source changed later (S4.5, A4.3)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlmodel import Session, select

from models import entries
from models.actors import Actor
from models.base import now, today
from models.errors import NotReady
from models.governance.library import NOTE, TITLE, LibraryFile, LibraryItem, LibraryKind
from models.governance.policies import Policy, PolicyKind, PolicyState, tidy
from models.governance.rule_proposals import ProposalOrigin, RuleProposal
from models.issues import Issue, Issues
from models.playbooks import Playbook, PlaybookError, from_values
from models.playbooks.merging import Conflict, merged
from models.playbooks.teams import Team, merged_roles, team_faults
from models.programmes import Office, Programme, require_admin
from models.public.clocks import Week
from models.public.service_hours import USUAL_WEEK, ServiceHours
from models.replication.lineage import Lineage, Taking
from models.replication.packages import Package
from models.replication.records import ReplicationRecord

KEY = re.compile(r"[a-z][a-z0-9_]{1,29}")


@dataclass(frozen=True)
class Naming:
    """What makes it this office's programme: permanent key, name, the office's full name."""

    key: str
    name: str
    office: str


@dataclass(frozen=True)
class Update:
    """What adopting a later package would make of the playbook in force; at a conflict ours stays unless theirs was chosen."""

    rules: Playbook
    theirs: Playbook
    conflicts: tuple[Conflict, ...]
    taken: tuple[str, ...]


def shortcomings(naming: Naming, session: Session) -> Issues:
    """Everything that keeps a programme from being called so: what is empty, a key of another form or of another programme."""
    return Issues([*_unnamed(naming), *_taken(naming, session)])


def fitted(package: Package, naming: Naming, team: Team | None) -> Playbook:
    """The playbook the programme would begin with; NotReady with every reason it couldn't."""
    if issues := [*_unnamed(naming)]:
        raise NotReady(*issues)
    values = package.rules.model_dump(mode="json")
    if team:
        values = merged_roles(values, team)
    rules = _lawful({**values, "key": naming.key.strip(), "name": naming.name.strip(), "office": naming.office.strip()})
    if team and (faults := tuple(team_faults(rules))):
        raise NotReady(*(Issue(one.path, "rule_fault", {"path": one.path, "reason": one.reason}) for one in faults))
    return rules


def take_over(
    package: Package, naming: Naming, team: Team | None, office: Office, by: Actor, session: Session,
    files: Mapping[str, LibraryFile] | None = None,
) -> Programme:  # fmt: skip
    """A new programme under this office: playbook, hours, and the policies' texts as drafts for its own people to adopt.

    `files`: those of the library, examined and kept already, by the SHA-256 they travelled under.
    """
    require_admin(by)
    if issues := shortcomings(naming, session):
        raise NotReady(*issues)
    rules = fitted(package, naming, team)
    programme = Programme.start(rules, office, by, session)
    session.flush()
    ServiceHours.set(programme, _week(package.hours), today(), by, session)
    _policies(package, programme, by, session)
    _library(package, programme, files or {}, by, session)
    lineage = Lineage.noted(package, Taking.STARTED, programme.pk, rules, team.key if team else "", now(), by.person_id)
    session.add(lineage)
    session.flush()
    entries.record(
        session, "programme.replicated", by=by, subject=lineage, source=package.source.key, playbook=package.source.playbook,
        digest=package.digest, team=lineage.team,
    )  # fmt: skip
    source = session.exec(select(Programme).where(Programme.key == package.source.key)).first()
    if source is not None and source.name == package.source.name:
        ReplicationRecord.add(
            source, office.name, today(), package.source.playbook, by, session, digest=package.digest, inside_id=programme.pk
        )
    return programme


def offered(package: Package, programme: Programme, team: Team | None, session: Session, chosen: frozenset[str] = frozenset()) -> Update:
    """A later package beside what holds here; NotReady for another source, an older package, or one that was taken already."""
    before = Lineage.standing(programme.pk, session)
    if before is None:
        raise NotReady(Issue("package", "package_no_lineage"))
    if package.source.key != before.source_key:
        raise NotReady(Issue("package", "package_other_source", {"theirs": package.source.name, "ours": before.source_name}))
    if package.digest == before.digest or package.made_at <= before.made_at:
        raise NotReady(Issue("package", "package_not_later", {"at": before.made_at}))
    if (team.key if team else "") != before.team:
        raise NotReady(Issue("package", "package_team_missing", {"team": before.team}))
    theirs = fitted(package, Naming(programme.rules.key, programme.rules.name, programme.rules.office), team)
    base, new, ours = (one.model_dump(mode="json") for one in (before.rules, theirs, programme.rules))
    found = merged(base, new, ours, chosen)
    return Update(_lawful(found.values), theirs, found.conflicts, found.taken)


def propose(package: Package, programme: Programme, team: Team | None, chosen: frozenset[str], by: Actor, session: Session) -> RuleProposal:
    """The update as a proposal, tried and adopted like any other."""
    update = offered(package, programme, team, session, chosen)
    if update.rules.digest == programme.rules.digest:
        raise NotReady(Issue("package", "package_nothing_new"))
    proposal = RuleProposal.begin(programme, by, session, update.rules, ProposalOrigin.REPLICATION)
    session.flush()
    noted = Lineage.noted(package, Taking.UPDATED, programme.pk, update.theirs, team.key if team else "", now(), by.person_id)
    noted.proposal_id = proposal.pk
    session.add(noted)
    session.flush()
    entries.record(
        session, "programme.update_proposed", by=by, subject=noted, source=package.source.key, playbook=package.source.playbook,
        digest=package.digest, proposal=proposal.number,
    )  # fmt: skip
    return proposal


def _unnamed(naming: Naming) -> Iterator[Issue]:
    if not naming.name.strip():
        yield Issue("name", "package_name_missing")
    if not naming.office.strip():
        yield Issue("office", "office_name_missing")
    if not KEY.fullmatch(naming.key.strip()):
        yield Issue("key", "package_key_form")


def _taken(naming: Naming, session: Session) -> Iterator[Issue]:
    if session.exec(select(Programme.id).where(Programme.key == naming.key.strip())).first():
        yield Issue("key", "programme_key_taken", {"key": naming.key.strip()})


def _policies(package: Package, programme: Programme, by: Actor, session: Session) -> None:
    known = {kind.value for kind in PolicyKind}
    for one in package.policies:
        if one["kind"] not in known:
            continue
        policy = Policy(
            programme=programme, programme_id=programme.pk, kind=PolicyKind(one["kind"]), number=1, state=PolicyState.DRAFT,
            sections=tidy(one["sections"]), writers=[], changed_at=now(),
        )  # fmt: skip
        session.add(policy)
        session.flush()
        entries.record(session, "policy.begun", by=by, subject=policy, policy=policy.kind, number=1)


def _library(package: Package, programme: Programme, files: Mapping[str, LibraryFile], by: Actor, session: Session) -> None:
    """What travelled along stands on the new shelf; a file that can't be used here is left out, as its name says in the preview."""
    for one in package.library:
        file = files.get(one["sha256"])
        if file is None or one["kind"] not in set(LibraryKind):
            continue
        file.number, file.by_id, file.at = 1, by.person_id, now()
        item = LibraryItem(
            programme=programme, programme_id=programme.pk, kind=LibraryKind(one["kind"]), title=one["title"][:TITLE],
            note=one["note"][:NOTE], changed_at=now(),
        )  # fmt: skip
        item.files.append(file)
        session.add(item)
        session.flush()
        entries.record(session, "library.added", by=by, subject=item, names=[file], kind=item.kind, number=1, type=file.type)


def _week(periods: dict[str, Any]) -> Week:
    try:
        week = {int(day): tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in spans) for day, spans in periods.items()}
    except (TypeError, ValueError):
        raise NotReady(Issue("package", "package_broken", {"part": "service_hours.json"})) from None
    return week or USUAL_WEEK


def _lawful(values: dict[str, Any]) -> Playbook:
    try:
        return from_values(values, "pedoman")
    except PlaybookError as error:
        raise NotReady(*(Issue(path, "rule_fault", {"path": path, "reason": reason}) for path, reason in error.faults)) from None
