"""Corrections told: a flood night with three updates as one thread, a closed bridge put right, a storm whose hour is past."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import col, select

from data.seeds.airing import LINKS
from data.seeds.nights import APPROVERS, UPLOADERS, WRITERS, last_night, told_on_the_telephone
from data.seeds.plan import FLOOD
from data.seeds.scripts import reserved
from data.seeds.world import Story, World
from models.base import LOCAL
from models.content.contents import Content
from models.content.corrections import CorrectionKind
from models.content.facts import Fact
from models.content.incident_links import Subject
from models.content.incidents import Incident
from models.content.publishing import Report
from models.people import Person
from models.programmes import Programme


@dataclass(frozen=True)
class Update:
    """So many minutes after the one before: why, and what it says then."""

    after: int
    kind: CorrectionKind
    reason: str
    fields: Mapping[str, Any]
    level: str = ""


RISING = (
    Update(
        62, CorrectionKind.PEMUTAKHIRAN, "Air naik menjadi 90 cm, jalan ke Merawang tertutup.",
        {"summary": "Tinggi air di Merawang 90 cm pada pukul 03.30 WIB dan masih naik. Jalan utama ke Merawang tertutup."}, "90",
    ),
    Update(
        70, CorrectionKind.RALAT, "Balai desa yang disebut keliru: warga pindah ke sekolah dasar, bukan ke balai desa.",
        {"actions": "Matikan aliran listrik\nPindah ke gedung sekolah dasar\nBantu lansia dan anak lebih dahulu"}, "110",
    ),
    Update(
        95, CorrectionKind.PEMUTAKHIRAN, "Air mulai surut, jalan dibuka untuk kendaraan petugas.",
        {"summary": "Air di Merawang mulai surut dan tinggi 60 cm. Warga tetap di tempat aman sampai petugas memberi kabar."}, "60",
    ),
)  # fmt: skip
BRIDGE = (
    Update(
        145, CorrectionKind.RALAT, "Jalan pengganti yang disebut keliru: truk tidak dapat lewat jalan desa.",
        {"actions": "Hindari jembatan\nKendaraan kecil lewat jalan desa\nTruk menunggu sampai jembatan dibuka"},
    ),
)  # fmt: skip


def stories(world: World, now: datetime) -> list[Story]:
    flood = datetime.combine((now - FLOOD).astimezone(LOCAL).date(), time(2, 10), LOCAL)
    bridge = datetime.combine((now - timedelta(days=20)).astimezone(LOCAL).date(), time(5, 40), LOCAL)
    return [_flood(world, flood), _put_right(world, "jembatan_ditutup", bridge, BRIDGE), _storm(world, last_night(now))]


def _flood(world: World, begun: datetime) -> Story:
    """The event opened by the one who was awake, its level kept as a fact, three corrections, and a summary two days later."""
    yield begun + timedelta(minutes=2)
    who = WRITERS["asri"]
    with world.acting(who) as (session, actor):
        programme = Programme.find(world.roster.programmes["asri"], session)
        incident = Incident.begin(
            programme, "Banjir di Merawang", actor, session, started_at=begun - timedelta(minutes=25), hazard="banjir", where=["19.01.03"]
        )
        level = Fact.record(
            programme, "Tinggi air di Merawang", "50", actor, session, unit="cm", source="Tim reaksi cepat BPBD", as_of=begun
        )
        incident.add(Subject.FACT, level.pk, actor)
        incident_id, fact_id = incident.pk, level.pk
    yield begun + timedelta(minutes=24)
    first = _standing(world, "asri", "banjir_baturusa", begun)
    with world.acting(who) as (session, actor):
        Incident.current(incident_id, None, actor, session).add(Subject.CONTENT, first, actor)
        content = Content.current(first, None, actor, session)
        content.use_fact(actor, Fact.current(fact_id, None, actor.teams, session))
    last = yield from _updates(world, "asri", first, RISING, fact_id)
    yield begun + timedelta(days=2, hours=8)
    with world.acting(UPLOADERS["asri"]) as (session, actor):
        content = Content.current(last, None, actor, session)
        content.take_down(actor, content.channels, "Keadaan sudah normal, warga sudah pulang.")
        Incident.current(incident_id, None, actor, session).close(
            actor, "Kabar pertama tayang cepat. Tempat pindah perlu dipastikan kepada kepala desa sebelum tayang.",
            world.now - timedelta(hours=20),
        )  # fmt: skip


def _put_right(world: World, key: str, begun: datetime, updates: tuple[Update, ...]) -> Story:
    yield begun + timedelta(minutes=30)
    yield from _updates(world, "simponi", _standing(world, "simponi", key, begun), updates)


def _storm(world: World, begun: datetime) -> Story:
    """Still going on: an event nobody has closed."""
    yield begun + timedelta(minutes=26)
    content_id = _standing(world, "asri", "angin_kencang", begun)
    with world.acting(WRITERS["asri"]) as (session, actor):
        incident = Incident.begin(
            Programme.find(world.roster.programmes["asri"], session), "Angin kencang di Belinyu", actor, session,
            started_at=begun - timedelta(minutes=15), hazard="cuaca_ekstrem", where=["19.01.02"],
        )  # fmt: skip
        incident.add(Subject.CONTENT, content_id, actor)


def _updates(
    world: World, programme: str, content_id: int, updates: tuple[Update, ...], fact_id: int | None = None
) -> Generator[datetime, None, int]:
    """One after the other, each on the one before; the id of the last comes back."""
    who, approver = WRITERS[programme], world.stand_ins.get(APPROVERS[programme], APPROVERS[programme])
    for number, one in enumerate(updates, start=1):
        yield world.now + timedelta(minutes=one.after)
        with world.acting(who) as (session, actor):
            if fact_id and one.level:
                fact = Fact.current(fact_id, None, actor.teams, session)
                fact.change(Programme.find(fact.programme_id, session), actor, one.level, source="Tim reaksi cepat BPBD", as_of=world.now)
            old = Content.current(content_id, None, actor, session)
            content_id = old.correct(actor, one.kind, one.reason, world.now - timedelta(minutes=4)).pk
        yield world.now + timedelta(minutes=5)
        with world.working_on(content_id, who) as (content, actor):
            assert content.revision is not None
            alt = {"alt": "Poster keadaan terbaru dengan tempat aman dan pesan tindakan", "people": content.rules.people.suffices[0]}
            files = [{**file, **alt} for file in content.revision.files]
            content.save(actor, {**content.revision.fields, **one.fields}, files, content.revision_number)
            content.submit(actor)
        yield world.now + timedelta(minutes=4)
        with world.working_on(content_id, who) as (content, actor):
            person = content.session.get_one(Person, world.roster.people[approver])
            content.record_verbal_approval(
                actor, person, how="Lewat telepon, teksnya dibacakan.", reached_at=world.now - timedelta(minutes=1),
                answers=told_on_the_telephone(content.stage_rules, content.kind),
            )  # fmt: skip
        yield world.now + timedelta(minutes=3)
        with world.working_on(content_id, who) as (content, actor):
            links = [LINKS[channel].format(f"{content.pk}{number}7") for channel in content.channels]
            content.publish(actor, [Report(*pair) for pair in zip(content.channels, [world.now] * len(links), links, strict=True)])
        yield world.now + timedelta(minutes=1)
        with world.working_on(content_id, approver) as (content, actor):
            content.confirm_verbal(actor)
    return content_id


def _standing(world: World, programme: str, key: str, moment: datetime) -> int:
    """The emergency content of that night."""
    with world.acting(WRITERS[programme]) as (session, _):
        title = reserved(key).title(moment)
        wanted = select(Content.id).where(Content.programme_id == world.roster.programmes[programme], Content.title == title)
        found = session.exec(wanted.order_by(col(Content.id).desc())).first()
        assert found is not None, f"{key} was told before"
        return found
