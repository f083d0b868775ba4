"""What the public wrote in those weeks, and how both teams dealt with it: answered, hidden, argued about, some of it waiting now."""

import tomllib
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import Session, col, select

from data.seeds.plan import FLOOD
from data.seeds.world import Story, World
from models.base import LOCAL
from models.content.publications import Publication
from models.programmes import Programme
from models.public.acts import Deed
from models.public.batches import CommentBatch, Source, Verdict
from models.public.hiding import HidingRequest
from models.public.interactions import Interaction
from models.public.receiving import Arrival

MODERATORS = {"simponi": ("riko", "rani"), "asri": ("eko", "lena")}
SECOND = {"simponi": "budiman", "asri": "sumarno"}
RULES = {"promosi_judi": "tanpa_judi", "spam": "tanpa_spam"}
CHANNELS = ("facebook", "instagram", "tiktok")


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    """Two visits a week of each team to its channels, the flood night, an argument about criticism, and what waits now."""
    told: list[Story] = []
    for programme in ("simponi", "asri"):
        day = start + timedelta(days=2)
        while day < now - timedelta(days=1):
            told.append(_visit(world, programme, world.in_hours(programme, _at(day, time(9)), 20)))
            day += timedelta(days=3, hours=12)
        told += [_argument(world, programme, now - timedelta(days=19)), _waiting(world, programme, now)]
    return [*told, _flood(world, now), _open_argument(world, now)]


def _visit(world: World, programme: str, moment: datetime) -> Story:
    """A handful pasted, most of them answered within the hour, what is spam hidden."""
    yield moment
    chance = Random(f"comments-{programme}-{moment.date()}")
    script = _script()[programme]
    chosen = chance.sample(script["usual"], 4)
    unwanted = chance.sample(script["unwanted"], chance.choice((0, 1, 1)))
    since = [world.before(programme, world.now, chance.randint(5, 160)) for _ in range(5)]
    rows = [(text, name) for text, name, *_ in [*chosen, *unwanted]]
    ids = _taken_in(world, programme, rows, since, chance.choice(CHANNELS))
    answers = {text: answer for text, _, answer in script["usual"]}
    for share in (ids[:3], ids[3:]):
        yield world.in_hours(programme, world.now + timedelta(minutes=chance.randint(8, 45)), 1)
        _deal_with(world, programme, share, answers, chance.choice(MODERATORS[programme]))


def _deal_with(world: World, programme: str, ids: Sequence[int], answers: dict[str, str], who: str) -> None:
    with world.acting(who) as (session, by):
        for one in ids:
            found = Interaction.current(one, None, by, session)
            if found.text in answers:
                found.answer(by, answers[found.text])
            elif not found.guarded and found.sort.unwanted:
                found.remove(by, Deed.HIDDEN, RULES.get(found.category, "tanpa_spam"), "Melanggar aturan percakapan.")
            else:
                found.close(by, "Tidak perlu dijawab.")


def _flood(world: World, now: datetime) -> Story:
    """While the water rose: each cry entered at once, answered first with a word, then with what was done."""
    moment = _at(now - FLOOD, time(2, 25))
    for text, name, answer in _script()["asri"]["flood"]:
        yield moment
        with world.acting("eko") as (session, by):
            one = Interaction.receive(_programme(world, "asri", session), text, by, session, channel="facebook", author=name)
            session.flush()
            number = one.pk
        yield moment + timedelta(minutes=9)
        with world.acting("eko") as (session, by):
            Interaction.current(number, None, by, session).answer(by, answer, holding=True)
        yield moment + timedelta(minutes=70)
        with world.acting("eko") as (session, by):
            Interaction.current(number, None, by, session).answer(by, "Sudah ditangani tim di lapangan. Terima kasih laporannya.")
        moment += timedelta(minutes=85)


