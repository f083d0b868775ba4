"""The playbook is changed by a proposal: written by one, tried on last quarter's contents, adopted by another."""

from typing import Any

import pytest
from sqlmodel import Session, select

from data.database import reading as view
from data.database import transaction
from models.actors import SYSTEM
from models.entries import Entry
from models.errors import NotAllowed, NotReady, OutOfDate, Refused, WrongStage
from models.governance import trying_rules
from models.governance.assumptions import AssumptionConfirmed, standing
from models.governance.rule_proposals import ProposalState, RuleProposal, RuleRun
from models.inbox.messages import Message
from models.people import Person
from models.playbooks.merging import merged
from models.playbooks.paths import ChangeKind
from models.playbooks.toml_text import written
from models.programmes import Programme
from models.verification import verify
from tests.cast import Cast, Team
from tests.models.test_consents import published
from tests.story import Story

NO_ALT = {"checks.alt_text": "off"}
SHORT = {"fields.title.max_chars": 12}


def decider(team: Team) -> Person:
    return team.mentor if "mentor" in team.people else team.pengawas_keakuratan


def begun(cast: Cast, team: Team, edits: dict[str, Any]) -> int:
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        proposal = RuleProposal.begin(Programme.find(team.programme.pk, session), by, session)
        session.flush()
        proposal.edit(by, edits)
        return proposal.pk


def tried(cast: Cast, team: Team, proposal_id: int) -> RuleRun:
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        proposal = RuleProposal.current(proposal_id, None, by, session)
        outcome = trying_rules.tried(proposal.programme, proposal.rules, by, session)
        run = trying_rules.keep(proposal.programme, proposal.rules, outcome, by, session)
        session.expunge(run)
        return run


def do(cast: Cast, person: Person, proposal_id: int, verb, seen: int | None = None):
    with transaction() as session:
        by = cast.acting(person, session)
        return verb(RuleProposal.current(proposal_id, seen, by, session), by)


def submitted(cast: Cast, team: Team, edits: dict[str, Any]) -> int:
    proposal_id = begun(cast, team, edits)
    tried(cast, team, proposal_id)
    do(cast, team.koordinator, proposal_id, lambda one, by: one.submit(by, "Terlalu ketat untuk poster"))
    return proposal_id


def keys(caught) -> set[str]:
    return {one.key for one in caught.value.issues}


@pytest.mark.parametrize("key", ["simponi", "asri"])
def test_a_second_person_adopts_and_new_content_follows_while_running_content_keeps_its_own(cast: Cast, reading: Session, key: str) -> None:
    """S4.5, A4.3"""
    team: Team = getattr(cast, key)
    story = getattr(Story, key)(cast)
    proposal_id = submitted(cast, team, NO_ALT)
    do(cast, decider(team), proposal_id, lambda one, by: one.adopt(by))
    later = getattr(Story, key)(cast, title="Konten sesudah pedoman baru")
    programme = Programme.find(team.programme.pk, reading)
    assert programme.playbook is not None
    assert (programme.playbook.number, programme.rules.checks["alt_text"]) == (2, "off")
    assert story.look(team.koordinator, reading).rules.checks["alt_text"] == "required"
    assert later.look(team.koordinator, reading).playbook_id == programme.playbook_id
    assert dict(trying_rules.running_versions(programme, reading)) == {1: 1, 2: 1}
    adopted = RuleProposal.find(proposal_id, cast.acting(team.koordinator, reading), reading)
    assert (adopted.state, adopted.decided_by_id, adopted.adopted_id) == (ProposalState.ADOPTED, decider(team).pk, programme.playbook_id)
    assert verify(reading).faults == ()


def test_nobody_adopts_what_he_wrote_or_submitted_himself(cast: Cast) -> None:
    """S4.5: at both programmes a decider may propose too"""
    team = cast.asri
    proposal_id = begun(cast, team, NO_ALT)
    do(cast, decider(team), proposal_id, lambda one, by: one.edit(by, {"checks.subtitles": "recommended"}))
    tried(cast, team, proposal_id)
    do(cast, team.koordinator, proposal_id, lambda one, by: one.submit(by, "Uji"))
    with pytest.raises(NotAllowed) as caught:
        do(cast, decider(team), proposal_id, lambda one, by: one.adopt(by))
    assert keys(caught) == {"rule_proposal_own"}
    with pytest.raises(NotAllowed):
        do(cast, team.koordinator, proposal_id, lambda one, by: one.adopt(by))
    second = team.second("pengawas_keakuratan")
    do(cast, second, proposal_id, lambda one, by: one.return_for_changes(by, "Jelaskan takarirnya"))
    with pytest.raises(WrongStage):
        do(cast, second, proposal_id, lambda one, by: one.adopt(by))


