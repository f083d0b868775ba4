"""Beside the queue: what is asked often, how fast the public was answered, the screens, and one's own prepared answers."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.planning.ideas import Idea
from models.planning.quarters import Quarter
from models.programmes import Programme
from models.public import frequent, prepared
from models.public.interactions import Interaction
from models.public.prepared import PreparedAnswer
from models.public.response_times import response_times
from pages.live.moderation import asking, looks, rules, taking_out
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, programmes, signed_in

TOOL = "comments-tool"
NAMES = {
    "frequent": "Sering ditanyakan",
    "times": "Waktu respons",
    "rules": "Aturan saring",
    "answers": "Jawaban siap pakai",
    "export": "Ekspor",
}


def show_menu() -> None:
    st.menu_button("Alat", list(NAMES), key="tool-menu", icon=":material/handyman:", format_func=lambda one: NAMES[one], on_click=choose)


def choose() -> None:
    if chosen := st.session_state.get("tool-menu"):
        st.session_state[TOOL] = chosen


def opened() -> str:
    found = st.session_state.get(TOOL) or ""
    return found if found in NAMES else ""


def leave() -> None:
    st.session_state.pop(TOOL, None)


def show_tool(name: str, shown: Sequence[Programme], actor: Actor) -> None:
    st.button("Kembali ke daftar komentar", key="tool-back", type="tertiary", icon=":material/arrow_back:", on_click=leave)
    if name == "export":
        taking_out.show_export(shown, actor)
        return
    for programme in shown:
        if len(programmes()) > 1:
            st.caption(blocks.plain(programme.name))
        {"frequent": show_frequent, "times": show_times, "rules": rules.show_rules, "answers": show_answers}[name](programme, actor)


def show_frequent(programme: Programme, actor: Actor) -> None:
    """Groups of the last ninety days; an idea or one answer each in a tap."""
    blocks.heading("Sering ditanyakan", icon="forum")
    st.caption(say("moderation.frequent_help"))
    found = frequent.groups(programme, db())
    if not found:
        blocks.empty(say("moderation.frequent_none"))
    for place, group in enumerate(found):
        color, icon = looks.CATEGORIES.get(group.category, ("gray", "label"))
        labels = {one.key: one.label for one in programme.rules.moderation.categories}
        look = blocks.Look(f"{formats.number(group.count)} × {labels.get(group.category, '').lower()}", color, icon)
        known = Idea.alike(programme.pk, group.sample, db(), size=1)
        meta = say("moderation.last_asked", moment=formats.short_moment(group.latest))
        if known:
            meta += f" · mirip ide “{known[0].title}”"
        with blocks.row_of(group.sample, meta, look):
            if can(actor, "moderate", programme):
                waiting = [one.pk for one in Interaction.by_ids(group.ids, actor, db()) if one.open]
                if waiting:
                    label = f"Jawab {formats.number(len(waiting))}"
                    key = f"group-answer-{programme.pk}-{place}"
                    st.button(label, key=key, on_click=asking.ask, args=("answer-many", *waiting))
                st.button(
                    "Jadikan ide", key=f"group-idea-{programme.pk}-{place}", icon=":material/lightbulb:", on_click=suggest,
                    args=(programme.pk, list(group.ids)),
                )  # fmt: skip


def suggest(programme_id: int, ids: list[int]) -> None:
    with attempt(say("moderation.idea_made")) as session:
        frequent.suggest_idea(Programme.find(programme_id, session), ids, signed_in(session), session)


def show_times(programme: Programme, _: Actor) -> None:
    """Median and ninetieth percentile of this quarter and the last one, n beside them."""
    blocks.heading("Waktu respons", icon="timer")
    st.caption(say("moderation.times_help"))
    for quarter in (Quarter.running(), Quarter.running().previous):
        found = response_times([programme.pk], quarter.since, quarter.until, db())
        st.markdown(f"**{quarter.label}**")
        grid = st.grid(4, min_column_width=210)  # "3 jam 10 menit" needs the room
        median = looks.minutes(found.median) if found.median is not None else "–"
        ninetieth = looks.minutes(found.ninetieth) if found.ninetieth is not None else "–"
        grid.metric("Median", median, border=True)
        grid.metric("Persentil ke-90", ninetieth, border=True)
        grid.metric("Dijawab (n)", formats.number(found.answered), border=True)
        grid.metric("Belum dijawab", formats.number(found.waiting), border=True)


def show_answers(programme: Programme, actor: Actor) -> None:
    """Those of the playbook, and one's own, which who moderates writes."""
    blocks.heading("Jawaban siap pakai", icon="quickreply")
    labels = {one.key: one.label for one in programme.rules.moderation.categories}
    may = not prepared.objections(programme, actor)
    if may:
        with st.expander("Tulis jawaban baru", icon=":material/add:", key=f"own-new-{programme.pk}"):
            show_fields(f"own-new-{programme.pk}", programme, None)
    for own in PreparedAnswer.own(programme.pk, db()):
        with st.expander(blocks.plain(f"{own.label} · {labels.get(own.category, 'semua kategori')}"), key=f"own-{own.pk}"):
            if may:
                show_fields(f"own-{own.pk}", programme, own)
            else:
                st.text(own.text)
    for told in programme.rules.moderation.answers:
        with st.expander(blocks.plain(f"{told.label} · {labels.get(told.category, 'semua kategori')} · pedoman")):
            st.text(told.text)


def show_fields(key: str, programme: Programme, own: PreparedAnswer | None) -> None:
    labels = {one.key: one.label for one in programme.rules.moderation.categories}
    keys = ["", *labels]
    st.text_input("Judul", value=own.label if own else "", key=f"{key}-label", max_chars=60)
    st.text_area("Isi", value=own.text if own else "", key=f"{key}-text", height=110)
    place = keys.index(own.category) if own and own.category in keys else 0
    st.selectbox("Untuk kategori", keys, index=place, key=f"{key}-category", format_func=lambda one: labels.get(one, "Semua kategori"))
    with st.container(horizontal=True, gap="xsmall"):
        if own:
            args = (programme.pk, own.pk, own.version, key)
            st.button("Simpan perubahan", key=f"{key}-save", on_click=revise, args=args)
            st.button("Hentikan", key=f"{key}-retire", type="tertiary", on_click=retire, args=args[:3])
        else:
            st.button("Simpan jawaban", key=f"{key}-save", type="primary", on_click=write, args=(programme.pk, key))


def typed(key: str) -> tuple[str, str, str]:
    state = st.session_state
    return state.get(f"{key}-label") or "", state.get(f"{key}-text") or "", state.get(f"{key}-category") or ""


def write(programme_id: int, key: str) -> None:
    def finish() -> None:
        for name in ("label", "text", "category"):
            st.session_state.pop(f"{key}-{name}", None)

    with attempt(say("moderation.prepared_saved"), then=finish) as session:
        PreparedAnswer.write(Programme.find(programme_id, session), *typed(key), signed_in(session), session)


def revise(programme_id: int, answer_id: int, seen: int, key: str) -> None:
    with attempt(say("moderation.prepared_saved")) as session:
        by = signed_in(session)
        PreparedAnswer.current(answer_id, seen, by, session).revise(Programme.find(programme_id, session), *typed(key), by)


def retire(programme_id: int, answer_id: int, seen: int) -> None:
    with attempt(say("moderation.prepared_retired")) as session:
        by = signed_in(session)
        PreparedAnswer.current(answer_id, seen, by, session).retire(Programme.find(programme_id, session), by)
