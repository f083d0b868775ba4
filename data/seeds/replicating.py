"""A kecamatan of three takes SIMPONI's way over, under its own decree, and carries a piece from idea to archive; others offer."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import col, select

from data import files, playbooks
from data.seeds import album
from data.seeds.airing import LINKS
from data.seeds.steps import answers
from data.seeds.world import Story, World
from models.actors import Actor
from models.base import today
from models.content.contents import Content, ContentState
from models.content.offers import Offer
from models.content.publishing import Report
from models.content.seen import note_look
from models.governance.contact_kinds import ContactKind, ContactUse
from models.governance.contacts import Contact
from models.governance.decrees import Decree, DecreeKind
from models.people import Person
from models.planning.ideas import Idea
from models.planning.items import PlanItem
from models.planning.passed_ideas import PassedIdea
from models.playbooks import Stage, StageKind
from models.playbooks.teams import Team
from models.programmes import Office, Programme
from models.replication import taking
from models.replication.making import PackageMade
from models.replication.packages import unpack
from models.replication.records import ReplicationRecord
from models.replication.taking import Naming

KEY = "belinyu"
OFFICE = ("Kecamatan Belinyu Kabupaten Bangka", "Kec. Belinyu")
CREW = {"penulis": "laras", "pengelola": "jaka", "penanggung_jawab": "ibnu"}
DECREE = ("138/007/CONTOH", "Tim pengelola KABAR BELINYU", "Camat Belinyu")
TITLE = "Posyandu Belinyu pindah hari ke Rabu"
TEXTS = {
    "summary": "Mulai pekan depan posyandu di Kelurahan Bukit Ketok buka setiap hari Rabu. Tempatnya tetap di balai kelurahan.",
    "actions": "Datang hari Rabu pukul 08.00\nBawa buku KIA\nHubungi kantor camat bila ada pertanyaan",
    "source": "Puskesmas Belinyu", "official_link": {"none": "Pengumuman puskesmas, tidak ada dokumen daring"},
    "location": ["19.01.02"], "channels": ["instagram", "facebook"], "hashtags": "#KabarBelinyu #Posyandu",
    "material_notes": "Catatan rapat dengan bidan koordinator.", "material_sources": "Surat puskesmas tentang hari posyandu",
}  # fmt: skip
LINES = ["Setiap hari Rabu", "Pukul 08.00 WIB", "Balai Kelurahan Bukit Ketok"]
MERAWANG = ("Kecamatan Merawang", "Sekretaris kecamatan", "Belum memakai aplikasi ini; pedomannya dipakai dalam lembar kerja.")
WARNING = ("Titik jemput anak sekolah saat banjir", "citizens")
SCHOOL = ("Jadwal asesmen sekolah dasar", "citizens")
ANSWERED = "Diterima lewat surat contoh 421/19; disiarkan kanal dinas sendiri pekan depan."
VISITED = "Sudah dua kali rapat mingguan. Templat poster dipakai, pembagian piket belum. Diminta bantuan menyusun daftar kontak."


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    """For the scheduler."""
    return [_kecamatan(world, start), _elsewhere(world, start, now), _offers(world, now), _ideas(world, now)]


def _kecamatan(world: World, start: datetime) -> Iterator[datetime]:
    """The package is made, taken over, three people are appointed, and a first idea goes its way."""
    hour = start + timedelta(days=2)
    yield world.in_hours("simponi", hour, 20)
    with world.acting("rani") as (session, by):
        package = PackageMade.make(Programme.find(world.roster.programmes["simponi"], session), by, session)[1]
    yield world.in_hours("simponi", hour, 80)
    with world.acting("dian") as (session, by):
        office = Office.found(*OFFICE, by, session)
        team = Team.read(playbooks.teams()["tiga_orang"])
        made = taking.take_over(unpack(package), Naming(KEY, "KABAR BELINYU", OFFICE[0]), team, office, by, session)
        made.demo = True
        session.flush()
        programme_id = made.pk
        contact = Contact.add(
            "Kantor Camat Belinyu", "0717 00 000 21", ContactKind.PHONE, ContactUse.PUBLIC, by, session, office=office, programme=made,
            organisation=OFFICE[1],
        )  # fmt: skip
        session.flush()
        contact.record_test(by, today(), reached=True)
        contact_id = contact.pk
    yield world.in_hours("simponi", hour, 150)
    _appoint(world, programme_id)
    yield world.in_hours("simponi", hour + timedelta(days=1), 30)
    planned = world.in_hours("simponi", hour + timedelta(days=3), 60)
    with world.acting(CREW["pengelola"]) as (session, by):
        programme = Programme.find(programme_id, session)
        idea = Idea.suggest(programme, TITLE, "office_request", by, session, about="Puskesmas meminta warga tahu sebelum pekan depan.")
        session.flush()
        writer = world.roster.people[CREW["penulis"]]
        item = PlanItem.plan(
            programme, TITLE, "pengumuman", ["instagram", "facebook"], planned, by, session, format="infografis", owner_id=writer, idea=idea
        )
        item_id = item.pk
    yield world.in_hours("simponi", hour + timedelta(days=1), 50)
    with world.acting(CREW["penulis"]) as (session, by):
        content = PlanItem.current(item_id, None, by.programmes, session).begin_draft(by, None)
        session.flush()
        content_id = content.pk
    yield from _carried(world, content_id, contact_id)


def _appoint(world: World, programme_id: int) -> None:
    number, title, signatory = DECREE
    proof = files.keep(f"%PDF-1.4\n% contoh surat keputusan {number}\n%%EOF\n".encode())
    with world.acting("dian") as (session, by):
        programme = Programme.find(programme_id, session)
        decree = Decree.record(
            programme, DecreeKind.DECREE, number, by, session, title=title, signatory=signatory, signed_on=today(), starts_on=today(),
            ends_on=today() + timedelta(days=364),
        )  # fmt: skip
        for role, username in CREW.items():
            decree.appoint(Person.find(world.roster.people[username], session), role, by)
        decree.attach(proof.sha256, "sk-tim-belinyu-contoh.pdf", proof.type, by)
        decree.put_in_force(by)


def _carried(world: World, content_id: int, contact_id: int) -> Iterator[datetime]:
    """Stage by stage to the end of its monitoring; the nightly job archives it."""
    while True:
        with world.acting(CREW["pengelola"]) as (session, actor):
            content = Content.find(content_id, actor, session)
            stage, hours = content.stage_rules, [one.scheduled_for for one in content.publications if one.scheduled_for]
        if stage.kind is StageKind.PUBLISH:
            yield max(hours) + timedelta(minutes=12)
        elif stage.kind is StageKind.MONITOR:
            yield world.in_hours("simponi", world.now + timedelta(days=2), 40)
        else:
            yield world.in_hours("simponi", world.now, 55)
        with world.working_on(content_id, CREW[stage.by[0]]) as (content, actor):
            _act(content, actor, stage, contact_id, world)
        if stage.kind is StageKind.MONITOR:
            return


def _act(content: Content, actor: Actor, stage: Stage, contact_id: int, world: World) -> None:
    if stage.kind is StageKind.WORK:
        _write(content, actor, stage, contact_id)
        content.submit(actor)
    elif stage.kind is StageKind.VALIDATE:
        note_look(content, actor)
        content.approve(actor, answers(stage))
    elif stage.kind is StageKind.SCHEDULE:
        hour = max(content.planned_for or world.now, world.now + timedelta(hours=1))
        content.schedule(actor, {channel: hour + timedelta(minutes=5 * place) for place, channel in enumerate(content.channels)})
    elif stage.kind is StageKind.PUBLISH:
        hours = {one.channel: one.scheduled_for or world.now for one in content.publications}
        content.publish(actor, [Report(key, min(at, world.now), LINKS[key].format(f"{content.pk}21")) for key, at in hours.items()])
    else:
        content.confirm_monitoring(actor)


def _write(content: Content, actor: Actor, stage: Stage, contact_id: int) -> None:
    assert content.revision is not None
    known = {one.key for one in content.rules.fields_of(content.kind)} & set(stage.edits)
    wanted = {**TEXTS, "info_date": today().isoformat(), "contact": [contact_id]}
    listed = content.revision.files
    if stage.files:
        page = album.poster("simponi", TITLE, LINES, "Puskesmas Belinyu", f"belinyu-{content.pk}")
        media = content.add_file(actor, page.media())
        listed = [{"media_id": media.pk, "purpose": page.purpose.value, "alt": page.alt, "people": "tidak_ada"}]
    fields = {**content.revision.fields, **{key: value for key, value in wanted.items() if key in known}}
    content.save(actor, fields, listed, content.revision_number)


def _elsewhere(world: World, start: datetime, now: datetime) -> Iterator[datetime]:
    """Another kecamatan took the package without this app; it was visited since."""
    yield world.in_hours("simponi", start + timedelta(days=4), 25)
    receiver, contact, note = MERAWANG
    with world.acting("rani") as (session, by):
        programme = Programme.find(world.roster.programmes["simponi"], session)
        record_id = ReplicationRecord.add(programme, receiver, today(), 1, by, session, contact=contact, note=note).pk
    yield world.in_hours("simponi", now - timedelta(days=4), 45)
    with world.acting("rani") as (session, by):
        programme = Programme.find(world.roster.programmes["simponi"], session)
        ReplicationRecord.find(record_id, by, session).visit(programme, today(), VISITED, by, today() + timedelta(days=60))


def _offers(world: World, now: datetime) -> Iterator[datetime]:
    """SIMPONI's newest piece waits for ASRI's answer; an older one was taken over and waits for its short validation."""
    yield world.in_hours("simponi", now - timedelta(days=2), 35)
    with world.acting("rani") as (session, by):
        out = select(Content.id).where(
            Content.programme_id == world.roster.programmes["simponi"],
            col(Content.state).in_((ContentState.PUBLISHED, ContentState.ARCHIVED)),
            Content.lane == "normal",
        )  # fmt: skip
        ids = list(session.exec(out.order_by(col(Content.published_at).desc()).limit(12)))
        asri = Programme.find(world.roster.programmes["asri"], session)
        contents = [Content.find(one, by, session) for one in ids if one is not None]
        fit = [one for one in contents if not Offer.objections(one, by) and not Offer.objections_to(one, asri, session)][:2]
        made = [Offer.make(one, asri, by, session, "Silakan dipakai bila cocok untuk kanal BPBD.").pk for one in fit]
    if not made:
        return
    yield world.in_hours("asri", now - timedelta(days=1), 50)
    with world.acting("agus") as (session, by):
        offer = Offer.find(made[-1], by, session)
        kind = offer.target.rules.types[0]
        offer.take(by, kind.key, offer.content.format if offer.content.format in kind.formats else kind.formats[0])


def _ideas(world: World, now: datetime) -> Iterator[datetime]:
    """An idea that is ASRI's business waits for its answer; one for an office without this app has been answered by letter."""
    yield world.in_hours("simponi", now - timedelta(days=3), 15)
    with world.acting("rani") as (session, by):
        programme = Programme.find(world.roster.programmes["simponi"], session)
        warning = Idea.suggest(programme, *WARNING, by, session, about="Orang tua menanyakannya di kolom komentar sesudah banjir.")
        school = Idea.suggest(programme, *SCHOOL, by, session)
        session.flush()
        asri = Programme.find(world.roster.programmes["asri"], session)
        PassedIdea.pass_on(warning, programme, by, session, to=asri, words="Lebih tepat disampaikan kanal BPBD.")
        sent_id = PassedIdea.pass_on(school, programme, by, session, office="Dinas Pendidikan dan Kebudayaan").pk
    yield world.in_hours("simponi", now - timedelta(days=1), 70)
    with world.acting("rani") as (session, by):
        PassedIdea.current(sent_id, None, by, session).record_answer(by, ANSWERED, accepted=True)
