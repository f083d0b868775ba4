"""One piece of the normal lane told with the verbs, from its beginning to where its plan or the clock ends it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from data.seeds import album as albums
from data.seeds.album import Album
from data.seeds.plan import End, Piece
from data.seeds.scripts import remarks
from data.seeds.world import World
from models.actors import Actor
from models.content.checklists import Answer, Given
from models.content.contents import Content
from models.content.drafts import Purpose
from models.content.media import MediaRole
from models.content.publishing import Report
from models.content.seen import note_look
from models.people import Deputyship, Person, in_force
from models.playbooks import Stage, StageKind
from models.programmes import Programme

LINKS = {
    "instagram": "https://www.instagram.com/p/contoh-{}/", "facebook": "https://www.facebook.com/contoh/posts/{}",
    "tiktok": "https://www.tiktok.com/@contoh/video/{}", "youtube": "https://www.youtube.com/watch?v=contoh{}",
    "x": "https://x.com/contoh/status/{}", "website": "https://bangka.go.id/contoh/{}",
}  # fmt: skip
SHORT_HANDED = timedelta(minutes=40)


class NormalStory:
    """`told()` is the generator a scheduler drives: it yields when it wants to act next, and acts when it is woken."""

    def __init__(self, piece: Piece, world: World, album: Album) -> None:
        self.piece, self.world, self.album = piece, world, album
        self.programme = piece.script.programme
        self.chance = piece.chance
        self.content_id = 0
        self.content: Content | None = None
        self.was_returned = not piece.returned

    def told(self) -> Iterator[datetime]:
        yield self.world.in_hours(self.programme, self.piece.begin, self.chance.randint(5, 90))
        self._begin()
        while True:
            stage = self._stage
            if self.piece.end not in (End.ARCHIVE, End.TAKE_DOWN) and stage.key == self.piece.at and not self._starts_over(stage):
                yield from self._end()
                return
            if stage.kind == StageKind.WORK:
                yield from self._work(stage)
            elif stage.kind == StageKind.VALIDATE:
                yield from self._decide(stage)
            elif stage.kind == StageKind.SCHEDULE:
                yield from self._schedule()
            elif stage.kind == StageKind.PUBLISH:
                yield from self._publish()
            else:
                yield from self._look_after()
                return

    @property
    def _stage(self) -> Stage:
        assert self.content is not None
        return self.content.stage_rules

    def _starts_over(self, stage: Stage) -> bool:
        return bool(self.piece.returned) and not self.was_returned and stage.key == self.piece.returned

    def _on(self, username: str) -> "AbstractContextManager[tuple[Content, Actor]]":
        return self.world.working_on(self.content_id, username)

    # --- writing

    def _begin(self) -> None:
        script, piece = self.piece.script, self.piece
        self.album.order(piece.name, script, piece.planned_for)
        first = "koordinator" if self.programme == "asri" else "editor"
        with self.world.acting(piece.crew[first]) as (session, actor):
            programme = Programme.find(self.world.roster.programmes[self.programme], session)
            content = Content.begin(
                programme, script.kind, script.format, script.title(piece.planned_for), actor, session,
                planned_for=piece.planned_for, unit_id=self.world.roster.units.get(script.unit),
            )  # fmt: skip
            session.flush()
            self.content_id = content.pk
        self._see(content)

    def _work(self, stage: Stage) -> Iterator[datetime]:
        yield self._soon()
        who = self._worker(stage)
        if stage.key == "draf" and self.content and self.content.revision_number < 4 and self.chance.random() < 0.4:
            self._write(stage, who, whole=False)
            yield self._in_hours(minutes=self.chance.randint(30, 200))
        self._write(stage, who, whole=True)
        if stage.files:
            yield self._in_hours(minutes=self.chance.randint(20, 120))
            self._design(who)
        yield self._in_hours(minutes=self.chance.randint(4, 40))
        with self._on(who) as (content, actor):
            content.submit(actor)
        self._see(content)

    def _write(self, stage: Stage, who: str, *, whole: bool) -> None:
        with self._on(who) as (content, actor):
            assert content.revision is not None
            wanted = self._fields(content, stage)
            if "summary" in wanted and (not whole or self._returns_here("text")):
                wanted["summary"] = wanted["summary"].rpartition(". ")[0] + "."
            if not whole:
                wanted = {key: value for key, value in wanted.items() if key in ("title", "summary", "source", "info_date")}
            content.save(actor, {**content.revision.fields, **wanted}, content.revision.files, content.revision_number)
        self._see(content)

    def _fields(self, content: Content, stage: Stage) -> dict[str, Any]:
        script = self.piece.script
        told = script.told(self.piece.planned_for, content.created_at, self.world.roster.contacts[script.contact])
        known = {one.key for one in content.rules.fields_of(content.kind)} & set(stage.edits)
        return {key: value for key, value in told.items() if key in known}

    def _returns_here(self, about: str) -> bool:
        """The first round still has the fault that it is going to be returned for."""
        ends_so = {"text": End.RETURN_TEXT, "picture": End.RETURN_PICTURE}[about] == self.piece.end
        return ends_so or (not self.was_returned and self.piece.about == about)

    def _design(self, who: str) -> None:
        pages = self.album.pages(self.piece.name)
        if self._returns_here("picture"):
            pages = pages[:-1] if len(pages) > 2 and pages[0].purpose == pages[-1].purpose else pages
        with self._on(who) as (content, actor):
            assert content.revision is not None
            known = {one.sha256: one for one in content.media if one.role == MediaRole.FILE}
            files = [{"media_id": (known.get(page.sha256) or content.add_file(actor, page.media())).pk, **_said(page)} for page in pages]
            content.save(actor, content.revision.fields, files, content.revision_number)
        self._see(content)

    # --- deciding

    def _decide(self, stage: Stage) -> Iterator[datetime]:
        yield self._soon()
        if stage.key == self.piece.returned and not self.was_returned:
            self._return(stage, self.piece.about)
            self.was_returned = True
            return
        if stage.written and not self._unit_has_account:
            yield from self._validate_in_writing(stage)
            return
        who = self._worker(stage)
        if self.chance.random() < 0.5:
            with self._on(who) as (content, actor):
                note_look(content, actor)
                content.claim(actor)
            yield self._in_hours(minutes=self.chance.randint(6, 50))
        with self._on(who) as (content, actor):
            note_look(content, actor)
            content.approve(actor, answers(stage))
        self._see(content)

    def _validate_in_writing(self, stage: Stage) -> Iterator[datetime]:
        unit, number = self.piece.script.unit, f"400/{self.chance.randint(100, 900)}/CONTOH/{self.world.now.year}"
        page = albums.letter(unit, number, self.piece.script.title(self.piece.planned_for))
        yield self._in_hours(minutes=30)
        with self._on("rani") as (content, actor):
            letter = content.add_file(actor, page.media(MediaRole.LETTER))
            content.record_written_validation(
                actor, answers(stage), letter_number=number, signed_by=f"Kepala bidang, {unit}", letter_id=letter.pk
            )
        self._see(content)

    def _return(self, stage: Stage, about: str) -> None:
        told = remarks(self.programme, about)
        note, reason = told[self.chance.randrange(len(told))]
        wanted = "files" if about == "picture" else "summary"
        failed = next(item.key for item in stage.checklist if wanted in item.about)
        back = [one for one in stage.returns_to if self._lane_stage(one).files] if about == "picture" else ["draf"]
        with self._on(self._worker(stage)) as (content, actor):
            note_look(content, actor)
            content.return_for_changes(actor, {**answers(stage), failed: (Answer.NO, reason)}, note, back[0])
        self._see(content)

    def _lane_stage(self, key: str) -> Stage:
        assert self.content is not None
        return self.content.lane_rules.stage(key)

    @property
    def _unit_has_account(self) -> bool:
        from data.seeds.cast import PARTS  # noqa: PLC0415

        return any(unit == self.piece.script.unit for part in PARTS for _, _, unit in part.roles)

    # --- publishing

    def _schedule(self) -> Iterator[datetime]:
        yield self._soon()
        who = self._worker(self._stage)
        with self._on(who) as (content, actor):
            hour = max(self.piece.planned_for, self.world.now + timedelta(minutes=50))
            times = {channel: hour + timedelta(minutes=5 * place) for place, channel in enumerate(content.channels)}
            native = frozenset(list(times)[:1]) if self.chance.random() < 0.3 else frozenset()
            content.schedule(actor, times, native)
        self._see(content)

    def _publish(self) -> Iterator[datetime]:
        assert self.content is not None
        hours = {one.channel: one.scheduled_for for one in self.content.publications if one.scheduled_for}
        yield max(hours.values()) + timedelta(minutes=self.chance.randint(4, 35))
        self._report(list(hours))

    def _report(self, channels: list[str]) -> None:
        assert self.content is not None
        hours = {one.channel: one.scheduled_for for one in self.content.publications}
        shot = channels[0] if self.chance.random() < 0.12 else ""
        page = albums.proof(shot, self.content.title) if shot else None
        with self._on(self._worker(self._stage)) as (content, actor):
            reports = []
            for channel in channels:
                at = min((hours[channel] or self.world.now) + timedelta(minutes=self.chance.randint(0, 3)), self.world.now)
                link = LINKS[channel].format(f"{content.pk}{self.chance.randint(1000, 9999)}")
                by_picture = page if channel == shot else None
                reports.append(Report(channel, at, "" if by_picture else link, by_picture.media(MediaRole.PROOF) if by_picture else None))
            content.publish(actor, reports)
        self._see(content)

    def _look_after(self) -> Iterator[datetime]:
        yield self._in_hours(days=1 if self.piece.end == End.TAKE_DOWN else 2, minutes=self.chance.randint(10, 200))
        if self.piece.end == End.TAKE_DOWN:
            yield from self._end()
            return
        with self._on(self._worker(self._stage)) as (content, actor):
            content.confirm_monitoring(actor)

    # --- ends

    def _end(self) -> Iterator[datetime]:
        end, stage = self.piece.end, self._stage
        if end == End.STAY:
            return
        if end == End.PUBLISH_PART:
            assert self.content is not None
            yield max(self.piece.planned_for + timedelta(minutes=20), self.world.now)
            self._report(self.content.channels[:1])
            return
        yield self._soon() if end != End.TAKE_DOWN else self._in_hours(minutes=40)
        if end == End.RETURN_TEXT:
            self._return(stage, "text")
        elif end == End.RETURN_PICTURE:
            self._return(stage, "picture")
        else:
            self._stop(end)

    def _stop(self, end: End) -> None:
        boss = self.piece.crew["koordinator"]
        with self._on(boss) as (content, actor):
            if end == End.HOLD:
                content.hold(actor, "Tanggal lomba masih dibahas panitia. Tunggu surat resminya.")
            elif end == End.CANCEL:
                content.cancel(actor, "Kegiatan dibatalkan oleh penyelenggara.")
            elif end == End.TAKE_DOWN:
                content.take_down(actor, content.channels, "Jadwal berubah. Unit teknis meminta unggahan lama diturunkan.")

    # --- who and when

    def _worker(self, stage: Stage) -> str:
        """Whose turn it is; the one who stands in for an absent decider."""
        if any(role == "validator_unit" for role in stage.by):
            return self._unit_validator if self._unit_has_account else "rani"
        who = next(self.piece.crew[role] for role in stage.by if role in self.piece.crew)
        return self.world.stand_ins.get(who, who)

    @property
    def _unit_validator(self) -> str:
        from data.seeds.cast import PARTS  # noqa: PLC0415

        return next(
            part.username for part in PARTS for _, role, unit in part.roles if role == "validator_unit" and unit == self.piece.script.unit
        )

    def _see(self, content: Content) -> None:
        self.content = content

    def _soon(self) -> datetime:
        """Spread evenly over what is left until the piece should stand where it is going."""
        assert self.content is not None
        lane = self.content.lane_rules
        goal = self.piece.at if self.piece.at != "pemantauan" else "publikasi"
        left = max(1, lane.index(goal) - lane.index(self.content.stage))
        gap = max((self.piece.ready_by - self.world.now) / left * self.chance.uniform(0.6, 1.0), SHORT_HANDED)
        return self.world.in_hours(self.programme, self.world.now + gap)

    def _in_hours(self, days: int = 0, minutes: int = 0) -> datetime:
        return self.world.in_hours(self.programme, self.world.now + timedelta(days=days), minutes)


def answers(stage: Stage) -> Given:
    """Every item answered yes."""
    return {item.key: (Answer.YES, "") for item in stage.checklist}


def _said(page: albums.Page) -> dict[str, str]:
    return {"purpose": page.purpose.value, "alt": page.alt, "people": "tidak_ada" if page.purpose == Purpose.VISUAL else ""}
