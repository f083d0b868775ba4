"""The public page of a survey: no sign-in, no cookie, no script; phone first (S4.2, SAFETY 22)."""

import hashlib
from collections.abc import Mapping
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from data.database import reading, transaction
from data.wording import say, sentence, sentences
from models.actors import can
from models.base import now
from models.errors import NotFound, OutOfDate
from models.people import Person
from models.programmes import Programme
from models.results.surveys import door, forms
from models.results.surveys.door import Answered, Outcome
from models.results.surveys.questions import LONGEST_TEXT, MOST_QUESTIONS
from models.results.surveys.rounds import Phase, SurveyRound
from models.results.surveys.surveys import Survey, SurveyEdition
from pages.web import visitor
from pages.web.assets import ASSETS
from pages.web.headers import form_policy

TOKEN, TRAP = "formulir", "situs"
LONGEST_CODE = 40
DONE = "selesai"
STATUS = {Outcome.BUSY: 429, Outcome.FULL: 409, Outcome.FAULTY: 422, Outcome.STALE: 409, Outcome.HURRIED: 409}
Facts = dict[str, Any]


async def survey(request: Request) -> Response:
    """GET: the form. POST: 303 to the thanks, or the form again with what is missing (409, 422, 429). 404 for any other code."""
    code = request.path_params["code"][:LONGEST_CODE]
    try:
        if request.method == "POST":
            given = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), True, max_num_fields=MOST_QUESTIONS + 5))
            return await run_in_threadpool(_take, code, given, address(request))
        return await run_in_threadpool(_show, code)
    except ValueError:
        return _not_found()  # more fields than any form of ours has
    except NotFound:
        return _not_found()


async def thanks(request: Request) -> Response:
    """GET /s/<code>/selesai: says thanks whatever the code is, so that it tells nothing of one."""
    return _page("told.html", 200, title=say("public_survey.thanks_title"), words=say("public_survey.thanks"))


def preview(request: Request) -> Response:
    """GET /pratinjau-survei/<id>: what its makers have written so far, as the public will see it; 404 for everybody else."""
    try:
        with reading() as session:
            person_id = visitor.person_at(request)
            actor = Person.acting(person_id, session) if person_id else None
            readable = [one.pk for one in Programme.visible(actor, session) if can(actor, "read", one)] if actor else []
            survey = Survey.find(request.path_params["survey_id"], readable, session)
            facts = form(survey.rounds[0], survey.edition_in(session), survey.programme)
            return _page("form.html", 200, **facts | {"preview": True})
    except NotFound:
        return _not_found()


def form(found: SurveyRound, edition: SurveyEdition, programme: Programme, **more: Any) -> Facts:
    """What the form's template reads of one edition in one round."""
    questions = edition.questions
    about = {Phase.BEFORE: say("public_survey.before"), Phase.AFTER: say("public_survey.after")}.get(found.phase, "")
    blank: Facts = {"given": {}, "faults": {}, "told": "", "token": "", "preview": False}
    return blank | {
        "title": edition.title, "intro": edition.intro, "about": about, "questions": questions, "code": found.code,
        "office": programme.office.name, "programme": programme.name, "demo": programme.demo, "longest": LONGEST_TEXT,
        "ids": {one.key: f"tanya-{place}" for place, one in enumerate(questions, start=1)},
        "numbers": {one.key: place for place, one in enumerate(questions, start=1)},
        "hint": f"{say('public_survey.hint')} {say('public_survey.characters', limit=LONGEST_TEXT)}",
    } | more  # fmt: skip


def rendered(template: str, **facts: Any) -> str:
    """HTML with everything typed escaped; a fact that a template misses is a fault."""
    general: Facts = {"office": "", "programme": "", "demo": False, "preview": False, "look": look(), "say": sentences()["public_survey"]}
    return templates().get_template(template).render(**general | facts)


def address(request: Request) -> str:
    """Where an answer comes from; behind a proxy on this machine what that proxy says last."""
    here = request.client.host if request.client else ""
    try:
        behind = ip_address(here).is_loopback
    except ValueError:
        behind = True
    said = request.headers.get("x-forwarded-for", "").rsplit(",", 1)[-1].strip()
    return said if behind and said else here


def _show(code: str) -> Response:
    with reading() as session:
        found = door.at_the_door(code, session)
        return _form(found, 200)


def _take(code: str, given: Mapping[str, str], address: str) -> Response:
    with reading() as session:
        answered, ticket = door.judge(code, given, given.get(TOKEN, ""), address, session)
        if given.get(TRAP):
            answered, ticket = Answered(Outcome.FOOLED), None
        if answered.outcome in STATUS:
            return _again(door.at_the_door(code, session), answered, given)
    if ticket is not None:
        try:
            with transaction() as session:
                outcome = door.take(code, given, ticket, address, session)
        except OutOfDate:
            outcome = Outcome.AGAIN  # the same form twice at the same instant
        if outcome in STATUS:
            with reading() as session:
                return _again(door.at_the_door(code, session), Answered(outcome), given)
    return RedirectResponse(f"/s/{code}/{DONE}", status_code=303, headers={"Content-Security-Policy": form_policy()})


def _again(found: SurveyRound, answered: Answered, given: Mapping[str, str]) -> Response:
    """The form with what was written, and a fresh token; nothing the person typed is lost."""
    faults = {one.about.removeprefix("question:"): sentence(one) for one in answered.issues}
    told = say(f"public_survey.{answered.outcome.value}")
    return _form(found, STATUS[answered.outcome], given=given, faults=faults, told=told)


def _form(found: SurveyRound, status: int, **more: Any) -> Response:
    edition = found.edition
    if edition is None:
        raise NotFound
    token = forms.issue(found.seal, found.pk, edition.number, now())
    return _page("form.html", status, **form(found, edition, found.survey.programme, token=token, **more))


def _not_found() -> Response:
    return _page("told.html", 404, title=say("public_survey.not_found_title"), words=say("public_survey.not_found"))


def _page(template: str, status: int, **facts: Any) -> Response:
    return HTMLResponse(rendered(template, **facts), status_code=status, headers={"Content-Security-Policy": form_policy()})


@cache
def templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@cache
def look() -> str:
    """The style sheet's own mark, so that a new one is fetched at once."""
    return hashlib.sha256((ASSETS / "survey.css").read_bytes()).hexdigest()[:12]
