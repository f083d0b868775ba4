"""Reach taken apart for a report: by week as a picture, by channel and information type as tables, and the contents that reached most."""

from datetime import date
from typing import Any

from data.wording import say
from models.content.indonesian import number
from models.playbooks import Playbook
from pages.documents import chart_picture
from pages.ui import charts, series_rows

Told = dict[str, Any]
PART_HEAD = ("Bagian", "Jangkauan", "Tingkat interaksi", "Unggahan")
TOP_HEAD = ("Konten", "Kanal", "Jangkauan", "Tingkat interaksi")
WIDTH, HEIGHT = 640, 210


def parts(told: Told, rules: Playbook) -> Told:
    """Headed tables in words; empty where nobody measured anything."""
    channels = {one.key: one.label for one in rules.channels}
    kinds = {one.key: one.label for one in rules.types}
    tables = [
        {"title": "Menurut kanal", "head": PART_HEAD, "rows": [_row(one, channels) for one in told.get("channels", [])]},
        {"title": "Menurut jenis informasi", "head": PART_HEAD, "rows": [_row(one, kinds) for one in told.get("kinds", [])]},
        {
            "title": "Konten dengan jangkauan tertinggi", "head": TOP_HEAD,
            "rows": [
                [title, ", ".join(channels.get(one, one) for one in where), number(reach), _percent(rate)]
                for title, where, reach, rate in told.get("top", [])
            ],
        },
    ]  # fmt: skip
    return {"tables": [one for one in tables if one["rows"]], "note": say("evaluation_print.parts_note")}


def weeks(told: Told, rules: Playbook) -> charts.Spec | None:
    """A line per channel over the weeks; None below two weeks."""
    known = {channel: {date.fromisoformat(week): n for week, n in rows} for channel, rows in told.get("weeks", {}).items()}
    if len({week for rows in known.values() for week in rows}) < 2:
        return None
    labels = {one.key: one.label for one in rules.channels}
    shown = sorted(known, key=lambda one: -max(known[one].values()))[: charts.WIDEST]
    return charts.lines(series_rows.drawn(known, shown, labels), [labels.get(one, one) for one in shown])


def svg(spec: charts.Spec) -> bytes:
    return chart_picture.drawing(spec, WIDTH, HEIGHT).encode()


def png(spec: charts.Spec) -> bytes:
    return chart_picture.plain(spec, WIDTH, HEIGHT)


def _row(one: list[Any], labels: dict[str, str]) -> list[str]:
    key, reach, rate, posts = one
    return [labels.get(key, key), "–" if reach is None else number(reach), _percent(rate), number(posts)]


def _percent(rate: float | None) -> str:
    return "–" if rate is None else f"{number(rate, 2)} %"
