"""Which technical unit validates what is said: any office's, with who answers for it here, or by letter."""

from collections.abc import Callable

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.content.indonesian import listing
from models.people import Assignment
from models.programmes import Programme, Unit
from pages.ui import blocks
from pages.ui.session import db


def choose(
    programme: Programme, lane: str, key: str, label: str = "Unit teknis pemilik informasi (boleh menyusul)", chosen: int | None = None
) -> None:
    """The selection, and below it what choosing means; the value stands under `key`."""
    units = {one.pk: one.name for one in Unit.all(db())}
    index = list(units).index(chosen) if chosen in units else None
    name: Callable[[int], str] = lambda one: units.get(one, "")  # noqa: E731
    picked = st.selectbox(label, list(units), index=index, key=key, placeholder="Pilih unit", format_func=name)
    if picked not in units:
        st.caption(say("compose.unit_help"))
        return
    if people := validators(programme, lane, picked):
        st.caption(blocks.plain(say("compose.unit_has", unit=units[picked], people=listing(people))))
    else:
        st.caption(blocks.plain(say("compose.unit_by_letter", unit=units[picked])))


def validators(programme: Programme, lane: str, unit_id: int) -> list[str]:
    """Names of who validates for this unit today, whichever office they belong to."""
    roles = tuple(
        key for stage in programme.rules.lane(lane).validating for key in stage.by if programme.rules.role(key).unit
    )  # fmt: skip
    return [one.name for one in Assignment.holders(programme.pk, roles, db(), unit_id=unit_id)]


def named(content: Content) -> str:
    """The unit of a content; where none is chosen yet, that."""
    return next((one.name for one in Unit.all(db()) if one.pk == content.unit_id), "belum dipilih")
