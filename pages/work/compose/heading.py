"""The head of a draft: what it is, where it stands, what else can be done with it."""

import streamlit as st

from data.wording import say
from models.actors import can
from models.base import LOCAL
from models.content.beginning import asks_a_unit
from models.content.contents import Content
from pages.ui import asked_unit, blocks, formats, library_shelf
from pages.ui.session import me
from pages.work.compose import actions, aside
from pages.work.compose.desk import Desk


def show_heading(desk: Desk) -> None:
    content = desk.content
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        with st.container(width="stretch", gap="xxsmall"):
            blocks.title(desk.fields.get("title") or content.title, _about(content), _looks(content))
        with st.container(horizontal=True, gap="xsmall", width="content"):
            if any(key in desk.editable for key in content.rules.type(content.kind).template):
                st.button(
                    "Mulai dari templat", icon=":material/content_copy:", key="template", help=say("compose.template"),
                    on_click=actions.take_template, args=(content.pk,),
                )  # fmt: skip
            if content.programme_id in me().teams:
                library_shelf.show_popover(content.programme.practice_of_id or content.programme_id)
            _show_more(desk)
    stages = content.lane_rules.stages
    blocks.stepper([one.label for one in stages], content.lane_rules.index(content.stage))


def show_plan(desk: Desk) -> None:
    """The planned hour and the unit that is asked; changed here by who may plan."""
    content = desk.content
    with st.container(border=True, gap="small", key=f"plan-{content.pk}"):
        blocks.heading("Rencana")
        unit = asked_unit.named(content) if _asks(content) else ""
        hour = formats.short_moment(content.planned_for) if content.planned_for else "belum ditetapkan"
        st.markdown(f":small[Tayang: {hour}" + (f"  \nUnit teknis: {blocks.plain(unit)}]" if unit else "]"))
        if desk.content.desk and not content.completing and (can(me(), "plan", content) or content.may_act(me(), content.stage_rules)):
            _show_planning(content)


def _show_planning(content: Content) -> None:
    with st.popover("Ubah rencana", icon=":material/event:"):
        hour = content.planned_for.astimezone(LOCAL).replace(tzinfo=None) if content.planned_for else None
        st.datetime_input("Rencana tayang, WIB", value=hour, key=f"plan-{content.pk}-hour", format="DD/MM/YYYY", step=900)
        if _asks(content) and content.sent_at is None:
            asked_unit.choose(content.programme, content.lane, f"plan-{content.pk}-unit", "Unit teknis pemilik informasi", content.unit_id)
        st.button("Simpan rencana", key="plan", type="primary", on_click=aside.plan, args=(content.pk, content.version))


def _show_more(desk: Desk) -> None:
    content = desk.content
    with st.popover("Lainnya"):
        st.page_link(
            "review/content/page.py", label="Lihat rincian konten", icon=":material/visibility:", query_params={"id": str(content.pk)}
        )
        if desk.copy:
            st.button(
                "Kembali ke revisi tersimpan", key="back-to-saved", icon=":material/restore:", on_click=aside.discard, args=(content.pk,)
            )
        if not content.objections_to_cancelling(me()):
            st.text_area("Alasan membatalkan", key=f"cancel-{content.pk}", height=80)
            st.button("Batalkan konten", key="cancel", icon=":material/cancel:", on_click=aside.cancel, args=(content.pk, content.version))
        st.button("Kembali ke daftar draf", key="leave", icon=":material/arrow_back:", on_click=aside.leave)


def _asks(content: Content) -> bool:
    return asks_a_unit(content.programme, content.lane)


def _about(content: Content) -> str:
    kind, format = content.rules.type(content.kind).label, content.rules.format_of(content.format).label
    return f"{content.programme.name} · {kind} · {format} · Revisi {content.revision_number}"


def _looks(content: Content) -> list[blocks.Look]:
    looks = [blocks.status(content.state.value)]
    if content.lane != "normal":
        looks.append(blocks.Look(content.lane_rules.label, "red", "emergency"))
    return [*looks, blocks.deadline(content.due_at)] if content.due_at else looks
