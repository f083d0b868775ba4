"""Policies read by the team with one new version unread, accounts with a handover, a dozen consents, one withdrawn yesterday."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from data import files, reference
from data.seeds.world import Story, World
from models.base import LOCAL, today
from models.content.contents import Content
from models.content.media import Media, MediaRole
from models.governance.accounts import ChannelAccount
from models.governance.acknowledging import Acknowledgement, members
from models.governance.consents import Consent
from models.governance.policies import Policy, PolicyKind
from models.governance.requests import DataRequest, RequestOutcome, Wanted
from models.governance.withdrawing import shown
from models.programmes import Programme

KEEPERS = {"simponi": ("rani", "hadi"), "asri": ("lena", "sumarno")}
HOLDERS = {"simponi": ("riko", "yoga"), "asri": ("eko", "putri")}
HANDLES = {"simponi": "infobangka.contoh", "asri": "bpbdbangka.contoh"}
ADDED = {
    "heading": "Komentar di luar jam layanan",
    "text": "Di luar jam layanan hanya laporan bahaya yang dijawab. Yang lain dijawab saat layanan dibuka, dan warga diberi tahu jamnya.",
}
PEOPLE = {
    "simponi": tuple(f"Contoh {who}" for who in ("Warga Satu", "Warga Dua", "Anak Tiga", "Warga Empat", "Warga Lima", "Warga Enam")),
    "asri": tuple(f"Contoh {who}" for who in ("Warga Tujuh", "Warga Lapan", "Anak Sembilan", "Warga Luh", "Warga Belas", "Warga Akhir")),
}
PURPOSES = ("Foto kegiatan di puskesmas", "Video wawancara singkat", "Poster layanan keliling")


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    """For the scheduler, both programmes and the admin's desk."""
    told: list[Story] = [_requests(world, now)]
    for key in KEEPERS:
        told += [
            _policies(world, key, start),
            _new_version(world, key, now),
            _accounts(world, key, start, now),
            _consents(world, key, start, now),
        ]
        told.append(_withdrawal(world, key, now))
    return told


def _policies(world: World, key: str, start: datetime) -> Iterator[datetime]:
    """All five in the first fortnight, from our starter text; read by everybody within some days."""
    keeper, decider = KEEPERS[key]
    for place, kind in enumerate(PolicyKind):
        yield world.in_hours(key, start + timedelta(days=4 + 2 * place), 45)
        policy_id = _submitted(world, key, kind, keeper)
        yield world.in_hours(key, start + timedelta(days=5 + 2 * place), 80)
        with world.acting(decider) as (session, by):
            Policy.current(policy_id, None, by, session).approve(by)
        yield world.in_hours(key, start + timedelta(days=7 + 2 * place), 30)
        _read(world, key, policy_id, leaving=0)


def _new_version(world: World, key: str, now: datetime) -> Iterator[datetime]:
    """The comment policy got a section three days ago; half of the team has read it."""
    keeper, decider = KEEPERS[key]
    yield world.in_hours(key, now - timedelta(days=5), 60)
    policy_id = _submitted(world, key, PolicyKind.COMMENT, keeper, ADDED)
    yield world.in_hours(key, now - timedelta(days=3), 60)
    with world.acting(decider) as (session, by):
        Policy.current(policy_id, None, by, session).approve(by)
    yield world.in_hours(key, now - timedelta(days=2), 20)
    _read(world, key, policy_id, leaving=3)


def _accounts(world: World, key: str, start: datetime, now: datetime) -> Iterator[datetime]:
    """One per channel; the first changes hands later, the last one has no second step yet."""
    keeper = KEEPERS[key][0]
    yield world.in_hours(key, start + timedelta(days=2), 50)
    ids = []
    with world.acting(keeper) as (session, by):
        programme = Programme.find(world.roster.programmes[key], session)
        channels = programme.rules.channels
        for place, channel in enumerate(channels):
            account = ChannelAccount.add(
                programme, channel.key, HANDLES[key], world.roster.people[HOLDERS[key][0]], by, session,
                recovery="Surel kantor, dipegang sekretariat", two_step=place < len(channels) - 1,
            )  # fmt: skip
            ids.append(account.pk)
    yield world.in_hours(key, now - timedelta(days=20), 40)
    with world.acting(keeper) as (session, by):
        ChannelAccount.current(ids[0], None, by, session).hand_over(world.roster.people[HOLDERS[key][1]], by)
        for account_id in ids[1:-1]:
            ChannelAccount.current(account_id, None, by, session).check(by, two_step=True)


