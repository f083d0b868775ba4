"""How the answers of one round fall: counted by the database, or as its closing kept it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, func, select

from models.results.surveys.answers import SurveyReply, SurveySheet


@dataclass(frozen=True)
class Tally:
    """`n` sheets; `cells`: (question, value, score of the sheet) → how many; `scores`: score → sheets."""

    n: int = 0
    cells: Mapping[tuple[str, str, int], int] = field(default_factory=dict)
    scores: Mapping[int, int] = field(default_factory=dict)

    def answers(self, question: str) -> dict[str, int]:
        """Value → how often it was chosen."""
        found: dict[str, int] = {}
        for (key, value, _), n in self.cells.items():
            if key == question:
                found[value] = found.get(value, 0) + n
        return found

    @property
    def told(self) -> dict[str, Any]:
        """As a closing keeps it."""
        cells = sorted([*place, n] for place, n in self.cells.items())
        return {"n": self.n, "cells": cells, "scores": sorted([score, n] for score, n in self.scores.items())}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Tally":
        cells = {(question, value, score): n for question, value, score, n in told["cells"]}
        return cls(told["n"], cells, dict(told["scores"]))


def tally(round_id: int, edition_id: int, session: Session) -> Tally:
    """Of one edition of the questions in one round: two grouped statements, however many answered."""
    here = (SurveySheet.round_id == round_id, SurveySheet.edition_id == edition_id)
    scores = session.exec(select(SurveySheet.score, func.count()).where(*here).group_by(col(SurveySheet.score))).all()
    place = (SurveyReply.question, SurveyReply.value, SurveyReply.score)
    chosen = (SurveyReply.round_id == round_id, SurveyReply.edition_id == edition_id, SurveyReply.value != "")
    cells = session.exec(select(*place, func.count()).where(*chosen).group_by(*map(col, place))).all()
    by_place = {(question, value, score): n for question, value, score, n in cells}
    return Tally(sum(n for _, n in scores), by_place, dict(scores))


def editions(round_id: int, session: Session) -> list[int]:
    """Ids of the editions that were answered in a round, oldest first."""
    wanted = select(SurveySheet.edition_id).where(SurveySheet.round_id == round_id).distinct()
    return sorted(session.exec(wanted).all())


def sheets(round_ids: list[int], session: Session) -> dict[int, int]:
    """How many answered, by round."""
    wanted = select(SurveySheet.round_id, func.count()).where(col(SurveySheet.round_id).in_(round_ids))
    return dict(session.exec(wanted.group_by(col(SurveySheet.round_id))).all()) if round_ids else {}
