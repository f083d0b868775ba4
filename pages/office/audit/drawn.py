"""Uji petik yang terambil: daftarnya, paketnya, dan yang diambil sebelumnya."""

from datetime import date, datetime, timedelta

import streamlit as st

from data import parcels
from data.database import reading, transaction
from data.wording import say
from models.base import LOCAL
from models.content.contents import Content
from models.governance.samples import Sample
from models.programmes import Programme
from pages.documents import sample as documents
from pages.ui import addresses, blocks, formats
from pages.ui.session import db, me, signed_in, telling

CHOSEN = "sample-chosen"


def show_drawn(programme: Programme, chosen: int | None) -> None:
    before = Sample.of(programme.pk, me(), db())
    shown = next((one for one in before if one.pk == chosen), before[0] if before else None)
    if shown is None:
        blocks.empty(say("audit.sample_none"))
        return
    show_one(shown)
    others = [one for one in before if one is not shown]
    if others:
        blocks.heading(say("audit.sample_before"), len(others), icon="history")
    for one in others:
        blocks.row(heading(one), line(one), action="Lihat", key=f"sample-{one.pk}", on_click=choose, args=(one.pk,))


def show_one(one: Sample) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(f"**{blocks.plain(heading(one))}**  \n:small[:gray[{blocks.plain(line(one))}]]")
        titles = Content.titles(set(one.content_ids), db(), me())
        for place, content_id in enumerate(one.content_ids, start=1):
            with blocks.row_of(f"{place}. {titles.get(content_id, '')}", f"nomor {content_id}", border=False):
                st.page_link("review/content/page.py", label="Buka", icon=":material/article:", query_params={"id": str(content_id)})
        refused = one.objections_to_taking(me())
        for issue in refused:
            blocks.field_issue(issue)
        if not refused:
            show_parcel(one)


def show_parcel(one: Sample) -> None:
    st.caption(say("audit.sample_pack_help"))
    if st.button("Susun paket (ZIP)", icon=":material/folder_zip:", key=f"sample-pack-{one.pk}"):
        with telling():
            pack(one.pk, len(one.content_ids))
    place = parcels.place(name(one.pk))
    if place.is_file():
        st.caption(say("audit.sample_ready", size=formats.size(place.stat().st_size)))
        st.link_button("Unduh paket", addresses.here(f"/uji-petik/{one.pk}"), type="primary", icon=":material/download:")


def pack(sample_id: int, count: int) -> None:
    """The log first, then the dossiers one by one, outside any transaction; the bar says how far it is."""
    with transaction() as session:
        by = signed_in(session)
        Sample.current(sample_id, None, by, session).take(by)
    bar = st.progress(0.0, say("audit.sample_packing", done=0, count=count))
    with reading() as session:
        found = Sample.find(sample_id, by, session)

        def told(done: int) -> None:
            bar.progress(done / max(1, count), say("audit.sample_packing", done=done, count=count))

        parcels.write(name(sample_id), lambda target: documents.write(target, found, by, session, told))
    bar.empty()


def heading(one: Sample) -> str:
    return say("audit.sample_heading", count=len(one.content_ids), population=formats.number(one.population))


def line(one: Sample) -> str:
    said = say(
        "audit.sample_line", seed=one.seed, span=formats.period(day_of(one.since), day_of(one.until - timedelta(microseconds=1))),
        who=one.by.name if one.by else "", at=formats.moment(one.at),
    )  # fmt: skip
    return said + (say("audit.sample_letter_line", letter=one.letter) if one.letter else "")


def day_of(moment: datetime) -> date:
    return moment.astimezone(LOCAL).date()


def name(sample_id: int) -> str:
    return f"uji-petik-{sample_id}"


def choose(sample_id: int) -> None:
    st.session_state[CHOSEN] = sample_id