def _argument(world: World, programme: str, day: datetime) -> Story:
    """One wants criticism hidden, another one refuses, and it is answered."""
    yield world.in_hours(programme, _at(day, time(10)), 15)
    text, name = _script()[programme]["criticism"]
    first, other = MODERATORS[programme]
    with world.acting(first) as (session, by):
        one = Interaction.receive(_programme(world, programme, session), text, by, session, channel="facebook", author=name)
        session.flush()
        asked = HidingRequest.ask(one, by, Deed.HIDDEN, "tanpa_spam", "Sudah dipasang di tiga unggahan.")
        session.flush()
        number, request = one.pk, asked.pk
    yield world.in_hours(programme, world.now, 55)
    with world.acting(world.stand_ins.get(SECOND[programme], SECOND[programme])) as (session, by):
        HidingRequest.current(request, None, by, session).refuse(by, "Ini kritik yang sah. Jawab dengan keadaan yang sebenarnya.")
    yield world.in_hours(programme, world.now, 30)
    with world.acting(other) as (session, by):
        Interaction.current(number, None, by, session).answer(by, "Terima kasih atas kritik Anda. Perbaikannya kami laporkan di sini.")


def _open_argument(world: World, now: datetime) -> Story:
    """Asked this morning, and still waiting for the second person."""
    yield world.before("simponi", now, 70)
    text, name = _script()["simponi"]["open_criticism"]
    with world.acting("riko") as (session, by):
        one = Interaction.receive(_programme(world, "simponi", session), text, by, session, channel="facebook", author=name)
        session.flush()
        HidingRequest.ask(one, by, Deed.HIDDEN, "tanpa_spam", "Dipasang di semua unggahan pekan ini.")


def _waiting(world: World, programme: str, now: datetime) -> Story:
    """What nobody has answered yet: some of it late, a report of danger among it."""
    yield now - timedelta(minutes=20)
    for text, name, minutes in _script()[programme]["now"]:
        with world.acting(MODERATORS[programme][0]) as (session, by):
            Interaction.receive(
                _programme(world, programme, session), text, by, session, channel="facebook", author=name,
                link=_post(world, programme, "facebook", session), received_at=now - timedelta(minutes=minutes),
            )  # fmt: skip


def _taken_in(world: World, programme: str, rows: Sequence[tuple[str, str]], since: Sequence[datetime], channel: str) -> list[int]:
    with world.acting(MODERATORS[programme][0]) as (session, by):
        found, link = _programme(world, programme, session), _post(world, programme, channel, session)
        arrivals = [
            (place, Arrival(text, channel=channel, link=link, author="" if "_" in name else name, handle=name if "_" in name else "",
                            received_at=since[place % len(since)]))
            for place, (text, name) in enumerate(rows, 1)
        ]  # fmt: skip
        judged = CommentBatch.judge(found, arrivals, session)
        if not any(one.verdict is Verdict.NEW for one in judged):
            return []
        batch = CommentBatch.take_in(found, arrivals, Source.PASTED, by, session, seen=[one.verdict.value for one in judged])
        session.flush()
        return [
            one for one in session.exec(select(Interaction.id).where(Interaction.batch_id == batch.pk).order_by(col(Interaction.id))) if one
        ]


def _post(world: World, programme: str, channel: str, session: Session) -> str:
    """The newest post that is out on a channel."""
    wanted = select(Publication.permalink).where(
        Publication.programme_id == world.roster.programmes[programme], col(Publication.channel) == channel, Publication.permalink != "",
        col(Publication.published_at) <= world.now,
    )  # fmt: skip
    return session.exec(wanted.order_by(col(Publication.published_at).desc())).first() or ""


def _programme(world: World, programme: str, session: Session) -> Programme:
    return Programme.find(world.roster.programmes[programme], session)


def _at(day: datetime, hour: time) -> datetime:
    return datetime.combine(day.astimezone(LOCAL).date(), hour, LOCAL)


@cache
def _script() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("comments.toml").read_text("utf-8"))
