"""Bagian Serah terima: pekerjaan terbuka, tindak lanjut, komentar, akun, dan piket berpindah tangan dalam satu tindakan."""

import streamlit as st

from data.wording import say
from models.actors import administers, can
from models.base import today
from models.errors import NotReady
from models.governance.acknowledging import members
from models.governance.handing_on import GOES, Stays, last_day
from models.governance.handover_scans import HandoverScan
from models.governance.handovers import LENGTHS, Handover
from models.governance.open_work import Piece, Work
from models.issues import Issue
from models.people import Person
from models.programmes import Programme
from pages.programme.team import handover_record
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in


def show_handovers(programme: Programme) -> None:
    st.caption(say("handovers.help"))
    team = members(programme.pk, db())
    if givers := offered(programme, team):
        with st.container(border=True, gap="small"):
            show_form(programme, givers, team)
    found = Handover.of_programme(programme, me(), db())
    blocks.heading("Berita acara", len(found), icon="description")
    if not found:
        blocks.empty(say("handovers.none"))
    scans = HandoverScan.of([one.pk for one in found], db())
    for one in found:
        handover_record.show(one, scans.get(one.pk, []))


def offered(programme: Programme, team: dict[int, str]) -> dict[int, str]:
    """Everybody who ever held a role for whoever may do it for others (who left has work too), else oneself."""
    if administers(me()) or can(me(), "keep_policies", programme):
        return Handover.givers(programme, db())
    return {key: name for key, name in team.items() if key == me().person_id}


def show_form(programme: Programme, givers: dict[int, str], team: dict[int, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        own = next((place for place, key in enumerate(givers) if key == me().person_id), None)
        giver_id = st.selectbox(
            "Yang menyerahkan", list(givers), index=own, key="handover-giver", placeholder="Pilih orang", format_func=lambda it: givers[it]
        )
        others = [key for key in team if key != giver_id]
        receiver_id = st.selectbox(
            "Yang menerima",
            others,
            index=None,
            key="handover-receiver",
            placeholder="Pilih orang",
            format_func=lambda it: team.get(it, ""),
        )
    if giver_id is None:
        return
    receiver = Person.find(receiver_id, db()) if receiver_id else None
    pieces = Handover.preview(programme, Person.find(giver_id, db()), receiver, db())
    if not pieces:
        blocks.empty(say("handovers.nothing", name=givers[giver_id]))
        return
    show_pieces(pieces)
    if receiver:
        show_end(programme, receiver)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Nomor berita acara (boleh kosong)", key="handover-number", max_chars=LENGTHS["number"])
        st.text_input("Catatan (boleh kosong)", key="handover-note", max_chars=LENGTHS["note"])
    going = sum(outcome is Stays.MOVED for _, outcome in pieces)
    words = say("handovers.ask", count=going, name=receiver.name if receiver else "…")
    if receiver is None:
        st.caption(say("issues.handover_receiver_missing"))
    else:
        blocks.confirm(words, "Serahterimakan", make, programme.pk, giver_id, receiver.pk, key="handover-make", icon="swap_horiz")


def show_pieces(pieces: list[tuple[Piece, Stays]]) -> None:
    """Grouped by kind; what doesn't go along says why."""
    for work in Work:
        some = [(piece, outcome) for piece, outcome in pieces if piece.work is work]
        if not some:
            continue
        label, stay = say(f"handover_works.{work}"), sum(outcome not in GOES for _, outcome in some)
        words = say("handovers.some_stay", label=label, count=len(some), stay=stay) if stay else f"{label} ({len(some)})"
        with st.expander(words, expanded=len(some) <= 5, key=f"handover-{work.value}"):
            lines = []
            for piece, outcome in some:
                why = "" if outcome is Stays.MOVED else f" :orange-badge[{blocks.plain(say(f'handover_outcomes.{outcome}'))}]"
                lines.append(f"- {blocks.plain(piece.title)}{why}")
            st.markdown("\n".join(lines))


def show_end(programme: Programme, receiver: Person) -> None:
    """Whose role ends soon will have to hand everything on again."""
    ends = last_day(programme, receiver, db())
    left = (ends - today()).days if ends else None
    if ends and left is not None and left <= programme.rules.governance.decree_warn_days:
        words = say("handovers.ends_soon" if left else "handovers.ends_today", name=receiver.name, day=formats.day(ends), left=left)
        st.warning(blocks.plain(words), icon=":material/hourglass_bottom:")


def make(programme_id: int, giver_id: int, receiver_id: int) -> None:
    state = st.session_state
    with attempt(say("handovers.done"), then=cleared) as session:
        by = signed_in(session)
        if not receiver_id:
            raise NotReady(Issue("receiver", "handover_receiver_missing"))
        Handover.make(
            Programme.find(programme_id, session), Person.find(giver_id, session), Person.find(receiver_id, session), by, session,
            number=state.get("handover-number") or "", note=state.get("handover-note") or "",
        )  # fmt: skip


def cleared() -> None:
    """Set, not dropped: the browser would go on showing what was typed."""
    st.session_state.update({"handover-receiver": None, "handover-number": "", "handover-note": ""})
