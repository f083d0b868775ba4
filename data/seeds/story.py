"""One piece of the normal lane told with the verbs, from its beginning to where its plan or the clock ends it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from data.seeds.airing import Airing
from data.seeds.judging import Judging
from data.seeds.plan import End
from models.playbooks import StageKind

WAYS_TO_STOP = {
    End.HOLD: "Tanggal lomba masih dibahas panitia. Tunggu surat resminya.",
    End.CANCEL: "Kegiatan dibatalkan oleh penyelenggara.",
}


class NormalStory(Judging, Airing):
    """`told()` is driven by the scheduler: it yields when it wants to act next, and acts when it is woken."""

    def told(self) -> Iterator[datetime]:
        yield self.world.in_hours(self.programme, self.piece.begin, self.chance.randint(5, 90))
        self.begin()
        while not self._ends_here:
            match self.stage.kind:
                case StageKind.WORK:
                    yield from self.work()
                case StageKind.VALIDATE:
                    yield from self.decide()
                case StageKind.SCHEDULE:
                    yield from self.schedule()
                case StageKind.PUBLISH:
                    yield from self.publish()
                case StageKind.MONITOR:
                    yield from self.look_after()
                    return
        yield from self._end()

    @property
    def _ends_here(self) -> bool:
        return self.piece.end not in (End.ARCHIVE, End.TAKE_DOWN) and self.stage.key == self.piece.at

    def _end(self) -> Iterator[datetime]:
        end = self.piece.end
        if end == End.STAY:
            return
        if end == End.PUBLISH_PART:
            yield self.piece.planned_for + timedelta(minutes=20)
            self.report(self.content.channels[:1])
            return
        yield self.soon()
        if end in WAYS_TO_STOP:
            self._stop(end)
        else:
            self.send_back(self.stage, "text" if end == End.RETURN_TEXT else "picture")

    def _stop(self, end: End) -> None:
        with self.on(self.piece.crew["koordinator"]) as (content, actor):
            verb = content.hold if end == End.HOLD else content.cancel
            verb(actor, WAYS_TO_STOP[end])
