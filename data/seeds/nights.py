"""The emergency lane told: what went out at night, and what was made good afterwards by whom."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from data.seeds.airing import LINKS
from data.seeds.album import Album
from data.seeds.making import Making
from data.seeds.plan import FLOOD, End, Piece, crew_of
from data.seeds.scripts import reserved
from data.seeds.steps import answers
from data.seeds.world import Story, World
from models.base import LOCAL
from models.content.checklists import Answer, Given
from models.content.contents import Content
from models.content.media import MediaRole
from models.content.publishing import Report
from models.people import Person
from models.playbooks import Stage, StageKind
from models.programmes import Programme

WRITERS = {"simponi": "riko", "asri": "agus"}
APPROVERS = {"simponi": "hadi", "asri": "sumarno"}
CHECKERS = {"simponi": "rani", "asri": "lena"}
UPLOADERS = {"simponi": "riko", "asri": "eko"}
REASONS = {
    "banjir_baturusa": "Air sungai naik cepat sejak tengah malam dan sudah masuk rumah warga.",
    "jembatan_ditutup": "Jembatan ambles pagi ini dan masih dilalui kendaraan.",
    "air_mati": "Pipa utama pecah malam ini, ribuan rumah tanpa air besok pagi.",
    "angin_kencang": "Pohon tumbang menutup jalan dan kabel listrik putus.",
}
RECORDED_LATER = {"air_mati": "Listrik kantor padam, diunggah langsung dari telepon."}
BEFORE = timedelta(minutes=55)  # it was out that long before it could be recorded


def stories(world: World, album: Album, now: datetime) -> list[Story]:
    """Two long settled, one recorded an hour after it was out that waits for its later check, and last night's with all still owed."""
    told = (
        ("banjir_baturusa", _at(now - FLOOD, time(2, 10)), "all"),
        ("jembatan_ditutup", _at(now - timedelta(days=20), time(5, 40)), "all"),
        ("air_mati", _at(now - timedelta(days=2), time(20, 15)), "debts"),
        ("angin_kencang", last_night(now), "nothing"),
    )
    return [EmergencyStory(_piece(key, moment, now), world, album).told_until(settled) for key, moment, settled in told]


def last_night(now: datetime) -> datetime:
    """The newest of ten past two and twenty to eleven at night, an hour ago or more."""
    latest = now - timedelta(hours=1)
    return max(
        moment
        for moment in (_at(latest, time(2, 10)), _at(latest, time(22, 40)), _at(latest - timedelta(days=1), time(22, 40)))
        if moment <= latest
    )


