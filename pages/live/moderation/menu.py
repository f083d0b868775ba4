"""Which verbs a comment offers this person: the questions of the verbs, nothing of its own."""

import streamlit as st

from models.actors import Actor
from models.public.acts import Deed
from models.public.hoaxes.cases import HoaxCase
from models.public.interactions import Interaction
from pages.live.moderation import asking

REMOVALS = {"hide": Deed.HIDDEN, "remove": Deed.REMOVED, "block": Deed.BLOCKED}
LABELS = {
    "hide": "Sembunyikan", "remove": "Hapus", "block": "Blokir akun", "refer": "Rujuk", "hoax": "Jadikan perkara hoaks",
    "close": "Tanpa tindakan", "sort": "Ubah kategori", "assign": "Tugaskan", "open": "Rincian dan catatan",
}  # fmt: skip
GUARDED = {"hide": "Minta sembunyikan", "remove": "Minta hapus", "block": "Minta blokir akun"}


def show_verbs(one: Interaction, actor: Actor, waits_for_second: bool) -> None:
    """One primary verb: escalating a danger, hiding what nobody answers, else the answer."""
    if not one.open or one.objections_to_moderating(actor):
        st.button("Buka", key=f"open-{one.pk}", type="tertiary", icon=":material/open_in_full:", on_click=asking.ask, args=("open", one.pk))
        return
    told = one.sort
    if told.urgent and not one.objections_to_escalating(actor):
        ask(one, "escalate", "Eskalasi", "priority_high", primary=True)
    if told.unwanted and not one.guarded:
        ask(one, "hide", "Sembunyikan", "visibility_off")
    else:
        ask(one, "answer", "Jawab", "reply")
        ask(one, "refer", "Rujuk", "forward")
    shown = ("hide",) if told.unwanted and not one.guarded else ("refer",)
    keys = [key for key in LABELS if key not in shown]
    keys = [key for key in keys if key not in REMOVALS or (not waits_for_second and not one.objections_to_asking(actor, REMOVALS[key]))]
    if HoaxCase.objections_to_recording(one.programme, actor):
        keys.remove("hoax")
    if told.unwanted and not one.guarded:
        keys.insert(0, "answer")
    st.menu_button(
        "Lainnya", keys, key=f"more-{one.pk}", type="tertiary", on_click=chosen, args=(one.pk,),
        format_func=lambda key: "Jawab" if key == "answer" else GUARDED[key] if one.guarded and key in GUARDED else LABELS.get(key, ""),
    )  # fmt: skip


def show_ways(one: Interaction, actor: Actor) -> None:
    """The same from within the opened comment: who came by a link has no row to go back to."""
    if not one.open or one.objections_to_moderating(actor):
        return
    with st.container(horizontal=True, gap="xsmall"):
        if one.sort.urgent and not one.objections_to_escalating(actor):
            ask(one, "escalate", "Eskalasi", "priority_high", where="opened-")
        ask(one, "answer", "Jawab", "reply", where="opened-")
        ask(one, "refer", "Rujuk", "forward", where="opened-")


def ask(one: Interaction, name: str, label: str, icon: str, *, primary: bool = False, where: str = "") -> None:
    st.button(
        label, key=f"{where}{name}-{one.pk}", type="primary" if primary else "secondary", icon=f":material/{icon}:", on_click=asking.ask,
        args=(name, one.pk),
    )  # fmt: skip


def chosen(interaction_id: int) -> None:
    if key := st.session_state.get(f"more-{interaction_id}"):
        asking.ask(key, interaction_id)
