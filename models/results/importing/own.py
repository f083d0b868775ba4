"""An office's own layout: mapped by hand once, remembered by its headings."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from models.issues import Issue, Issues
from models.results.importing.layouts import READ, Layout, Recognised, by_hand, digest, heading_row
from models.results.measurements import MeasureImport


def objections_to_mapping(columns: Mapping[str, str], kind: str) -> Issues:
    """A day for a series; a day and what tells posts apart for posts; a figure for both."""
    needed = {"day"} if kind == "series" else {"published"}
    told = needed <= columns.keys() and (kind == "series" or columns.keys() & {"id", "link"}) and columns.keys() & set(READ)
    return Issues([] if told and len(set(columns.values())) == len(columns) else [Issue("page", "export_mapping_short")])


def mapped(channel: str, kind: str, order: str, columns: Mapping[str, str]) -> Layout:
    return Layout.own({"channel": channel, "kind": kind, "order": order, "columns": {key: [name] for key, name in columns.items()}})


def remembered(programme_id: int, first: Sequence[tuple[int, Sequence[Any]]], session: Session) -> Recognised | None:
    """As these headings were mapped the last time an import of them was taken in."""
    heading = digest(heading_row(first)[1])
    wanted = select(MeasureImport.mapping).where(
        MeasureImport.programme_id == programme_id, MeasureImport.layout == "own", MeasureImport.heading == heading
    )
    told = session.exec(wanted.order_by(col(MeasureImport.id).desc()).limit(1)).first()
    return by_hand(Layout.own(told), first) if told else None
