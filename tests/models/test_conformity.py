"""The SOP held against the work: what a quarter left behind, and how many contents went through each step."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session

from data.database import transaction
from data.playbooks import texts
from models.actors import Actor
from models.base import now
from models.content.contents import Content
from models.content.publishing import Report
from models.governance import sops, trying_rules
from models.governance.rule_proposals import ProposalOrigin, RuleProposal
from models.people import Person
from models.planning.quarters import Quarter
from models.playbooks import Playbook, load
from models.playbooks.sop import EvidenceKind, differences
from models.programmes import Programme
from tests.cast import Cast
from tests.story import Story, yes

FOURTH = Quarter(2026, 4)
LINKS = {"instagram": "https://www.instagram.com/p/abc/", "facebook": "https://facebook.com/x/posts/1"}


def publish(story: Story, person: Person) -> Story:
    story.do(person, lambda content, actor: content.publish(actor, [Report(key, now(), link) for key, link in LINKS.items()]))
    return story


def ordinary(cast: Cast, key: str, title: str) -> Story:
    team = getattr(cast, key)
    story = getattr(Story, key)(cast, title).to("publikasi")
    return publish(story, team.admin_teknis if key == "simponi" else team.admin_platform)


def hurried(cast: Cast) -> Story:
    """Out by the emergency lane, after a decision by telephone."""
    story = Story.emergency(cast, planned_for=None)
    content = story.look(story.team.koordinator)
    known = {one.key for one in content.rules.fields_of(content.kind)}
    story.write(story.team.editor, **{key: value for key, value in story._texts(content).items() if key in known})
    story.attach(person=story.team.editor)
    story.submit(story.team.editor)

    def telephone(content: Content, actor: Actor) -> None:
        content.record_verbal_approval(actor, story.team.mentor, how="Telepon", reached_at=now(), answers=yes(content))

    story.do(story.team.editor, telephone)
    return publish(story, story.team.editor)


def found(cast: Cast, key: str, session: Session) -> dict[str, sops.Conformity]:
    programme = Programme.find(getattr(cast, key).programme.pk, session)
    return {one.step.number: one for one in sops.conformity(programme, FOURTH, session)}


@pytest.mark.parametrize(("key", "numbers"), [("simponi", {"2", "3", "4a", "5", "4b"}), ("asri", {"4", "5", "6", "7"})])
def test_contents_are_counted_at_the_steps_of_contents_only(
    cast: Cast, reading: Session, at: Callable[[str], datetime], key: str, numbers: set[str]
) -> None:
    """S-H, A-H: two went the ordinary way; the one that isn't out doesn't count."""
    at("2026-11-16 09:00")
    for title in ("Jadwal posyandu", "Jadwal samsat"):
        ordinary(cast, key, title)
    getattr(Story, key)(cast, "Jadwal vaksin").to("draf")
    told = found(cast, key, reading)
    assert set(told) == numbers
    assert {(one.all, one.through, one.missed) for one in told.values()} == {(2, 2, 0)}
    assert all(one.days is not None for one in told.values())
    assert sops.exceptions(Programme.find(getattr(cast, key).programme.pk, reading), FOURTH, reading) == []


def test_a_hurried_content_skips_steps_by_its_lane_and_is_named(cast: Cast, reading: Session, at: Callable[[str], datetime]) -> None:
    """S-H: how many, by which lane, and that it was decided by telephone; seen red with its lane counted as missing."""
    at("2026-11-16 09:00")
    ordinary(cast, "simponi", "Jadwal posyandu")
    content_id = hurried(cast).content_id
    told = found(cast, "simponi", reading)
    assert (told["5"].all, told["5"].through, told["5"].skipped, told["5"].missed) == (2, 1, {"emergency": 1}, 0)
    assert (told["4b"].through, told["4b"].skipped) == (2, {})
    (aside,) = sops.exceptions(Programme.find(cast.simponi.programme.pk, reading), FOURTH, reading)
    assert (aside.content_id, aside.lane, aside.verbal, aside.later) == (content_id, "emergency", True, False)


def test_each_content_is_held_against_the_steps_of_its_own_version(cast: Cast, reading: Session, at: Callable[[str], datetime]) -> None:
    """S-H: a content of before a new version hasn't skipped a step it never had to take."""
    at("2026-11-16 09:00")
    ordinary(cast, "simponi", "Jadwal posyandu")
    running = Story.simponi(cast, "Jadwal vaksin").to("validasi_mentor")
    rules = cast.simponi.programme.rules
    steps = tuple(one for one in rules.sop.steps if one.key != "pratayang")
    steps = tuple(one.model_copy(update={"stages": (*one.stages, "penjadwalan")}) if one.key == "penyusunan" else one for one in steps)
    adopt(cast, rules.model_copy(update={"sop": rules.sop.model_copy(update={"steps": steps})}))
    publish(running.to("publikasi"), cast.simponi.admin_teknis)
    ordinary(cast, "simponi", "Jadwal samsat")
    told = found(cast, "simponi", reading)
    assert (told["3"].all, told["3"].through, told["3"].missed, told["3"].without) == (3, 3, 0, 0)
    assert (told["4a"].all, told["4a"].through, told["4a"].without) == (2, 2, 1)


def adopt(cast: Cast, rules: Playbook) -> None:
    """As a file: written by the coordinator, in force by the mentor."""
    team = cast.simponi
    with transaction() as session:
        by, programme = cast.acting(team.koordinator, session), Programme.find(team.programme.pk, session)
        proposal = RuleProposal.begin(programme, by, session, rules, ProposalOrigin.FILE)
        outcome = trying_rules.tried(programme, proposal.rules, by, session)
        trying_rules.keep(programme, proposal.rules, outcome, by, session)
        proposal.submit(by, "Langkah pratayang digabung")
        session.flush()
        proposal.adopt(cast.acting(team.mentor, session))


def test_every_step_finds_its_own_evidence_in_a_fixed_number_of_statements(
    cast: Cast, reading: Session, at: Callable[[str], datetime], queries: Callable[[Session], Any]
) -> None:
    """S-H, A-H: what came back is counted apart from what was approved; six statements in all, however many contents."""
    at("2026-11-16 09:00")
    returned = Story.simponi(cast, "Jadwal vaksin").to("validasi_mentor")
    returned.send_back()
    publish(returned.to("publikasi"), cast.simponi.admin_teknis)
    programme = Programme.find(cast.simponi.programme.pk, reading)
    for _ in range(3):
        with queries(reading) as seen:
            kinds = sops.evidence(programme, FOURTH, reading)
            sops.conformity(programme, FOURTH, reading)
            sops.exceptions(programme, FOURTH, reading)
        assert len(seen) <= 6
        ordinary(cast, "simponi", "Jadwal lain")
    assert (kinds[EvidenceKind.RETURNED], kinds[EvidenceKind.ACTIVITIES]) == (1, 0)
    assert set(kinds) == set(EvidenceKind)
    assert kinds[EvidenceKind.PUBLICATIONS] >= 2


def test_the_next_version_says_which_steps_changed() -> None:
    """S4.5: by key; a confirmed assumption is no change."""
    rules = load(texts()["asri"], "asri.toml")
    steps = [one for one in rules.sop.steps if one.key != "laporan"]
    steps[0] = steps[0].model_copy(update={"assumed": False})
    steps[3] = steps[3].model_copy(update={"output": "Bahan lengkap", "sure": 1})
    told = differences(rules.sop, rules.sop.model_copy(update={"steps": tuple(steps)}))
    assert [(one.number, one.kind, set(one.fields)) for one in told] == [("13", "removed", set()), ("4", "changed", {"output", "sure"})]
