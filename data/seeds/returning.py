"""What comes back after a quarter: the signed sheet, contents that point to documents, a post that had gone out without the app."""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from sqlmodel import col, select

from data import documents, files
from data.seeds.evaluating import AFTER, SETTLE_IN
from data.seeds.measuring import MEASURES, PLANS
from data.seeds.world import Story, World
from models.base import LOCAL
from models.content.contents import Content
from models.content.indonesian import day
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results.documents import Document
from models.results.evaluations.evaluations import Evaluation
from models.results.evaluations.periods import Period
from models.results.evaluations.signing import SignedScan
from models.results.evaluations.snapshots import EvaluationSnapshot, report_of
from models.results.posts import ChannelPost
from models.results.taking_over import take_over

FONT = Path(documents.__file__).parent / "fonts" / "public-sans-0.4.2" / "PublicSans_400Regular.ttf"
EDITORS = {"simponi": "yoga", "asri": "agus"}
LATER = {"simponi": ("pengumuman", "poster"), "asri": ("edukasi_mitigasi", "infografis")}
WHY = "Diunggah langsung dari telepon petugas sebelum tim memakai aplikasi di lapangan."


def stories(world: World, start: datetime, now: datetime) -> list[Story]:
    """Both programmes; a demo too short for a closed evaluation has no signed sheet."""
    told: list[Story] = []
    for programme in ("simponi", "asri"):
        told += [_signed(world, programme, start, now), _pointed_to(world, programme, now), _recorded_later(world, programme, now)]
    return told


def _signed(world: World, programme: str, start: datetime, now: datetime) -> Story:
    """Printed, signed on paper, scanned, and matched by the code printed on it."""
    quarter = Quarter.at(now).previous
    yield world.in_hours(programme, max(start + SETTLE_IN, quarter.until + AFTER) + timedelta(days=9), 35)
    with world.acting(PLANS[programme]) as (session, by):
        one = Evaluation.of_period(world.roster.programmes[programme], Period(quarter), session)
        report = report_of(EvaluationSnapshot.of(one.pk, session)) if one else None
        if one is None or report is None or SignedScan.objections_to_adding(one, by):
            return
        lines = (one.programme.name, one.period.label, f"Kode laporan {report.code}", "", "Ditandatangani dan dibubuhi stempel,")
        sheet = files.keep(_sheet((*lines, day(world.now.astimezone(LOCAL).date()))))
        SignedScan.add(one, by, sha256=sheet.sha256, name="laporan-bertanda-tangan.pdf", type="application/pdf", code=report.code)


def _pointed_to(world: World, programme: str, now: datetime) -> Story:
    """Each document is what two of the last contents lead to."""
    yield world.in_hours(programme, now - timedelta(days=3), 25)
    with world.acting(MEASURES[programme]) as (session, by):
        found = Programme.find(world.roster.programmes[programme], session)
        out = select(Content.id).where(Content.programme_id == found.pk, Content.state == "published").order_by(col(Content.id).desc())
        newest = [pk or 0 for pk in session.exec(out.limit(4))]
        for place, one in enumerate(session.exec(select(Document).where(Document.programme_id == found.pk).order_by(col(Document.id)))):
            one.link(found, newest[2 * place : 2 * place + 2], by)


def _recorded_later(world: World, programme: str, now: datetime) -> Story:
    """One of the posts an export told of that nobody had entered: recorded with its real hour, still to be decided on."""
    yield world.in_hours(programme, now - timedelta(days=1), 45)
    with world.acting(EDITORS[programme]) as (session, by):
        found = Programme.find(world.roster.programmes[programme], session)
        stray = select(ChannelPost).where(
            ChannelPost.programme_id == found.pk, ChannelPost.channel == "instagram", col(ChannelPost.publication_id).is_(None)
        )
        if post := session.exec(stray.order_by(col(ChannelPost.published_at).desc())).first():
            kind, form = LATER[programme]
            take_over(post, found, kind, form, "Ucapan hari jadi kabupaten", post.published_at, WHY, by, session)


def _sheet(lines: tuple[str, ...]) -> bytes:
    """A scanned page, a little askew."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    page, written = Image.new("L", (620, 877), 250), BytesIO()
    pen, large = ImageDraw.Draw(page), ImageFont.truetype(str(FONT), 22)
    pen.text((60, 60), "LEMBAR PENGESAHAN", font=large, fill=30)
    for place, line in enumerate(lines):
        pen.text((60, 120 + 34 * place), line, font=ImageFont.truetype(str(FONT), 17), fill=40)
    pen.ellipse((330, 420, 470, 560), outline=110, width=3)
    pen.line([(90, 500), (130, 470), (160, 520), (210, 460), (260, 505)], fill=60, width=3, joint="curve")
    page.rotate(0.7, fillcolor=250).save(written, "PDF")
    return written.getvalue()