def test_new_rules_are_run_over_what_came_out_lately_and_say_which_would_fail_and_why(cast: Cast, reading: Session) -> None:
    """S4.5"""
    story = published(cast)
    proposal_id = begun(cast, cast.simponi, SHORT)
    with pytest.raises(NotReady) as caught:
        do(cast, cast.simponi.koordinator, proposal_id, lambda one, by: one.submit(by, "Judul singkat"))
    assert keys(caught) == {"rule_proposal_untried"}
    run = tried(cast, cast.simponi, proposal_id)
    assert (run.total, run.failing, run.already) == (1, 1, 0)
    assert run.found[0]["content"] == story.content_id
    assert {about for about, _, _ in run.found[0]["issues"]} == {"title"}
    do(cast, cast.simponi.koordinator, proposal_id, lambda one, by: one.submit(by, "Judul singkat"))
    assert Message.unread(cast.acting(cast.simponi.second("mentor"), reading), reading) == 1


def test_a_rule_that_leaves_running_work_without_anybody_is_refused_with_the_way_on(cast: Cast, reading: Session) -> None:
    """S4.5"""
    team = cast.asri
    Story.asri(cast)
    proposal_id = begun(cast, team, {"description": "Pemanfaatan media sosial."})
    text = written(Programme.find(team.programme.pk, reading).rules)
    do(cast, team.koordinator, proposal_id, lambda one, by: one.replace(by, _renamed(text), "asri.toml"))
    with pytest.raises(NotReady) as caught:
        do(cast, team.koordinator, proposal_id, lambda one, by: one.submit(by, "Nama peran baru"))
    assert {"strands_holders", "strands_stage"} <= keys(caught)
    for person in team.people["desainer"]:
        with transaction() as session:
            for one in Person.find(person.pk, session).assignments:
                one.end(SYSTEM)
    with pytest.raises(NotReady) as caught:
        do(cast, team.koordinator, proposal_id, lambda one, by: one.submit(by, "Nama peran baru"))
    assert "strands_holders" not in keys(caught)
    assert "strands_stage" in keys(caught)


def _renamed(text: str) -> str:
    """The same playbook with the designer under another key everywhere."""
    return text.replace('"desainer"', '"perancang"')


def test_a_file_is_judged_whole_and_nothing_half_written(cast: Cast, reading: Session) -> None:
    """S4.5: every fault is told with its place; another programme's playbook is refused."""
    proposal_id = begun(cast, cast.simponi, NO_ALT)
    programme = Programme.find(cast.simponi.programme.pk, reading)
    bad = written(programme.rules).replace("idea_sources", "sumber_ide")
    with pytest.raises(NotReady) as caught:
        do(cast, cast.simponi.koordinator, proposal_id, lambda one, by: one.replace(by, bad, "pedoman.toml"))
    assert {one.about for one in caught.value.issues} >= {"idea_sources", "sumber_ide"}
    other = written(Programme.find(cast.asri.programme.pk, reading).rules)
    with pytest.raises(NotReady) as caught:
        do(cast, cast.simponi.koordinator, proposal_id, lambda one, by: one.replace(by, other, "pedoman.toml"))
    assert keys(caught) == {"rules_of_another_programme"}
    with pytest.raises(NotReady) as caught:
        do(cast, cast.simponi.koordinator, proposal_id, lambda one, by: one.edit(by, {"claim_hours": "empat"}))
    assert keys(caught) == {"rule_fault", "rule_fault_on"}
    kept = RuleProposal.find(proposal_id, cast.acting(cast.simponi.koordinator, reading), reading)
    assert [one.path for one in kept.changes] == ["checks.alt_text"]


