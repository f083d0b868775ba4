"""The quarter's reach by channel, information type, format, kecamatan, campaign and target group."""

from collections.abc import Mapping, Sequence
from typing import Any

from data import reference
from data.wording import say
from models import places
from models.content.indonesian import number
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.results import breakdowns
from models.results.breakdowns import By, Share
from pages.results.dashboard import readings
from pages.ui import charts, panels
from pages.ui.session import db

MOST = 12  # bars; the table has the rest


def show_channels(programme: Programme, quarter: Quarter) -> None:
    show(programme, quarter, By.CHANNEL, {one.key: one.label for one in programme.rules.channels})


def show_kinds(programme: Programme, quarter: Quarter) -> None:
    show(programme, quarter, By.KIND, {one.key: one.label for one in programme.rules.types})


def show_formats(programme: Programme, quarter: Quarter) -> None:
    show(programme, quarter, By.FORMAT, {one.key: one.label for one in programme.rules.formats})


def show_campaigns(programme: Programme, quarter: Quarter) -> None:
    show(programme, quarter, By.CAMPAIGN, {})


def show_groups(programme: Programme, quarter: Quarter) -> None:
    show(programme, quarter, By.TARGET_GROUP, programme.rules.target_groups)


def show_places(programme: Programme, quarter: Quarter) -> None:
    """Points on the middles of the kecamatan; the whole district is told in the sentence below, it has no point of its own."""
    found, labels, middles = breakdowns.by(programme, quarter, By.PLACE, db()), places.known(), reference.centroids()
    local = [one for one in found if one.key in middles]
    spoken = {one.key for one in local}
    rows = [
        {
            "nama": labels[one.key], "lat": middles[one.key][0], "lon": middles[one.key][1], "nilai": one.reach or 0, "kurang": False,
            "teks": number(one.reach) if one.reach is not None else "–",
        }
        for one in local
    ]  # fmt: skip
    rows += [
        {"nama": labels[code], "lat": lat, "lon": lon, "nilai": 0, "kurang": True, "teks": say("dashboard.no_post")}
        for code, (lat, lon) in middles.items()
        if code not in spoken
    ]
    reading = readings.shares(local, labels, say("dashboard.by_place_word"))
    spec = charts.points(rows) if found else None
    what = say("dashboard.by_place", district=number(sum(one.posts for one in found if one.key not in middles)))
    panels.show(panels.Panel("place", reading, what, spec, tabled(found, labels), 420, panels.ORIGIN), empty=say("dashboard.no_figures"))


def show(programme: Programme, quarter: Quarter, what: By, labels: Mapping[str, str]) -> None:
    found = breakdowns.by(programme, quarter, what, db())
    reading = readings.shares(found, labels, say(f"dashboard.by_{what}_word"))
    rows = drawn(found[:MOST], labels)
    spec, height = charts.bars(rows) if rows else None, max(160, 48 * len(rows))
    panel = panels.Panel(what, reading, say(f"dashboard.by_{what}"), spec, tabled(found, labels), height, panels.ORIGIN)
    panels.show(panel, empty=say(f"dashboard.none_{what}" if what in (By.CAMPAIGN, By.TARGET_GROUP) else "dashboard.no_figures"))


def drawn(found: Sequence[Share], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Too few posts to compare are told as such, in words."""
    return [
        {
            "nama": labels.get(one.key, one.key), "nilai": one.reach, "kurang": False,
            "teks": say("dashboard.share", reach=number(one.reach), n=number(one.posts)), "pendek": number(one.reach),
        }
        for one in found
        if one.reach is not None
    ]  # fmt: skip


def tabled(found: Sequence[Share], labels: Mapping[str, str]) -> dict[str, list[Any]]:
    return {
        "Bagian": [labels.get(one.key, one.key) for one in found], "Jangkauan": [one.reach for one in found],
        "Tingkat interaksi (%)": [round(one.rate, 2) if one.rate is not None else None for one in found],
        "Jumlah unggahan": [one.posts for one in found],
    }  # fmt: skip
