"""What the public keeps asking: questions that say the same, put together, and an idea in one tap (S3.3, A3.3, S-H1, A-H1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from rapidfuzz import fuzz
from sqlmodel import Session, col

from models.actors import Actor
from models.base import now
from models.content import indonesian
from models.errors import NotReady
from models.issues import Issue
from models.planning.ideas import LENGTHS, Idea
from models.programmes import Programme
from models.public import folding
from models.public.citizens import InteractionText, masked
from models.public.interactions import Interaction

BACK = timedelta(days=90)
MOST = 500
ALIKE = 68  # of 100, by words whatever their order
ASKED = ("pertanyaan", "keluhan")
# Words that make questions look alike though they ask for different things.
FILLERS = frozenset((
    "apa", "apakah", "kapan", "bagaimana", "gimana", "berapa", "dimana", "di", "mana", "ke", "dari", "yang", "dan", "untuk", "dengan",
    "ini", "itu", "ada", "ya", "min", "kak", "bang", "pak", "bu", "mau", "tanya", "tolong", "dong", "nih", "sih", "saja", "aja", "bisa",
    "kalau", "kalo", "atau", "saya", "kami", "mohon", "info", "admin", "jam", "buka",
))  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Comments that ask the same; `sample` is the newest one without numbers or names."""

    ids: tuple[int, ...]
    sample: str
    category: str
    latest: datetime

    @property
    def count(self) -> int:
        return len(self.ids)


def groups(programme: Programme, session: Session, *, least: int = 3, size: int = 10) -> list[Group]:
    """Of the newest 500 questions and complaints of ninety days, the largest groups first."""
    wanted = (
        sa.select(col(Interaction.id), col(Interaction.category), col(Interaction.received_at), col(InteractionText.text))
        .join(InteractionText, col(InteractionText.interaction_id) == Interaction.id)
        .where(
            col(Interaction.programme_id) == programme.pk, col(Interaction.received_at) > now() - BACK,
            col(Interaction.category).in_(ASKED),
        )
        .order_by(col(Interaction.received_at).desc(), col(Interaction.id).desc())
        .limit(MOST)
    )  # fmt: skip
    found = [(number, category, at, text) for number, category, at, text in session.execute(wanted) if text]
    together: list[tuple[str, list[int]]] = []
    for place, (_, category, _, text) in enumerate(found):
        told = gist(text)
        if not told:
            continue
        home = next((members for key, members in together if found[members[0]][1] == category and alike(key, told)), None)
        if home is None:
            together.append((told, [place]))
        else:
            home.append(place)
    large = [members for _, members in together if len(members) >= least]
    return [_group(found, members) for members in sorted(large, key=len, reverse=True)[:size]]


def gist(text: str) -> str:
    """The words that make a question this one, in order of the alphabet's choice: fillers left out."""
    return " ".join(word for word in folding.fold(text).words.split() if word not in FILLERS)


def alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one, other) >= ALIKE and fuzz.token_sort_ratio(one, other) >= ALIKE - 18


def suggest_idea(programme: Programme, ids: Sequence[int], by: Actor, session: Session) -> Idea:
    """An idea from what was asked, by whoever may suggest: its source is the public, without a word about who asked."""
    asked = Interaction.by_ids(list(ids)[:MOST], by, session)
    if not asked or any(one.programme_id != programme.pk for one in asked):
        raise NotReady(Issue("page", "comments_none_chosen"))
    newest = max(asked, key=lambda one: one.received_at)
    title = title_of(masked(newest.text, *((newest.citizen.name, newest.citizen.handle) if newest.citizen else ())))
    source = "citizens" if any(one.key == "citizens" for one in programme.rules.idea_sources) else programme.rules.idea_sources[0].key
    note = f"{len(asked)} komentar warga, terakhir {indonesian.moment(newest.received_at)}"
    return Idea.suggest(programme, title, source, by, session, source_note=note)


def title_of(text: str) -> str:
    """One line of the length a title may have."""
    plain = " ".join(text.split())
    limit = LENGTHS["title"]
    return plain if len(plain) <= limit else f"{plain[: limit - 1].rsplit(' ', 1)[0]}…"


def _group(found: Sequence[tuple[int, str, datetime, str]], members: Sequence[int]) -> Group:
    first = found[members[0]]
    return Group(tuple(found[one][0] for one in members), title_of(masked(first[3])), first[1], first[2])
