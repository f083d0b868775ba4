"""What a follow-up is told by: its fields, and those of an inspector's finding; on /evaluasi and /audit."""

from collections.abc import Callable
from datetime import date, timedelta

import streamlit as st
from sqlmodel import Session

from data.wording import say
from models.base import today
from models.programmes import Programme
from models.results.evaluations.follow_ups import FollowUp, FollowUpKind
from models.results.evaluations.following import LENGTHS, owners
from pages.ui.session import db, signed_in

USUAL = timedelta(days=30)


def show_fields(
    key: str, programme: Programme, *, title: str = "", detail: str = "", owner_id: int | None = None, due_on: date | None = None,
    kinds: list[FollowUpKind] | None = None,
) -> None:  # fmt: skip
    st.text_input("Yang akan dikerjakan", value=title[: LENGTHS["title"]], key=f"{key}-title", max_chars=LENGTHS["title"])
    if kinds and len(kinds) > 1:
        words = {one: say(f"follow_up_kinds.{one}") for one in kinds}
        st.selectbox("Jenis", kinds, key=f"{key}-kind", format_func=lambda one: words[one])
    people = owners(programme, db())
    left, right = st.columns(2)
    left.selectbox(
        "Penanggung jawab", list(people), index=list(people).index(owner_id) if owner_id in people else None, key=f"{key}-owner",
        placeholder="Pilih orang", format_func=lambda one: people.get(one, ""),
    )  # fmt: skip
    right.date_input("Tenggat", value=due_on or today() + USUAL, key=f"{key}-due", format="DD/MM/YYYY")
    st.text_area("Keterangan (boleh kosong)", value=detail, key=f"{key}-detail", max_chars=LENGTHS["detail"], height=90)


def show_finding(programme: Programme, save: Callable[[int, str], None]) -> None:
    """With the letter or report it stands in; `save` gets the programme's id and the key of the fields."""
    key = f"inspection-{programme.pk}"
    st.text_input("Nomor surat atau laporan pemeriksaan", key=f"{key}-letter", max_chars=LENGTHS["letter"])
    show_fields(key, programme, kinds=[FollowUpKind.INSPECTION])
    st.button("Catat temuan pemeriksaan", key="inspection-save", type="primary", on_click=save, args=(programme.pk, key))


def record_finding(programme_id: int, key: str, session: Session) -> None:
    letter = st.session_state.get(f"{key}-letter") or ""
    programme, by = Programme.find(programme_id, session), signed_in(session)
    FollowUp.open(programme, FollowUpKind.INSPECTION, by=by, session=session, letter=letter, **given(key))  # type: ignore[arg-type]


def given(key: str) -> dict[str, object]:
    return {
        "title": st.session_state.get(f"{key}-title") or "", "detail": st.session_state.get(f"{key}-detail") or "",
        "owner_id": st.session_state.get(f"{key}-owner"), "due_on": st.session_state.get(f"{key}-due"),
    }  # fmt: skip
