"""Catat klaim: what went around, where it was seen, and what is like it already."""

from datetime import datetime
from typing import Any

import streamlit as st

from data.wording import say
from models.base import LOCAL, now
from models.content.media import Media
from models.places import known
from models.programmes import Programme
from models.public.hoaxes import similar
from models.public.hoaxes.cases import HoaxCase
from models.public.hoaxes.recording import LENGTHS, hazards
from pages.live.hoaxes import asking, looks, sighting
from pages.ui import blocks, uploads
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, programmes, signed_in, telling

KEY = "hoax-new"
FIELDS = ("title", "claim", "link", "hazard", "place")


def show_record(programme_id: int) -> None:
    offered = {one.pk: one for one in programmes() if not HoaxCase.objections_to_recording(one, me())}
    if len(offered) > 1:
        picked = st.segmented_control(
            "Program", list(offered), default=programme_id, required=True, key=f"{KEY}-programme",
            format_func=lambda one: f":gray[{blocks.plain(offered[one].name)}]",
        )  # fmt: skip
        programme_id = picked if picked in offered else programme_id
    programme = Programme.find(programme_id, db())
    show_claim(KEY, programme, {})
    st.file_uploader("Tangkapan layar (boleh kosong): JPEG, PNG, atau WebP", key=f"{KEY}-file")
    with st.container(border=True, gap="xsmall"):
        st.markdown("**Di mana terlihat**")
        sighting.show_fields(KEY, programme)
    asking.show_buttons("hoax-save", "Catat klaim", record, programme_id)


def show_claim(key: str, programme: Programme, start: dict[str, Any], but: int | None = None) -> None:
    places, dangers = dict(known()), hazards(programme)
    st.text_area("Isi klaim, apa adanya", value=start.get("claim", ""), key=f"{key}-claim", height=120, max_chars=LENGTHS["claim"])
    st.text_input(
        "Judul kasus", value=start.get("title", ""), key=f"{key}-title", max_chars=LENGTHS["title"],
        placeholder="Satu kalimat, tanpa nama penyebarnya",
    )  # fmt: skip
    show_alike(programme, key, but)
    st.text_input("Tautan (boleh kosong)", value=start.get("link", ""), key=f"{key}-link", max_chars=LENGTHS["link"])
    left, right = st.columns(2)
    right.selectbox(
        "Kecamatan (boleh kosong)", list(places), index=_index(start.get("place"), places), key=f"{key}-place", placeholder="Belum jelas",
        format_func=lambda one: places.get(one, ""),
    )  # fmt: skip
    if dangers:
        left.selectbox(
            "Menyangkut bahaya (boleh kosong)", list(dangers), index=_index(start.get("hazard"), dangers), key=f"{key}-hazard",
            placeholder="Tidak", format_func=lambda one: dangers.get(one, ""), help=say("hoaxes.danger_help"),
        )  # fmt: skip


def show_alike(programme: Programme, key: str, but: int | None = None) -> None:
    """Claims like what is typed so far, each with a link to its case."""
    typed = f"{st.session_state.get(f'{key}-title') or ''} {st.session_state.get(f'{key}-claim') or ''}"
    found = similar.among(sorted(me().teams), typed, db(), but=but, size=3)
    if not found:
        return
    cases = HoaxCase.among([one.case_id for one in found], me(), db())
    st.markdown(f":small[:orange[:material/content_copy: {say('hoaxes.alike')}]]")
    for one in found:
        if case := cases.get(one.case_id):
            told = looks.result(case.programme, case.result, case.made_by_ai) or say(f"hoax_states.{case.state}")
            st.page_link(asking.LIST, label=blocks.plain(f"{case.number} “{case.title}” · {told}"), query_params={"id": str(case.pk)})


def claim_of(key: str) -> dict[str, str]:
    return {one: st.session_state.get(f"{key}-{one}") or "" for one in FIELDS}


def record(programme_id: int) -> None:
    state, told = st.session_state, claim_of(KEY)
    about: dict[str, Any] = {key: value for key, value in told.items() if key not in ("title", "claim")}
    with telling():
        kept = kept_file(f"{KEY}-file")
        opened: list[int] = []
        with attempt(then=closing) as session:
            by = signed_in(session)
            case = HoaxCase.record(Programme.find(programme_id, session), told["title"], told["claim"], by, session, **about)
            if kept is not None:
                case.attach(by, kept)
            if state.get(f"{KEY}-sight-place"):
                case.sight(by, **sighting.given(KEY))
            opened.append(case.pk)
        if opened:
            asking.go(asking.LIST, opened[0])


def show_reword(case: HoaxCase) -> None:
    key = f"hoax-{case.pk}"
    show_claim(key, case.programme, {**{one: getattr(case, one) for one in FIELDS if one != "claim"}, "claim": case.claim.text}, case.pk)
    asking.show_buttons("hoax-reword-save", "Simpan", reword, case.pk, case.version)


def reword(case_id: int, seen: int) -> None:
    with attempt("Klaim disimpan.", then=closing) as session:
        by = signed_in(session)
        HoaxCase.current(case_id, seen, by, session).reword(by, **claim_of(f"hoax-{case_id}"))


def kept_file(key: str) -> Media | None:
    """The upload looked into and kept; never inside a transaction."""
    upload = st.session_state.get(key)
    return uploads.kept(upload.getvalue(), upload.name) if upload else None


def aware(typed: datetime | None) -> datetime | None:
    """What was typed is a minute of WIB."""
    return typed.replace(tzinfo=LOCAL) if typed else None


def this_minute() -> datetime:
    return now().astimezone(LOCAL).replace(tzinfo=None, second=0, microsecond=0)


def _index(value: str | None, options: dict[str, str]) -> int | None:
    return list(options).index(value) if value in options else None
