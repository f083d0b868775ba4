"""Hiding, deleting, blocking: the house rule and the reason; for criticism a request to a second person, and his decision."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.playbooks.moderation import HouseRule
from models.programmes import Programme
from models.public.acts import Deed
from models.public.hiding import HidingRequest
from models.public.interactions import Interaction
from pages.live.moderation import choosing, looks
from pages.live.moderation.menu import REMOVALS
from pages.ui import blocks, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, me, signed_in

RULE, REASON = "removal-rule", "removal-reason"
VERBS = {"hide": "Sembunyikan", "remove": "Hapus", "block": "Blokir akun"}
LIKELY = {
    "promosi_judi": "tanpa_judi", "spam": "tanpa_spam", "data_pribadi": "jaga_data_pribadi", "ujaran_kebencian": "tanpa_kebencian",
    "hoaks": "tanpa_hoaks",
}  # fmt: skip


def show_removal(one: Interaction, name: str) -> None:
    actor, deed = me(), REMOVALS[name]
    st.markdown(" ".join(look.markdown for look in (looks.time_look(one), looks.category_look(one))))
    st.text(one.shown_to(actor))
    barred = one.objections_to_asking(actor, deed)
    blocks.issues_list(barred)
    st.caption(say("moderation.guarded_help" if one.guarded else f"moderation.{name}_help"))
    show_fields(one.rules.house_rules, LIKELY.get(one.category, ""))
    label = f"Minta {VERBS[name].lower()}" if one.guarded else VERBS[name]
    st.button(
        label, key="removal-save", type="primary", disabled=bool(barred), on_click=ask if one.guarded else remove,
        args=(one.pk, one.version, deed.value),
    )  # fmt: skip


def show_many(ids: Sequence[int], actor: Actor) -> None:
    found = Interaction.by_ids(ids, actor, db())
    st.caption(say("moderation.hide_many_help", count=formats.number(len(found))))
    if guarded := [one for one in found if one.guarded]:
        st.markdown(f":small[:red[:material/error: {blocks.plain(say('moderation.hide_many_guarded', count=len(guarded)))}]]")
    if found:
        show_fields(found[0].rules.house_rules, LIKELY.get(found[0].category, ""))
    st.button(
        "Sembunyikan semua", key="removal-save", type="primary", disabled=bool(guarded) or not found, on_click=hide_many, args=(list(ids),)
    )


def show_fields(rules: Sequence[HouseRule], likely: str) -> None:
    names = {one.key: one for one in rules}
    place = list(names).index(likely) if likely in names else None
    st.selectbox(
        "Aturan percakapan yang dilanggar", list(names), index=place, key=RULE, placeholder="Pilih aturan",
        format_func=lambda one: names[one].label,
    )  # fmt: skip
    if (chosen := st.session_state.get(RULE)) in names:
        st.caption(blocks.plain(names[chosen].text))
    st.text_area("Alasan", key=REASON, height=90)


def remove(interaction_id: int, seen: int, deed: str) -> None:
    with attempt(say("moderation.removed"), then=closing) as session:
        by = signed_in(session)
        Interaction.current(interaction_id, seen, by, session).remove(by, Deed(deed), *typed())


def ask(interaction_id: int, seen: int, deed: str) -> None:
    with attempt(say("moderation.asked"), then=closing) as session:
        by = signed_in(session)
        HidingRequest.ask(Interaction.current(interaction_id, seen, by, session), by, Deed(deed), *typed())


def hide_many(ids: list[int]) -> None:
    def finish() -> None:
        closing()
        choosing.forget()

    with attempt(say("moderation.removed"), then=finish) as session:
        Interaction.remove_many(ids, signed_in(session), Deed.HIDDEN, *typed(), session)


def typed() -> tuple[str, str]:
    return st.session_state.get(RULE) or "", st.session_state.get(REASON) or ""


def show_waiting(shown: Sequence[Programme], actor: Actor) -> None:
    """Requests about criticism: for who decides, and for who asked."""
    ids = [one.pk for one in shown if can(actor, "confirm_hiding", one) or can(actor, "moderate", one)]
    waiting = HidingRequest.waiting(ids, db()) if ids else []
    for request in waiting:
        with st.container(border=True, gap="xsmall"):
            badge = blocks.Look(say(f"hiding.{request.deed.value}"), "orange", "group").markdown
            who = request.asked_by.name if request.asked_by else "Simpul"
            st.markdown(f"{badge} {blocks.plain(say('hiding.asked_by', who=who, moment=formats.short_moment(request.asked_at)))}")
            st.text(request.interaction.shown_to(actor))
            st.caption(blocks.plain(f"{request.interaction.rules.house_rule(request.house_rule).label} · {request.note.text}"))
            show_decision(request, actor)


def show_decision(request: HidingRequest, actor: Actor) -> None:
    if request.asked_by_id == actor.person_id:
        st.button(
            "Tarik kembali permintaan", key=f"hiding-back-{request.pk}", type="tertiary", on_click=withdraw,
            args=(request.pk, request.version),
        )  # fmt: skip
        return
    if barred := request.objections_to_deciding(actor):
        blocks.issues_list(barred)
        return
    with st.container(horizontal=True, gap="xsmall"):
        with st.popover("Tolak", icon=":material/close:", key=f"hiding-no-{request.pk}"):
            st.text_area("Alasan menolak", key=f"hiding-reason-{request.pk}", height=80)
            st.button("Tolak permintaan", key=f"hiding-refuse-{request.pk}", on_click=refuse, args=(request.pk, request.version))
        blocks.confirm(
            say("hiding.confirm_ask"), "Setujui", confirm, request.pk, request.version, key=f"hiding-yes-{request.pk}", icon="check"
        )


def confirm(request_id: int, seen: int) -> None:
    with attempt(say("hiding.confirmed")) as session:
        by = signed_in(session)
        HidingRequest.current(request_id, seen, by, session).confirm(by)


def refuse(request_id: int, seen: int) -> None:
    with attempt(say("hiding.refused")) as session:
        by = signed_in(session)
        HidingRequest.current(request_id, seen, by, session).refuse(by, st.session_state.get(f"hiding-reason-{request_id}") or "")


def withdraw(request_id: int, seen: int) -> None:
    with attempt(say("hiding.withdrawn")) as session:
        by = signed_in(session)
        HidingRequest.current(request_id, seen, by, session).withdraw(by)
