"""Surveys for tests: drafted, opened and answered by the standing cast and the public."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from starlette.applications import Starlette
from starlette.testclient import TestClient

from data.database import transaction
from models.base import now
from models.planning.campaigns import Campaign
from models.programmes import Programme
from models.results.surveys.questions import Choice, Question, QuestionKind, SurveyKind
from models.results.surveys.rounds import SurveyRound
from models.results.surveys.surveys import Survey
from pages.ui.survey_words import element_questions
from pages.web.guard import Guard
from pages.web.routes import routes
from tests.cast import Cast, Team

HOME = "http://simpul.test"
QUICK = [
    Question("q1", QuestionKind.SCALE, "Seberapa membantu?", tuple(Choice(key, "") for key in "12345")),
    Question("q2", QuestionKind.CHOICE, "Dari mana?", (Choice("a", "Instagram"), Choice("b", "Facebook"))),
    Question("q3", QuestionKind.TEXT, "Saran?", required=False),
]
QUIZ = [
    Question(key, QuestionKind.QUIZ, f"Soal {key}", (Choice("a", "Benar"), Choice("b", "Salah"), Choice("c", "Keliru")), "a")
    for key in ("q1", "q2", "q3")
]
GIVEN = {"q1": "4", "q2": "b", "q3": "Lebih sering."}


def big_campaign(cast: Cast, team: Team, starts: date, ends: date, name: str = "Siaga banjir", *, big: bool = True) -> int:
    with transaction() as session:
        by, programme = cast.acting(team.koordinator, session), Programme.find(team.programme.pk, session)
        made = Campaign.open(programme, name, "Warga siap", "Warga tepi sungai", starts, ends, by, session, big=big)
        session.flush()
        return made.pk


def drafted(
    cast: Cast, team: Team, kind: SurveyKind = SurveyKind.QUICK, campaign_id: int | None = None, population: int | None = None,
    questions: list[Question] | None = None,
) -> int:  # fmt: skip
    asked = {SurveyKind.QUICK: QUICK, SurveyKind.QUIZ: QUIZ, SurveyKind.SATISFACTION: element_questions()}[kind]
    with transaction() as session:
        by, programme = cast.acting(team.koordinator, session), Programme.find(team.programme.pk, session)
        campaign = Campaign.find(campaign_id, session) if campaign_id else None
        made = Survey.draft(
            programme, kind, "Apakah informasi kami membantu?", "Singkat saja.", questions or asked, by, session, campaign=campaign,
            population=population,
        )  # fmt: skip
        return made.pk


def opened(cast: Cast, team: Team, survey_id: int, place: int = 0, days: int = 14) -> str:
    """The code under which a round is answered from now on."""
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        survey = Survey.current(survey_id, None, by.teams, session)
        survey.rounds[place].open(survey, survey.programme, by, now(), now() + timedelta(days=days))
        return survey.rounds[place].code


def closed(cast: Cast, team: Team, survey_id: int, place: int = 0) -> None:
    with transaction() as session:
        by = cast.acting(team.koordinator, session)
        survey = Survey.current(survey_id, None, by.teams, session)
        survey.rounds[place].close(survey, survey.programme, by)


def public() -> TestClient:
    """A citizen's telephone, outside: no cookie, no sign-in."""
    return TestClient(Guard(Starlette(routes=list(routes))), base_url=HOME, follow_redirects=False, headers={"Origin": HOME})


def token_in(page: str) -> str:
    found = re.search(r'name="formulir" value="([^"]+)"', page)
    assert found, page
    return found[1]


def codes(survey: Survey) -> list[str]:
    return [one.code for one in survey.rounds]


def send(client: TestClient, code: str, given: Mapping[str, str], token: str) -> int:
    return client.post(f"/s/{code}", data={**given, "formulir": token}).status_code


def keep(survey_id: int, place: int, given: Mapping[str, str], times: int = 1) -> None:
    """Answers put straight through the door's second half, without a browser."""
    from models.results.surveys import door, forms

    with transaction() as session:
        survey = session.get(Survey, survey_id)
        assert survey is not None
        one: SurveyRound = survey.rounds[place]
        for _ in range(times):
            ticket = forms.read(forms.issue(one.seal, one.pk, survey.edition, now()), one.seal, one.pk, now() + timedelta(minutes=1))
            assert isinstance(ticket, forms.Ticket)
            door.take(one.code, given, ticket, "203.0.113.7", session)
