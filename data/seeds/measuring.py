"""A quarter of figures: exports of every channel as the platforms write them, followers, counts at the counter, downloads, targets."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from random import Random
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from data import files, probe_csv
from data.seeds.world import Story, World
from models.actors import Actor
from models.base import LOCAL, today
from models.content.contents import Content
from models.content.publications import Publication
from models.planning.quarters import Quarter, midnight, monday
from models.programmes import Programme
from models.results.by_hand import type_in
from models.results.documents import Document, DownloadDay, FaceToFace
from models.results.importing import layouts
from models.results.importing.applying import apply
from models.results.importing.staging import begin, finish, stage
from models.results.indicators import IndicatorBaseline, IndicatorTarget
from models.results.posts import link_key
from models.results.staging import MeasureUpload

MEASURES = {"simponi": "riko", "asri": "eko"}
PLANS = {"simponi": "rani", "asri": "lena"}
FORGOTTEN = {"simponi": "x", "asri": "youtube"}  # nobody has exported it for this month
WEEK = timedelta(weeks=1)
FOLLOWERS = {"instagram": 12_400, "facebook": 21_300, "tiktok": 5_100, "youtube": 1_850, "x": 3_200}
SHARE = {"simponi": 1.0, "asri": 0.6}
TARGETS = {
    "reach": 60_000, "views": 90_000, "interactions": 4_500, "interaction_rate": 4.5, "followers": 44_000, "response_median": 2,
    "downloads": 400, "face_to_face": 25, "regularity": 85, "plan": 90, "first_pass": 70,
}  # fmt: skip
BASELINES = {"reach": 38_000, "interactions": 2_600, "followers": 39_500, "face_to_face": 46, "response_median": 5}
SIZED = ("reach", "views", "interactions", "followers", "downloads")  # the smaller office wants less
SUMMED = ("reach", "views", "interactions", "downloads")  # a story that begins within a quarter wants its part of it
BEGINNING = 0.7  # and a team that only begins wants less
DOCUMENTS = {
    "simponi": (("Jadwal layanan administrasi kependudukan", "https://dukcapil.bangka.go.id/jadwal.pdf"),
                ("Panduan pengaduan masyarakat", "https://bangka.go.id/panduan-pengaduan.pdf")),
    "asri": (("Peta risiko bencana Kabupaten Bangka", "https://bpbd.bangka.go.id/peta-risiko.pdf"),
             ("Buku saku keluarga tangguh bencana", "https://bpbd.bangka.go.id/buku-saku.pdf")),
}  # fmt: skip


class Told(NamedTuple):
    """One post as its platform counts it."""

    views: int
    reach: int
    likes: int
    comments: int
    shares: int
    saves: int


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    """Both programmes: what was there before and is wanted, then week by week and export by export."""
    told: list[Story] = []
    for programme in ("simponi", "asri"):
        told += [_aims(world, programme, start, now), _weeks(world, programme, start, now), _downloads(world, programme, start, now)]
        told += [_exports(world, programme, start, now)]
    return told


def _aims(world: World, programme: str, start: datetime, now: datetime) -> Story:
    yield world.in_hours(programme, start + timedelta(days=2), 50)
    with _at_work(world, programme, PLANS) as (session, by, found):
        for key, value in BASELINES.items():
            value = value if key in ("face_to_face", "response_median") else round(value * SHARE[programme])
            IndicatorBaseline.set(found, key, value, "Triwulan yang sama tahun lalu", "Laporan tahunan kantor", by, session)
    for quarter in dict.fromkeys((Quarter.at(start), Quarter.at(now))):
        moment = world.in_hours(programme, max(start + timedelta(days=3), quarter.since + timedelta(days=3)), 30)
        if moment >= quarter.until:
            continue
        yield moment
        with _at_work(world, programme, PLANS) as (session, by, found):
            told = BEGINNING * (quarter.until - start) / (quarter.until - quarter.since) if start > quarter.since else 1.0
            for key, target in TARGETS.items():
                share = (SHARE[programme] if key in SIZED else 1) * (told if key in SUMMED else 1)
                IndicatorTarget.set(found, key, quarter, round(target * share) if key in SIZED else target, by, session)


def _weeks(world: World, programme: str, start: datetime, now: datetime) -> Story:
    """Each Monday the week before is counted at the counter; fewer come as the weeks go by."""
    chance = Random(f"counter-{programme}")
    week = monday(start.astimezone(LOCAL).date())
    place = 0
    while midnight(week + WEEK) < now - timedelta(days=1):
        yield world.in_hours(programme, midnight(week + WEEK), 60)
        with _at_work(world, programme, MEASURES) as (session, by, found):
            FaceToFace.report(found, week, max(8, 44 - round(1.3 * place) + chance.randint(-3, 3)), by, session)
        week, place = week + WEEK, place + 1


def _downloads(world: World, programme: str, start: datetime, now: datetime) -> Story:
    yield world.in_hours(programme, start + timedelta(days=4), 20)
    with _at_work(world, programme, MEASURES) as (session, by, found):
        ids = [Document.register(found, title, by, session, url=url).pk for title, url in DOCUMENTS[programme]]
    chance, moment = Random(f"downloads-{programme}"), start + timedelta(days=5, hours=6)
    while moment < now - timedelta(days=1):
        yield moment
        with _at_work(world, programme, MEASURES) as (session, _, _found):
            for document in session.exec(select(Document).where(col(Document.id).in_(ids))):
                for _ in range(chance.randint(6, 24)):
                    DownloadDay.count_one(document, session)
        moment += timedelta(days=6)


def _exports(world: World, programme: str, start: datetime, now: datetime) -> Story:
    """In the first days of each month, and some days ago: everything since the beginning, as the platforms give it out."""
    days = [now - timedelta(days=55), now - timedelta(days=2)]
    for round_, moment in enumerate(day for day in days if start + timedelta(days=5) < day):
        yield world.in_hours(programme, moment, 70)
        last = moment >= now - timedelta(days=3)
        with _at_work(world, programme, MEASURES) as (session, by, found):
            for channel in FOLLOWERS:
                if not last or channel != FORGOTTEN[programme]:
                    _take(channel, programme, start, found, by, session, round_)


def _take(channel: str, programme: str, start: datetime, found: Programme, by: Actor, session: Session, round_: int) -> None:
    out = select(Publication, Content.title).join(Content, col(Content.id) == Publication.content_id)
    out = out.where(Publication.programme_id == found.pk, Publication.channel == channel, Publication.permalink != "")
    posts = list(session.exec(out.where(col(Publication.published_at).is_not(None)).order_by(col(Publication.id))))
    followers = round(FOLLOWERS[channel] * SHARE[programme] * (1 + 0.03 * round_))
    proof = files.keep(_picture(f"{programme}-{channel}-{round_}")).sha256
    type_in(found, channel, today(), {"followers": followers}, proof, by, session)
    if not posts:
        return
    rows = [_row(channel, one, title, SHARE[programme]) for one, title in posts]
    rows.append(_stranger(channel, programme))
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADINGS[channel], *rows])
    data = text.getvalue().encode("utf-8-sig")
    lines = list(probe_csv.rows(data))
    recognised = layouts.recognise(lines[:10])[0]
    since = start.astimezone(LOCAL).date().replace(day=1)
    name = f"{channel}-{today():%Y-%m-%d}.csv"
    upload = begin(found, by, files.keep(data).sha256, name, recognised, since, today() - timedelta(days=1), session)
    stage(upload, recognised, [one for one in lines if one[0] > recognised.heading], found, session)
    finish(upload, layouts.digest(lines[0][1]), session)
    apply(MeasureUpload.find(upload, found, by, session), found, by, session)


HEADINGS = {
    "instagram": ["Post ID", "Account username", "Description", "Publish time", "Permalink", "Post type", "Views", "Reach", "Likes",
                  "Shares", "Comments", "Saves"],
    "facebook": ["Post ID", "Page ID", "Page name", "Title", "Publish time", "Permalink", "Post type", "Views", "Reach", "Reactions",
                 "Comments", "Shares"],
    "tiktok": ["Time", "Video title", "Video link", "Post time", "Total likes", "Total comments", "Total shares", "Total views"],
    "youtube": ["Content", "Video title", "Video publish time", "Impressions", "Views", "Watch time (hours)", "Likes"],
    "x": ["Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Bookmarks", "Replies", "Reposts"],
}  # fmt: skip


def _row(channel: str, one: Publication, title: str, share: float) -> list[Any]:
    assert one.published_at is not None
    return _cells(channel, f"{one.content_id}-{channel}", one.permalink, title, one.published_at, share)


def _stranger(channel: str, programme: str) -> list[Any]:
    """A post that went out past the app."""
    at = midnight(today() - timedelta(days=9)) + timedelta(hours=9)
    links = {
        "instagram": "https://www.instagram.com/p/Lama{n}/", "facebook": "https://www.facebook.com/bangka/posts/{n}7700112233",
        "tiktok": "https://www.tiktok.com/@bangka/video/74{n}0001112223334", "youtube": "https://www.youtube.com/watch?v=lama{n}xyz",
        "x": "https://x.com/bangka/status/18{n}0001112223334",
    }  # fmt: skip
    number = Random(f"stranger-{channel}-{programme}-{at:%Y%m}").randint(1000, 9999)
    link = links[channel].format(n=number)
    return _cells(channel, f"stranger-{number}", link, "Ucapan hari jadi (di luar aplikasi)", at, 0.5)


def _cells(channel: str, seed: str, link: str, title: str, at: datetime, share: float) -> list[Any]:
    """Figures grow with the days a post has been out, and stand after two weeks."""
    local = at.astimezone(LOCAL)
    age = max(0.25, min(1.0, (midnight(today()) - at) / timedelta(days=14)))
    told = _told(channel, seed, share * age)
    number = "18" + str(abs(_hash_of(seed)))[:15].rjust(15, "1")
    american = f"{local:%m/%d/%Y %H:%M}"
    if channel == "instagram":
        return [
            number,
            "bangka",
            title,
            american,
            link,
            "IG image",
            told.views,
            told.reach,
            told.likes,
            told.shares,
            told.comments,
            told.saves,
        ]
    if channel == "facebook":
        return [number, "1000", "Bangka", title, american, link, "Photos", told.views, told.reach, told.likes, told.comments, told.shares]
    if channel == "tiktok":
        return [f"{today()}", title, link, f"{local:%Y-%m-%d %H:%M}", told.likes, told.comments, told.shares, told.views]
    if channel == "youtube":
        watched = f"{told.views * 0.014:.2f}"
        return [link_key(channel, link), title, f"{local:%Y-%m-%d}", told.views * 4, told.views, watched, told.likes]
    return [number, f"{local:%Y-%m-%d %H:%M}", title, link, told.views, told.likes, told.saves, told.comments, told.shares]


def _told(channel: str, seed: str, share: float) -> Told:
    chance = Random(f"post-{seed}")
    weight = {"instagram": 1.0, "facebook": 1.3, "tiktok": 1.6, "youtube": 0.35, "x": 0.4}[channel]
    views = max(30, round(chance.lognormvariate(7.0, 0.5) * weight * share))
    likes = round(views * chance.uniform(0.02, 0.06))
    return Told(views, round(views * chance.uniform(0.65, 0.85)), likes, likes // 9, likes // 7, likes // 12)


def _hash_of(seed: str) -> int:
    return Random(seed).getrandbits(50)


def _picture(seed: str) -> bytes:
    """A small screenshot."""
    from PIL import Image  # noqa: PLC0415

    chance, written = Random(seed), BytesIO()
    Image.new("RGB", (240, 120), (chance.randint(0, 120), chance.randint(60, 160), 180)).save(written, "PNG")
    return written.getvalue()


@contextmanager
def _at_work(world: World, programme: str, who: dict[str, str]) -> Iterator[tuple[Session, Actor, Programme]]:
    name = who[programme]
    with world.acting(world.stand_ins.get(name, name)) as (session, by):
        yield session, by, Programme.find(world.roster.programmes[programme], session)
