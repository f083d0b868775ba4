"""Service and escalation told: levels two people agreed on, a night around the clock, and cases handed to official channels."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from data.seeds.plan import FLOOD
from data.seeds.world import Story, World
from models.base import LOCAL
from models.programmes import Programme
from models.public.escalation import EscalationVersion, Step
from models.public.interactions import Interaction
from models.public.referrals import Referral, ReferralState
from models.public.round_the_clock import RoundTheClock

WRITERS = {"simponi": "rani", "asri": "lena"}
APPROVERS = {"simponi": "hadi", "asri": "sumarno"}
MODERATORS = {"simponi": "riko", "asri": "eko"}
CALLED = {"simponi": "layanan", "asri": "pusdalops"}
# Programme → target, class, office, what was asked, number given there, what came back, what the citizen was told ('' = still open).
HANDED_ON = {
    "simponi": (
        ("sp4n_lapor", "pengaduan", "", "Warga melaporkan lampu jalan padam di depan puskesmas.", "LAPOR-CONTOH-7781", "", ""),
        (
            "kantor_lain", "informasi", "Dinas Kependudukan dan Pencatatan Sipil", "Warga menanyakan syarat pindah datang.", "",
            "Syaratnya KK asli dan surat pindah; loket buka Senin sampai Jumat.", "Syarat dan jam loket dibalas di komentar.",
        ),
    ),
    "asri": (
        (
            "pusdalops", "darurat", "", "Warga melaporkan air naik setinggi lutut di belakang pasar.", "PDO-CONTOH-114",
            "Regu sudah di lokasi; dua keluarga dipindahkan.", "Regu sudah di lokasi. Warga diminta menjauhi tepi sungai.",
        ),
        ("kantor_lain", "pengaduan_lapangan", "Dinas Pekerjaan Umum", "Warga melaporkan talut retak.", "", "", ""),
    ),
}  # fmt: skip


def stories(world: World, now: datetime) -> list[Story]:
    """For the scheduler."""
    told = [the_levels(world, programme, now) for programme in WRITERS]
    return [*told, a_night_around_the_clock(world, now), *(handed_on(world, programme, now) for programme in HANDED_ON)]


def the_levels(world: World, programme: str, now: datetime) -> Iterator[datetime]:
    """The first level gets a telephone number, and one more service hour to act in before the second hears."""
    yield world.in_hours(programme, now - timedelta(days=20), 40)
    contact = world.roster.contacts[CALLED[programme]]
    with world.acting(WRITERS[programme]) as (session, actor):
        version = EscalationVersion.draft(Programme.find(world.roster.programmes[programme], session), actor, session)
        first, *others = version.steps
        later = [Step(one.label, one.after_hours + 1, one.roles) for one in others]
        version.revise((Step(first.label, first.after_hours, first.roles, contact), *later), actor)
        version.submit(actor)
        session.flush()
        version_id = version.pk
    yield world.in_hours(programme, now - timedelta(days=19), 25)
    with world.acting(APPROVERS[programme]) as (session, actor):
        EscalationVersion.current(version_id, None, actor, session).approve(actor)


def a_night_around_the_clock(world: World, now: datetime) -> Iterator[datetime]:
    """From the night of the flood until the water has fallen, the evening after."""
    flood = datetime.combine((now - FLOOD).astimezone(LOCAL).date(), time(2, 50), LOCAL)
    yield flood
    with world.acting("lena") as (session, actor):
        programme = Programme.find(world.roster.programmes["asri"], session)
        stretch = RoundTheClock.start(programme, "Banjir di Merawang, laporan warga datang malam hari.", actor, session)
        session.flush()
        stretch_id = stretch.pk
    yield flood + timedelta(hours=39)
    with world.acting("lena") as (session, actor):
        RoundTheClock.current(stretch_id, None, session).end(actor)


def handed_on(world: World, programme: str, now: datetime) -> Iterator[datetime]:
    """Of the comments that wait: some were for somebody else to answer; one is still with them."""
    yield world.in_hours(programme, now - timedelta(hours=20), 5)
    who, sent = MODERATORS[programme], []
    with world.acting(who) as (session, actor):
        waiting = Interaction.queue(actor, [world.roster.programmes[programme]], session)
        for one, (target, kind, office, words, *_) in zip(reversed(waiting), HANDED_ON[programme], strict=False):
            case = Interaction.current(one.pk, None, actor, session)
            sent.append(Referral.send(case, target, kind, words, actor, office=office).pk)
    for referral_id, (*_, number, outcome, told) in zip(sent, HANDED_ON[programme], strict=False):
        yield world.now + timedelta(minutes=25)
        with world.acting(who) as (session, actor):
            referral = Referral.current(referral_id, None, actor, session)
            referral.advance(ReferralState.RECEIVED, actor, number)
            if outcome:
                referral.answer(outcome, actor)
                referral.finish(told, actor)
