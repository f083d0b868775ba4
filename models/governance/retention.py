"""Masa simpan: which kind of record is kept how long, what is past its term, and what holds it back (S1.4, S3.4, A3.3b)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.base import LOCAL, Row, today
from models.content.contents import Content
from models.content.media import Media
from models.governance.consent_rows import ConsentFile, ConsentParty
from models.governance.consents import Consent
from models.governance.withdrawing import Takedown
from models.planning.quarters import midnight
from models.programmes import Programme
from models.public.citizens import InteractionText
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.sightings import Sighting
from models.public.hoaxes.states import HoaxState
from models.public.interactions import Interaction
from models.public.referrals import Referral, ReferralState
from models.results.evaluations.follow_ups import OPEN, FollowUp, FollowUpKind
from models.results.surveys.answers import SurveyReply, SurveySheet
from models.results.surveys.rounds import SurveyRound
from models.results.surveys.surveys import Survey

AT_ONCE = 500


class Fate(StrEnum):
    DESTROY = "destroy"
    PERMANENT = "permanent"


class Hold(StrEnum):
    """Why something stays although its term is over."""

    HOAX = "hoax"
    REFERRAL = "referral"
    IN_USE = "in_use"
    EXAMINATION = "examination"


@dataclass(frozen=True)
class RecordClass:
    """Years are counted from the end of use; `rows` names how its rows are found, '' where nothing of it is ever removed."""

    key: str
    label: str
    covers: str
    fate: Fate
    counted_from: str
    source: str
    status: str
    active_years: int = 0
    inactive_years: int = 0
    rows: str = ""

    @property
    def last_day(self) -> date:
        """What ended on this day or before is past its term."""
        day, years = today(), self.active_years + self.inactive_years
        return day.replace(year=day.year - years, day=min(day.day, 28) if day.month == 2 else day.day)


@dataclass(frozen=True)
class Due:
    """One row past its term: when its use ended, and the hash that stands for it in the log or beside it."""

    row: Row
    ended: datetime
    hash: str
    hold: Hold | None = None


Found = list[tuple[Row, datetime, str]]
_classes: dict[str, RecordClass] = {}


def hand_in(rows: Iterable[Mapping[str, Any]]) -> None:
    """Called where the database is opened: reference is data, not code."""
    _classes.update({one["key"]: RecordClass(**{**one, "fate": Fate(one["fate"])}) for one in rows})


def classes() -> list[RecordClass]:
    return list(_classes.values())


def of_key(key: str) -> RecordClass | None:
    return _classes.get(key)


def past_term(programme: Programme, kind: RecordClass, session: Session) -> list[Due]:
    """Oldest first, at most `AT_ONCE`; none of a permanent class."""
    if kind.fate is Fate.PERMANENT or kind.rows not in SOURCES:
        return []
    find, holds = SOURCES[kind.rows]
    found = find(programme.pk, midnight(kind.last_day), session)
    held = dict.fromkeys((row.pk for row, _, _ in found), Hold.EXAMINATION) if _examined(programme, session) else holds(found, session)
    return [Due(row, ended, digest, held.get(row.pk)) for row, ended, digest in found]


def _examined(programme: Programme, session: Session) -> bool:
    """An inspector's finding is open: nothing of the programme goes until it is done."""
    running = (FollowUp.programme_id == programme.pk, FollowUp.kind == FollowUpKind.INSPECTION, col(FollowUp.state).in_(OPEN))
    return session.exec(select(FollowUp.id).where(*running).limit(1)).first() is not None


def _comments(programme_id: int, before: datetime, session: Session) -> Found:
    wanted = select(InteractionText, Interaction.closed_at).join(Interaction, col(Interaction.id) == InteractionText.interaction_id)
    wanted = wanted.where(Interaction.programme_id == programme_id, col(Interaction.closed_at) < before, InteractionText.text != "")
    rows = session.exec(wanted.order_by(col(Interaction.closed_at), col(Interaction.id)).limit(AT_ONCE))
    return [(text, ended, text.commitment) for text, ended in rows if ended]


def _held_comments(found: Found, session: Session) -> dict[int, Hold]:
    """Evidence of a hoax that is still being dealt with, or out at another office."""
    texts = {row.interaction_id: row.pk for row, _, _ in found if isinstance(row, InteractionText)}
    told = select(Sighting.interaction_id).join(HoaxCase, col(HoaxCase.id) == Sighting.case_id)
    hoaxes = session.exec(told.where(col(Sighting.interaction_id).in_(texts), HoaxCase.state != HoaxState.CLOSED))
    over = (ReferralState.ANSWERED, ReferralState.DONE)
    away = select(Referral.subject_id).where(Referral.subject == "interaction", col(Referral.subject_id).in_(texts))
    referred = session.exec(away.where(col(Referral.state).not_in(over)))
    return {texts[one]: Hold.REFERRAL for one in referred} | {texts[one]: Hold.HOAX for one in hoaxes if one}


def _consents(programme_id: int, before: datetime, session: Session) -> Found:
    wanted = select(ConsentParty, Consent).join(Consent, col(Consent.id) == ConsentParty.consent_id)
    ended = or_(col(Consent.withdrawn_at) < before, col(Consent.expires_on) < before.astimezone(LOCAL).date())
    wanted = wanted.where(Consent.programme_id == programme_id, ended, ConsentParty.name != "").order_by(col(Consent.id)).limit(AT_ONCE)
    return [(party, one.withdrawn_at or midnight(one.expires_on or today()), party.commitment) for party, one in session.exec(wanted)]


def _held_consents(found: Found, session: Session) -> dict[int, Hold]:
    """A picture it stands for is still out, or is being taken down."""
    parties = {row.consent_id: row.pk for row, _, _ in found if isinstance(row, ConsentParty)}
    open_ones = session.exec(select(Takedown.consent_id).where(col(Takedown.consent_id).in_(parties), col(Takedown.settled_at).is_(None)))
    shown = select(ConsentFile.consent_id).join(Media, col(Media.sha256) == ConsentFile.sha256)
    shown = shown.join(Content, col(Content.id) == Media.content_id).where(
        col(ConsentFile.consent_id).in_(parties), ~col(ConsentFile.removed), col(Content.state).in_(("published", "partly_published"))
    )
    return {parties[one]: Hold.IN_USE for one in (*open_ones, *session.exec(shown))}


def _survey_words(programme_id: int, before: datetime, session: Session) -> Found:
    wanted = select(SurveyReply, SurveyRound.closes_at, SurveySheet.digest).join(SurveyRound, col(SurveyRound.id) == SurveyReply.round_id)
    wanted = wanted.join(Survey, col(Survey.id) == SurveyRound.survey_id).join(SurveySheet, col(SurveySheet.id) == SurveyReply.sheet_id)
    wanted = wanted.where(Survey.programme_id == programme_id, col(SurveyRound.closes_at) < before, col(SurveyReply.text).is_not(None))
    return [(reply, ended, digest) for reply, ended, digest in session.exec(wanted.order_by(col(SurveyReply.id)).limit(AT_ONCE)) if ended]


SOURCES: dict[str, tuple[Callable[[int, datetime, Session], Found], Callable[[Found, Session], dict[int, Hold]]]] = {
    "comments": (_comments, _held_comments),
    "consents": (_consents, _held_consents),
    "survey_words": (_survey_words, lambda _found, _session: {}),
}
