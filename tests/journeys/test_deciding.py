"""Deciding when it matters: taken back within the minute, and twenty people at the same instant."""

import re
import time

import pytest
from playwright.sync_api import expect

from data.database import reading, transaction
from models import passwords
from models.actors import SYSTEM
from models.content.answering import keep_answer
from models.content.checklists import Answer
from models.content.contents import Content
from models.content.decisions import Decision
from models.people import Assignment, Person
from models.programmes import Programme
from models.verification import verify
from tests.cast import PASSWORD, SINCE, Cast
from tests.journeys.conftest import Visit
from tests.story import Story

pytestmark = [pytest.mark.gate, pytest.mark.browser]

AT_ONCE = 20
PRESS_AT = """(moment) => {
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent.trim().endsWith("Setujui"));
  setTimeout(() => button.click(), moment - Date.now());
}"""


def test_a_decision_is_taken_back_within_the_minute(cast: Cast, visit: Visit) -> None:
    story = Story.simponi(cast).to("validasi_mentor")
    screen = visit(cast.simponi.mentor, f"/konten?id={story.content_id}").answer_all("Ya").press("Setujui").sees("Disetujui.")
    assert story.stage == "penjadwalan"
    screen.press(re.compile("Urungkan"), exact=False).sees("Keputusan diurungkan.")
    assert (story.stage, story.state) == ("validasi_mentor", "waiting")


def test_of_twenty_approvals_at_the_same_instant_one_counts_and_nineteen_are_told_so(cast: Cast, visit: Visit) -> None:
    story = Story.simponi(cast).to("validasi_mentor")
    screens = []
    for mentor in hire_mentors(cast, AT_ONCE):
        answer_beforehand(cast, story, mentor)
        screens.append(visit(mentor, f"/konten?id={story.content_id}").sees("dijawab"))
    moment = (time.time() + 3) * 1000
    for screen in screens:
        screen.page.evaluate(PRESS_AT, moment)
    for screen in screens:
        expect(screen.page.get_by_text("Keputusan Anda tersimpan").or_(screen.page.get_by_test_id("stAlert")).first).to_be_visible()
    told = [screen.page.get_by_test_id("stAlert").count() for screen in screens]
    assert sorted(told) == [0] + [1] * (AT_ONCE - 1)
    assert not any(screen.page.get_by_text("kesalahan").count() for screen in screens)
    content = story.look(cast.simponi.koordinator)
    assert len([one for one in content.reviews if one.stage == "validasi_mentor" and one.decision == Decision.APPROVE]) == 1
    assert content.stage == "penjadwalan"
    with reading() as session:
        assert verify(session).faults == ()


def hire_mentors(cast: Cast, count: int) -> list[Person]:
    """So many people with the mentor's role, all with the cast's password."""
    password = passwords.choose(PASSWORD)
    with transaction() as session:
        programme = Programme.find(cast.simponi.programme.pk, session)
        people = []
        for number in range(count):
            person = Person.add(f"mentor{number}", f"Mentor Nomor {number}", SYSTEM, session)
            session.flush()
            person.set_password(password, by=SYSTEM)
            Assignment.give(person, "mentor", SYSTEM, session, programme=programme, starts_on=SINCE, letter="800/15/2026")
            people.append(person)
        session.flush()
        return people


def answer_beforehand(cast: Cast, story: Story, person: Person) -> None:
    with transaction() as session:
        by = cast.acting(person, session)
        content = Content.find(story.content_id, by, session)
        for item in content.stage_rules.checklist:
            keep_answer(content, by, item.key, Answer.YES, "", content.covered(item.about))