def _consents(world: World, key: str, start: datetime, now: datetime) -> Iterator[datetime]:
    """Six, among them a child, one that ran out and one that soon will."""
    proof = files.keep(b"%PDF-1.4\n% contoh surat izin\n%%EOF\n")
    for place, name in enumerate(PEOPLE[key]):
        yield world.in_hours(key, start + timedelta(days=10 + 6 * place), 90)
        child = " Anak " in name
        with world.acting(KEEPERS[key][0]) as (session, by):
            programme = Programme.find(world.roster.programmes[key], session)
            channels = [one.key for one in programme.rules.channels][: 2 + place % 2]
            Consent.record(
                programme, name, PURPOSES[place % len(PURPOSES)], channels, by, session, signed_on=today(), child=child,
                guardian="Contoh Wali" if child else "", contact="Lewat loket layanan", expires_on=_expiry(place, now),
                proof=(proof.sha256, "surat-izin-contoh.pdf", proof.type),
            )  # fmt: skip


def _withdrawal(world: World, key: str, now: datetime) -> Iterator[datetime]:
    """The first consent stands for a picture that is out; its owner took it back yesterday."""
    keeper = KEEPERS[key][0]
    yield world.in_hours(key, now - timedelta(days=4), 70)
    with world.acting(keeper) as (session, by):
        consent, picture = _first(world, key, session), _picture(world, key, session)
        if consent and picture:
            Consent.current(consent, None, by, session).link(picture, by)
    yield now - timedelta(hours=26)
    with world.acting(keeper) as (session, by):
        if consent and picture:
            Consent.current(consent, None, by, session).withdraw(by)


def _requests(world: World, now: datetime) -> Iterator[datetime]:
    """One answered, one that is due tomorrow."""
    yield world.in_hours("simponi", now - timedelta(days=12), 30)
    with world.acting("dian") as (session, by):
        first = DataRequest.receive(
            Wanted.ACCESS, "Contoh Peminta Satu", by, session, contact="loket", wish="Ingin tahu data apa yang disimpan"
        )
        request_id = first.pk
    yield world.in_hours("simponi", now - timedelta(days=11), 30)
    with world.acting("dian") as (session, by):
        DataRequest.current(request_id, None, by, session).close(by, RequestOutcome.DONE, "Salinan catatan diserahkan di loket.")
    yield now - timedelta(hours=47)
    with world.acting("dian") as (session, by):
        DataRequest.receive(Wanted.ERASURE, "Contoh Peminta Dua", by, session, contact="pesan", wish="Minta komentarnya dihapus")


def _submitted(world: World, key: str, kind: PolicyKind, keeper: str, added: dict[str, str] | None = None) -> int:
    with world.acting(keeper) as (session, by):
        programme = Programme.find(world.roster.programmes[key], session)
        names = {"office": programme.office.name, "programme": programme.name}
        policy = Policy.begin(programme, kind, by, session, reference.policies(kind, key, names))
        session.flush()
        if added:
            policy.write(by, [*policy.sections, added])
            session.flush()
        policy.submit(by)
        return policy.pk


def _read(world: World, key: str, policy_id: int, leaving: int) -> None:
    """Everybody of the team but the last few."""
    names = {pk: username for username, pk in world.roster.people.items()}
    with world.acting(KEEPERS[key][0]) as (session, _):
        team = sorted(members(world.roster.programmes[key], session))
    for person_id in team[: len(team) - leaving]:
        with world.acting(names[person_id]) as (session, by):
            policy = Policy.current(policy_id, None, by, session)
            Acknowledgement.give(policy, person_id, policy.digest, by, session)


def _expiry(place: int, now: datetime) -> date | None:
    """Months ahead; the fourth one is over, the fifth has twelve days left today, the last one is open."""
    soon = (now + timedelta(days=12)).astimezone(LOCAL).date()
    return {3: today() + timedelta(days=14), 4: soon, 5: None}.get(place, today() + timedelta(days=240))


def _first(world: World, key: str, session: Session) -> int | None:
    return session.exec(select(Consent.id).where(Consent.programme_id == world.roster.programmes[key]).order_by(col(Consent.id))).first()


def _picture(world: World, key: str, session: Session) -> str | None:
    """Of the newest content that is out everywhere."""
    out = select(Content).where(Content.programme_id == world.roster.programmes[key], Content.state == "published")
    having = out.where(col(Content.id).in_(select(Media.content_id).where(Media.role == MediaRole.FILE)))
    for content in session.exec(having.options(*Content.whole()).order_by(col(Content.id).desc()).limit(10)):
        if found := sorted(shown(content)):
            return found[0]
    return None
