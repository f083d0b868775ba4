"""/s/<code> as a citizen meets it: through the guard, without cookie, sign-in or script (S4.2)."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from data.database import reading, transaction
from models.results.surveys.answers import SurveyReply, SurveySheet
from models.results.surveys.limits import SurveyRate
from models.results.surveys.questions import Choice, Question, QuestionKind
from pages.web import visitor
from tests.asked import GIVEN, closed, drafted, opened, public, token_in
from tests.cast import Cast

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture(autouse=True)
def in_november(cast: Cast, at: Callable[[str], datetime]) -> None:
    at("2026-11-23 09:00")


@pytest.fixture
def code(cast: Cast) -> str:
    return opened(cast, cast.simponi, drafted(cast, cast.simponi))


@pytest.fixture
def phone(cast: Cast) -> Iterator[TestClient]:
    with public() as client:
        yield client


@pytest.fixture
def token(phone: TestClient, code: str, at: Callable[[str], datetime]) -> str:
    """Of a form that was opened a minute ago."""
    found = token_in(phone.get(f"/s/{code}").text)
    at("2026-11-23 09:01")
    return found


def sheets() -> int:
    with reading() as session:
        return len(session.exec(select(SurveySheet)).all())


def test_a_citizen_answers_without_cookie_and_is_thanked(phone: TestClient, code: str, token: str) -> None:
    """S4.2: no sign-in, and nobody is followed."""
    assert phone.get(f"/s/{code}", headers={"Accept": "text/html"}).headers.get("set-cookie") is None
    answer = phone.post(f"/s/{code}", data={**GIVEN, "formulir": token})
    assert (answer.status_code, answer.headers["location"], answer.headers.get("set-cookie")) == (303, f"/s/{code}/selesai", None)
    assert "Terima kasih" in phone.get(answer.headers["location"]).text
    again = phone.post(f"/s/{code}", data={**GIVEN, "formulir": token})
    assert (again.status_code, sheets()) == (303, 1)


def test_the_page_needs_and_allows_no_script(phone: TestClient, code: str) -> None:
    """The form goes to us alone; elsewhere nothing may be sent by form. Seen red with the screens' own policy."""
    page = phone.get(f"/s/{code}")
    policy = page.headers["content-security-policy"]
    assert "script" not in policy
    assert "form-action 'self'" in policy
    assert re.search(r"<script|javascript:|\son\w+=", page.text) is None
    assert "form-action 'none'" in phone.get("/healthz").headers["content-security-policy"]


def test_every_answer_has_its_label_and_every_question_its_legend(phone: TestClient, code: str) -> None:
    page = phone.get(f"/s/{code}").text
    assert '<html lang="id">' in page
    assert page.count("<fieldset") == page.count("<legend") == 2
    assert len(re.findall(r"<label><input type=\"radio\"", page)) == page.count('type="radio"') == 7
    assert '<label for="tanya-3"' in page


def test_unknown_drafted_and_closed_codes_answer_alike(cast: Cast, phone: TestClient) -> None:
    """SAFETY 5, 22: nothing tells them apart."""
    survey_id = drafted(cast, cast.simponi)
    code = opened(cast, cast.simponi, survey_id)
    closed(cast, cast.simponi, survey_id)
    told = [phone.get(f"/s/{one}") for one in (code, "a" * 14, "%2e%2e", "%00", "x" * 300)]
    assert {one.status_code for one in told} == {404}
    assert told[0].text == told[1].text
    assert phone.post(f"/s/{code}", data=GIVEN).text == told[0].text
    assert phone.post("/s/tidakada", data=GIVEN).status_code == 404


def test_a_faulty_answer_comes_back_with_what_was_written(phone: TestClient, code: str, token: str) -> None:
    answer = phone.post(f"/s/{code}", data={"q1": "4", "q3": "Sudah saya tulis", "formulir": token})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Sudah saya tulis</textarea>" in answer.text
    assert re.search(r'name="q1" value="4" checked', answer.text)
    assert '<a href="#tanya-2">2. Pertanyaan ini belum dijawab.</a>' in answer.text
    assert sheets() == 0


