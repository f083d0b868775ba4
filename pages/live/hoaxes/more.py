"""What else can be done with a case: merged, corrected, closed, told as an idea, taken out as documents."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.planning.ideas import Idea
from models.programmes import Programme
from models.public.hoaxes import claim_review
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.shelves import Shelf
from models.public.hoaxes.states import HoaxState, is_hoax
from pages.documents import hoax_case
from pages.live.hoaxes import asking
from pages.ui import blocks, referring, whatsapp
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, signed_in

IDEA_SOURCE = "hoax"


def show_more(case: HoaxCase, actor: Actor, *, works: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        blocks.heading("Tindak lanjut", icon="more_horiz")
        with st.container(horizontal=True, gap="xsmall"):
            if works:
                show_closing(case, actor)
            if not case.objections_to_correcting(actor):
                st.button("Koreksi simpulan", key="correct", icon=":material/history:", on_click=asking.ask, args=("correct", case.pk))
            if works and not case.objections_to_merging(actor):
                st.button("Gabungkan", key="merge", icon=":material/merge:", on_click=asking.ask, args=("merge", case.pk))
            if case.programme_id in actor.teams and any(one.key == IDEA_SOURCE for one in case.programme.rules.idea_sources):
                st.button("Jadikan ide", key="hoax-idea", icon=":material/lightbulb:", on_click=suggest, args=(case.pk,))
        show_documents(case)
        referring.show_referring(case, case.programme)
        if works and case.state is not HoaxState.CLOSED:
            blocks.issues_list(case.open_ends)


def show_closing(case: HoaxCase, actor: Actor) -> None:
    issues = case.objections_to_closing(actor)
    st.button(
        "Tutup kasus", key="close", icon=":material/inventory_2:", disabled=bool(issues), on_click=asking.ask, args=("close", case.pk)
    )


def show_documents(case: HoaxCase) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        st.download_button(
            "Berkas kasus (PDF)", data=hoax_case.offered(case.pk), file_name=f"{case.number}.pdf", mime="application/pdf", key="hoax-pdf",
            icon=":material/picture_as_pdf:", on_click="ignore",
        )  # fmt: skip
        if case.state in (HoaxState.CLARIFIED, HoaxState.CLOSED) and claim_review.is_possible(case):
            st.download_button(
                "ClaimReview (JSON-LD)", data=claim_review.text(case, whatsapp.address("/")), file_name=f"{case.number}.jsonld",
                mime="application/ld+json", key="hoax-jsonld", icon=":material/data_object:", on_click="ignore",
            )  # fmt: skip


def suggest(case_id: int) -> None:
    """In one tap into the idea bank, with its source."""
    with attempt(say("hoaxes.idea_made")) as session:
        by = signed_in(session)
        case = HoaxCase.find(case_id, by, session)
        programme = Programme.find(case.programme_id, session)
        title = say("hoaxes.idea_title", title=case.title)[:120]
        Idea.suggest(programme, title, IDEA_SOURCE, by, session, source_note=case.number, place=case.place)


def show_close(case: HoaxCase) -> None:
    silent = is_hoax(case.result) and case.state is not HoaxState.CLARIFIED
    st.caption(say("hoaxes.close_silent" if silent else "hoaxes.close_ask"))
    st.text_area("Alasan" if silent else "Catatan (boleh kosong)", key=f"hoax-{case.pk}-close", height=100)
    asking.show_buttons("close-save", "Tutup kasus", close, case.pk, case.version)


def close(case_id: int, seen: int) -> None:
    with attempt("Kasus ditutup.", then=closing) as session:
        by = signed_in(session)
        HoaxCase.current(case_id, seen, by, session).close(by, st.session_state.get(f"hoax-{case_id}-close") or "")


def show_merge(case: HoaxCase) -> None:
    key = f"hoax-{case.pk}-merge"
    st.caption(say("hoaxes.merge_ask"))
    found = HoaxCase.shelf(Shelf.OPEN, me(), db(), programme_id=case.programme_id, size=100).rows
    offered = {one.pk: f"{one.number} “{one.title}”" for one in _alike_first(case, found) if one.pk != case.pk}
    st.selectbox(
        "Kasus tujuan", list(offered), index=None, key=key, placeholder="Pilih kasus", format_func=lambda one: offered.get(one, "")
    )
    asking.show_buttons("merge-save", "Gabungkan", merge, case.pk, case.version, disabled=not offered)


def merge(case_id: int, seen: int) -> None:
    target = st.session_state.get(f"hoax-{case_id}-merge") or 0
    merged: list[int] = []
    with attempt("Kasus digabung.", then=closing) as session:
        by = signed_in(session)
        case = HoaxCase.current(case_id, seen, by, session)
        into = HoaxCase.current(target, None, by, session)
        case.merge_into(into, by)
        merged.append(into.pk)
    if merged and not asking.asked()[0]:
        asking.go(asking.LIST, merged[0])


def _alike_first(case: HoaxCase, found: tuple[HoaxCase, ...]) -> list[HoaxCase]:
    near = {one: place for place, one in enumerate(case.alike_now())}
    return sorted(found, key=lambda one: (near.get(one.pk, len(near)), one.due_at))
