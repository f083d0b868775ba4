"""The uploaders' part of a told piece: scheduled, published with proof, looked after."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from data.seeds import album
from data.seeds.album import Page
from data.seeds.plan import End
from data.seeds.steps import Steps
from models.content.media import MediaRole
from models.content.publishing import Report

# Addresses that lead nowhere: the accounts are called "contoh".
LINKS = {
    "instagram": "https://www.instagram.com/p/contoh-{}/", "facebook": "https://www.facebook.com/contoh/posts/{}",
    "tiktok": "https://www.tiktok.com/@contoh/video/{}", "youtube": "https://www.youtube.com/watch?v=contoh{}",
    "x": "https://x.com/contoh/status/{}", "website": "https://bangka.go.id/contoh/{}",
}  # fmt: skip
BY_SCREENSHOT = 0.12  # of the pieces: the first channel is proved by a picture


class Airing(Steps):
    """From the schedule to two days after publication."""

    def schedule(self) -> Iterator[datetime]:
        yield self.soon()
        with self.on(self.worker(self.stage)) as (content, actor):
            hour = max(self.piece.planned_for, self.world.now + timedelta(minutes=50))
            times = {channel: hour + timedelta(minutes=5 * place) for place, channel in enumerate(content.channels)}
            content.schedule(actor, times, frozenset(content.channels[:1]) if self.chance.random() < 0.3 else frozenset())
        self.see(content)

    def publish(self) -> Iterator[datetime]:
        hours = [one.scheduled_for for one in self.content.publications if one.scheduled_for]
        yield max(hours) + timedelta(minutes=self.chance.randint(4, 35))
        self.report(self.content.channels)

    def report(self, channels: list[str]) -> None:
        """Links for all of them, or a screenshot for the first; what is taken down later always has its screenshot."""
        chosen = self.chance.random() < BY_SCREENSHOT or self.piece.end == End.TAKE_DOWN
        pictured = channels[0] if chosen else ""
        page = album.proof(pictured, self.content.title) if pictured else None
        with self.on(self.worker(self.stage)) as (content, actor):
            content.publish(actor, [self._report(channel, page if channel == pictured else None) for channel in channels])
        self.see(content)

    def look_after(self) -> Iterator[datetime]:
        if self.piece.end == End.TAKE_DOWN:
            yield self.later(days=1, minutes=50)
            with self.on(self.piece.crew["koordinator"]) as (content, actor):
                content.take_down(actor, content.channels, "Jadwal berubah. Unit teknis meminta unggahan lama diturunkan.")
            return
        yield self.later(days=2, minutes=self.chance.randint(10, 200))
        with self.on(self.worker(self.stage)) as (content, actor):
            content.confirm_monitoring(actor)

    def _report(self, channel: str, page: Page | None) -> Report:
        planned = next(one.scheduled_for for one in self.content.publications if one.channel == channel)
        at = min((planned or self.world.now) + timedelta(minutes=self.chance.randint(0, 3)), self.world.now)
        if page:
            return Report(channel, at, proof=page.media(MediaRole.PROOF))
        return Report(channel, at, LINKS[channel].format(f"{self.content.pk}{self.chance.randint(1000, 9999)}"))