def test_a_program_that_fills_in_everything_is_thanked_and_not_counted(phone: TestClient, code: str, token: str) -> None:
    """The honeypot; seen red with its field ignored."""
    answer = phone.post(f"/s/{code}", data={**GIVEN, "formulir": token, "situs": "https://contoh.id"})
    assert (answer.status_code, sheets()) == (303, 0)


def test_too_many_answers_wait_and_lose_nothing(phone: TestClient, code: str, token: str, cast: Cast) -> None:
    with transaction() as session:
        session.add(SurveyRate(who="round:1", span="2026-11-23T09:01", times=10**6))
    answer = phone.post(f"/s/{code}", data={**GIVEN, "formulir": token})
    assert answer.status_code == 429
    assert "Lebih sering.</textarea>" in answer.text
    assert sheets() == 0


def test_what_people_type_never_runs(cast: Cast, phone: TestClient, at: Callable[[str], datetime]) -> None:
    """Question, option, title and answer alike; seen red with autoescape off."""
    asked = [
        Question("q1", QuestionKind.CHOICE, EVIL, (Choice("a", EVIL), Choice("b", "B"))), Question("q3", QuestionKind.TEXT, "Saran?")
    ]  # fmt: skip
    code = opened(cast, cast.simponi, drafted(cast, cast.simponi, questions=asked))
    page = phone.get(f"/s/{code}")
    at("2026-11-23 09:01")
    back = phone.post(f"/s/{code}", data={"q3": EVIL, "formulir": token_in(page.text)})
    assert back.status_code == 422
    for one in (page, back):
        assert "<script>" not in one.text
        assert "<img" not in one.text


@pytest.mark.parametrize("origin", ["https://jahat.example", "null"])
def test_a_form_on_a_foreign_page_is_refused(phone: TestClient, code: str, token: str, origin: str) -> None:
    answer = phone.post(f"/s/{code}", data={**GIVEN, "formulir": token}, headers={"Origin": origin})
    assert (answer.status_code, sheets()) == (403, 0)


def test_a_huge_or_odd_body_is_refused(phone: TestClient, code: str, token: str) -> None:
    """64 KB at most, so many fields as a form has, and no text beyond its length."""
    assert phone.post(f"/s/{code}", data={"q3": "x" * 70_000, "formulir": token}).status_code == 413
    assert phone.post(f"/s/{code}", data={f"q{n}": "a" for n in range(50)}).status_code == 404
    assert phone.post(f"/s/{code}", data={**GIVEN, "q3": "x" * 400, "formulir": token}).status_code == 422
    assert phone.post(f"/s/{code}", content=b"\xff\xfe=%ff&formulir=%", headers={"Content-Type": "image/png"}).status_code == 409
    assert sheets() == 0


def test_no_number_of_a_person_reaches_the_database(phone: TestClient, code: str, token: str) -> None:
    phone.post(f"/s/{code}", data={**GIVEN, "q3": "Hubungi 0812-3456-7890", "formulir": token})
    with reading() as session:
        assert "3456" not in (session.exec(select(SurveyReply.text).where(SurveyReply.question == "q3")).one() or "")


def test_a_preview_is_for_its_own_team(cast: Cast, phone: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """SAFETY 5: side doors too; nothing can be sent from it."""
    survey_id = drafted(cast, cast.simponi)
    for person, status in ((cast.simponi.desainer, 200), (cast.asri.koordinator, 404), (cast.simponi.validator_unit, 404), (None, 404)):
        monkeypatch.setattr(visitor, "person_at", lambda _, person=person: person.pk if person else None)
        page = phone.get(f"/pratinjau-survei/{survey_id}")
        assert page.status_code == status, person
        if status == 200:
            assert "disabled>Kirim jawaban" in page.text
            assert token_in(page.text.replace('value=""', 'value="-"', 1)) == "-"
