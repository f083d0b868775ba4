"""Tab Kegiatan sosialisasi: daftar per triwulan, jumlah per kecamatan, dan satu kegiatan dengan buktinya (S-H6, A-H8)."""

import pandas as pd
import streamlit as st

from data.wording import say
from models import places
from models.content.contents import Content
from models.governance.activities import Activity, Counted
from models.governance.evidence import Evidence
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.programme.profile import activity_form, proofs
from pages.ui import blocks, charts, formats
from pages.ui.session import attempt, db, me, signed_in

QUARTER = "activity-quarter"


def show_activities(programme: Programme) -> None:
    may = not Activity.objections_to_recording(programme, me())
    if may and activity_form.is_open():
        activity_form.show_form(programme)
        return
    quarters = {str(one): one for one in Activity.quarters(programme.pk, db())}
    if st.session_state.get(QUARTER) not in quarters:
        st.session_state[QUARTER] = next(iter(quarters))
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", gap="small"):
        st.selectbox("Triwulan", list(quarters), key=QUARTER, format_func=lambda key: quarters[key].label, width=260)
        if may:
            st.button("Catat kegiatan", key="activity-new", type="primary", icon=":material/add:", on_click=activity_form.open_form)
    quarter = quarters[st.session_state[QUARTER]]
    show_counted(Activity.counted(programme.pk, quarter, db()))
    show_list(programme, quarter, may)


def show_counted(counted: list[Counted]) -> None:
    if not counted:
        return
    with st.container(border=True, gap="xsmall"):
        activities, people = sum(one.activities for one in counted), sum(one.people for one in counted)
        words = say("programme.counted", activities=formats.number(activities), people=formats.number(people))
        st.markdown(f"**{words}** :small[:gray[per kecamatan, jumlah orang]]")
        rows = [
            {
                "nama": places.known().get(one.place, one.place), "nilai": one.people, "rencana": None, "kurang": False,
                "teks": say("programme.counted", activities=one.activities, people=formats.number(one.people)),
                "pendek": formats.number(one.people),
            }
            for one in counted
        ]  # fmt: skip
        charts.draw(charts.bars(rows), 40 * len(rows) + 20, key="activity-places")
        with st.expander("Tabel"):
            told = [(row["nama"], one.activities, one.people) for row, one in zip(rows, counted, strict=True)]
            st.dataframe(pd.DataFrame(told, columns=["Kecamatan", "Kegiatan", "Orang"]), hide_index=True, width="stretch")


def show_list(programme: Programme, quarter: Quarter, may: bool) -> None:
    found = Activity.listed(programme.pk, quarter, db())
    if not found:
        blocks.empty(say("programme.no_activity"))
    shown = Evidence.of_many("activity", [one.pk for one in found], db())
    titles = Content.titles({it.content_id for one in found for it in one.contents}, db())
    for one in found:
        show_one(programme, one, shown[one.pk], titles, may)


def show_one(programme: Programme, one: Activity, found: list[Evidence], titles: dict[int, str], may: bool) -> None:
    look = blocks.Look(say(f"activity_forms.{one.form}"), "blue", "groups")
    meta = " · ".join(
        (
            formats.day(one.held_on),
            one.venue,
            places.known().get(one.place, one.place),
            say("programme.people", people=formats.number(one.people)),
        )
    )
    with st.container(border=True, gap="xsmall"):
        with blocks.row_of(one.title, meta, look, border=False):
            if may:
                st.button("Ubah", key=f"activity-edit-{one.pk}", icon=":material/edit:", on_click=activity_form.open_form, args=(one.pk,))
        facts = [("Peserta", one.audience), ("Materi", one.materials), ("Hasil", one.outcome)]
        facts += [("Kampanye", one.campaign.name if one.campaign else ""), ("Keputusan", one.decision.text if one.decision else "")]
        lines = [f":small[**{label}:** {blocks.plain(text)}]" for label, text in facts if text]
        st.markdown("  \n".join(lines + ([f":small[:gray[{say('programme.later').capitalize()}]]"] if one.later else [])))
        for it in one.contents:
            st.page_link(
                "review/content/page.py", label=blocks.plain(titles.get(it.content_id, "")), icon=":material/article:",
                query_params={"id": str(it.content_id)},
            )  # fmt: skip
        proofs.show_proofs(programme, "activity", one.pk, found)
        if may:
            with st.popover("Hapus kegiatan", icon=":material/delete:", key=f"activity-off-{one.pk}"):
                st.text_area("Alasan", key=f"activity-why-{one.pk}", height=80, max_chars=600)
                st.button("Hapus dari hitungan", key=f"activity-remove-{one.pk}", on_click=remove, args=(one.pk, one.version))


def remove(activity_id: int, seen: int) -> None:
    with attempt(say("programme.activity_removed")) as session:
        by = signed_in(session)
        Activity.current(activity_id, seen, by, session).remove(by, st.session_state.get(f"activity-why-{activity_id}") or "")