def test_one_proposal_at_a_time_and_none_without_the_right(cast: Cast) -> None:
    """S4.5"""
    proposal_id = begun(cast, cast.simponi, NO_ALT)
    with pytest.raises(Refused) as caught:
        begun(cast, cast.simponi, NO_ALT)
    assert keys(caught) == {"rule_proposal_open"}
    with pytest.raises(NotAllowed):
        do(cast, cast.simponi.desainer, proposal_id, lambda one, by: one.edit(by, SHORT))
    with pytest.raises(OutOfDate):
        do(cast, cast.simponi.koordinator, proposal_id, lambda one, by: one.discard(by), seen=1)


def test_an_assumption_is_confirmed_once_by_name_and_asked_again_when_the_rule_changes(cast: Cast, reading: Session) -> None:
    """S4.5: a confirmation changes no rule, so it needs no new version"""
    team = cast.asri

    def waiting() -> dict[str, str]:
        with view() as session:
            found = standing(Programme.find(team.programme.pk, session), session)
            return {one.path: one.digest for one in found if one.confirmed is None}

    def confirm(person: Person, path: str, digest: str) -> None:
        with transaction() as session:
            programme = Programme.find(team.programme.pk, session)
            AssumptionConfirmed.confirm(programme, path, digest, cast.acting(person, session), session)

    path = "reminders"
    digest = waiting()[path]
    with pytest.raises(NotAllowed):
        confirm(team.desainer, path, digest)
    confirm(cast.admin, path, digest)
    assert path not in waiting()
    with pytest.raises(NotReady):
        confirm(decider(team), path, digest)
    newest = reading.exec(select(Entry).order_by(Entry.number.desc()).limit(1)).one()  # type: ignore[attr-defined]
    assert (newest.action, newest.actor_id, newest.facts["path"]) == ("assumption.confirmed", cast.admin.pk, path)
    proposal_id = submitted(cast, team, {"lanes.normal.stages.draf.hours": 30, "escalation.tingkat_2.after_hours": 1.5})
    do(cast, decider(team), proposal_id, lambda one, by: one.adopt(by))
    after = waiting()
    assert path not in after
    assert "escalation.tingkat_2" not in after  # the office said it itself
    with pytest.raises(OutOfDate):
        confirm(cast.admin, "escalation.tingkat_3", "0" * 64)


def test_two_later_versions_are_merged_by_key_and_conflicts_are_asked(cast: Cast, reading: Session) -> None:
    """S4.5: local changes stay, what only they changed is taken, what both changed is listed."""
    rules = Programme.find(cast.asri.programme.pk, reading).rules
    base, theirs, ours = (rules.model_dump(mode="json") for _ in range(3))
    theirs["claim_hours"], ours["claim_hours"] = 5, 6
    theirs["checks"]["alt_text"] = "recommended"
    ours["language"]["sentence_words"] = 18
    theirs["roles"][0]["label"] = "Koordinator"
    ours["house_rules"] = [{**ours["house_rules"][0], "key": "sopan"}, *ours["house_rules"]]
    theirs["name"] = "Nama lain"
    found = merged(base, theirs, ours)
    assert [(one.path, one.theirs, one.ours) for one in found.conflicts] == [("claim_hours", 5, 6)]
    assert (found.values["claim_hours"], found.values["name"]) == (6, rules.name)
    assert found.values["checks"]["alt_text"] == "recommended"
    assert found.values["language"]["sentence_words"] == 18
    assert found.values["roles"][0]["label"] == "Koordinator"
    assert found.values["house_rules"][0]["key"] == "sopan"
    assert merged(base, theirs, ours, frozenset({"claim_hours"})).values["claim_hours"] == 5


def test_a_difference_names_the_place_by_what_people_call_it(cast: Cast) -> None:
    """S4.5"""
    proposal_id = begun(cast, cast.simponi, SHORT)
    do(cast, cast.simponi.koordinator, proposal_id, lambda one, by: one.remove(by, "house_rules.tanpa_spam"))
    with view() as session:
        changes = RuleProposal.find(proposal_id, cast.acting(cast.simponi.koordinator, session), session).changes
    said = {(one.kind, one.path, tuple(step.label for step in one.trail if step.member)) for one in changes}
    assert (ChangeKind.CHANGED, "fields.title.max_chars", ("Judul",)) in said
    assert any(kind is ChangeKind.REMOVED and path == "house_rules.tanpa_spam" for kind, path, _ in said)
