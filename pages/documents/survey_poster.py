"""The code to scan, alone or on a poster to print (S4.2): the link is all that it carries."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

import segno
from sqlmodel import Session

from models.actors import Actor, can
from models.base import LOCAL, now
from models.errors import NotFound
from models.programmes import Programme
from models.results.surveys.rounds import SurveyRound
from models.results.surveys.surveys import Survey
from pages.documents import dated, printing
from pages.documents.offering import at_the_click
from pages.ui import formats


def printed(session: Session, survey_id: int, round_id: int, link: str, actor: Actor) -> bytes:
    """The PDF; NotFound for who may not read the programme."""
    readable = [one.pk for one in Programme.visible(actor, session) if can(actor, "read", one)]
    survey = Survey.find(survey_id, readable, session)
    one = next((one for one in survey.rounds if one.pk == round_id), None)
    if one is None:
        raise NotFound
    edition = survey.edition_in(session)
    told = {
        "office": dated.office_name(survey.programme, one.opens_at, session),
        "programme": survey.programme.name, "title": edition.title, "intro": edition.intro,
        "link": link.removeprefix("https://").removeprefix("http://"), "period": _days(one), "count": len(edition.questions),
    }  # fmt: skip
    return printing.printed("survey_poster", told, {"kode.svg": qr_svg(link)}, now())


def _days(one: SurveyRound) -> str:
    """In full: a poster hangs longer than "hari ini" is true."""
    if one.opens_at is None or one.closes_at is None:
        return ""
    return formats.period(one.opens_at.astimezone(LOCAL).date(), one.closes_at.astimezone(LOCAL).date())


def offered(survey_id: int, round_id: int, link: str) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    return at_the_click(lambda session, actor: printed(session, survey_id, round_id, link, actor))


@lru_cache(maxsize=128)
def qr_png(link: str) -> bytes:
    """Large enough to print; a quarter of it may be damaged."""
    return _drawn(link, "png", scale=16)


@lru_cache(maxsize=128)
def qr_svg(link: str) -> bytes:
    return _drawn(link, "svg", scale=10)


def _drawn(link: str, kind: str, scale: int) -> bytes:
    target = BytesIO()
    segno.make(link, error="q", micro=False).save(target, kind=kind, scale=scale, border=4, dark="#000000", light="#ffffff")
    return target.getvalue()