class EmergencyStory(Making):
    """Alone at night, the expert on the telephone; alt texts and the question about people come later."""

    @property
    def real(self) -> datetime | None:
        """When it really went out, for what was recorded afterwards."""
        return self.piece.begin - BEFORE if self.piece.name in RECORDED_LATER else None

    def told_until(self, settled: str) -> Iterator[datetime]:
        """`settled`: what is made good in the end, "nothing", "debts" or "all" with the later check."""
        who = WRITERS[self.programme]
        yield self.piece.begin
        self._begin_in_a_hurry(who)
        yield self._minutes(6)
        self._write_without_alt(who)
        yield self._minutes(3)
        with self.on(who) as (content, actor):
            if self.real:
                content.record_later(actor, dict.fromkeys(content.channels, self.real), RECORDED_LATER[self.piece.name])
            content.submit(actor)
        self.see(content)
        yield self._minutes(7)
        self._record_the_call(who)
        yield self._minutes(5)
        self._go_out(who)
        if settled != "nothing":
            yield from self._settle(who, checked=settled == "all")

    def _begin_in_a_hurry(self, who: str) -> None:
        script = self.piece.script
        self.album.order(self.piece.name, script, self.piece.planned_for)
        with self.world.acting(who) as (session, actor):
            programme = Programme.find(self.world.roster.programmes[self.programme], session)
            content = Content.begin(
                programme, script.kind, script.format, script.title(self.piece.planned_for), actor, session,
                lane="emergency", reason=REASONS[script.key],
            )  # fmt: skip
        self.see(content)

    def _write_without_alt(self, who: str) -> None:
        pages = self.album.pages(self.piece.name)
        with self.on(who) as (content, actor):
            assert content.revision is not None
            fields = {**content.revision.fields, **self.fields(content, content.stage_rules)}
            files = [{"media_id": content.add_file(actor, page.media()).pk, "purpose": page.purpose.value} for page in pages]
            content.save(actor, fields, files, content.revision_number)
        self.see(content)

    def _record_the_call(self, who: str) -> None:
        approver = self.world.stand_ins.get(APPROVERS[self.programme], APPROVERS[self.programme])
        with self.on(who) as (content, actor):
            person = content.session.get_one(Person, self.world.roster.people[approver])
            how = "Lewat telepon pribadi. Teksnya dibacakan dan gambarnya dikirim lewat pesan."
            reached = self.real or self.world.now - timedelta(minutes=2)
            content.record_verbal_approval(
                actor, person, how=how, reached_at=reached, answers=told_on_the_telephone(content.stage_rules, content.kind)
            )
        self.see(content)

    def _go_out(self, who: str) -> None:
        with self.on(who) as (content, actor):
            number = f"{content.pk}{self.chance.randint(1000, 9999)}"
            moment = self.real or self.world.now
            content.publish(actor, [Report(channel, moment, LINKS[channel].format(number)) for channel in content.channels])
        self.see(content)

    def _settle(self, who: str, *, checked: bool) -> Iterator[datetime]:
        approver = self.world.stand_ins.get(APPROVERS[self.programme], APPROVERS[self.programme])
        yield self._next_morning()
        with self.on(approver) as (content, actor):
            content.confirm_verbal(actor)
        yield self._minutes(50)
        replaced = self._replaced
        if not replaced:
            self._complete(who)
        if not checked:
            return
        yield self.later(minutes=90)
        with self.on(CHECKERS[self.programme]) as (content, actor):
            content.approve(actor, answers(content.stage_rules))
        self.see(content)
        if replaced:
            return  # nobody sees it any more, so nothing has to follow and nobody looks after it
        yield self.later(days=2, minutes=30)
        with self.on(UPLOADERS[self.programme]) as (content, actor):
            assert content.stage_rules.kind == StageKind.MONITOR
            content.confirm_monitoring(actor)

    @property
    def _replaced(self) -> bool:
        with self.on(WRITERS[self.programme]) as (content, _):
            return content.state == "superseded"

    def _complete(self, who: str) -> None:
        pages = {page.sha256: page for page in self.album.pages(self.piece.name)}
        with self.on(who) as (content, actor):
            assert content.revision is not None
            names = {one.pk: one.sha256 for one in content.media if one.role == MediaRole.FILE}
            files = [{**one, "alt": pages[names[one["media_id"]]].alt, "people": "tidak_ada"} for one in content.revision.files]
            content.complete(actor, content.revision.fields, files, content.revision_number)
        self.see(content)

    def _next_morning(self) -> datetime:
        """When the expert reads his telephone again, working day or not."""
        rested = self.world.now + timedelta(hours=2)
        morning = _at(rested, time(7, 40))
        return morning if morning > rested else morning + timedelta(days=1)

    def _minutes(self, minutes: int) -> datetime:
        return self.world.now + timedelta(minutes=minutes)


def told_on_the_telephone(stage: Stage, kind: str) -> Given:
    """Yes to everything that applies; only a relayed warning passes one on."""
    given = answers(stage)
    if kind != "peringatan_diteruskan":
        given |= {item.key: (Answer.NOT_APPLICABLE, "Bukan peringatan") for item in stage.checklist if item.not_applicable}
    return given


def _piece(key: str, moment: datetime, now: datetime) -> Piece:
    script = reserved(key)
    return Piece(key, script, moment, moment, moment + timedelta(minutes=25), crew_of(script.programme, key, moment, now), End.STAY)


def _at(day: datetime, hour: time) -> datetime:
    return datetime.combine(day.astimezone(LOCAL).date(), hour, LOCAL)
