"""Aturan saring: order, switches and words of the screens, tried on the last quarter before they hold."""

import re
from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.playbooks.moderation import Screen
from models.programmes import Programme
from models.public import rule_sets
from models.public.rule_sets import RuleSet, RuleTrial
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, me, signed_in, telling

WORDS = re.compile(r"[\n,;]")


def show_rules(programme: Programme, actor: Actor) -> None:
    newest = RuleSet.newest(programme.pk, db())
    blocks.heading("Aturan saring", f"versi {newest.number}" if newest else "dari pedoman", icon="filter_alt")
    st.caption(say("moderation.rules_help"))
    may = not rule_sets.objections(programme, actor)
    screens = RuleSet.in_force(programme, db())
    draft = drafted(programme.pk, screens)
    for place, one in enumerate(draft):
        show_screen(programme, draft, place, one, may=may)
    if may:
        show_adding(programme, draft)
        show_trial(programme, draft, screens, newest.number if newest else 0)


def drafted(programme_id: int, screens: Sequence[Screen]) -> list[Screen]:
    """What is being changed here, kept as plain values; as in force until something was."""
    kept = st.session_state.get(f"rules-draft-{programme_id}")
    return [Screen.model_validate(one) for one in kept] if kept else list(screens)


def keep(programme_id: int, draft: Sequence[Screen]) -> None:
    st.session_state[f"rules-draft-{programme_id}"] = [one.model_dump(mode="python") for one in draft]


def show_screen(programme: Programme, draft: list[Screen], place: int, one: Screen, *, may: bool) -> None:
    label = programme.rules.moderation.category(one.category).label if one.category else ""
    state = "" if one.on else " · mati"
    name = f"{place + 1}. {one.label} → {label}{state}"
    with st.expander(blocks.plain(name), key=f"rule-{programme.pk}-{one.key}"):
        found = [say(f"detectors.{two.value}") for two in one.detects]
        if found:
            st.caption(blocks.plain(f"Juga mengenali: {formats.listing(found)}"))
        if not may:
            st.text(", ".join(one.words))
            return
        key = f"rule-words-{programme.pk}-{one.key}"
        st.text_area("Kata dan ungkapan", value=", ".join(one.words), key=key, height=90, help=say("moderation.words_help"))
        with st.container(horizontal=True, gap="xsmall"):
            args = (programme.pk, draft, place)
            st.button("Pakai kata ini", key=f"rule-take-{programme.pk}-{one.key}", on_click=reword, args=(*args, key))
            st.button("Matikan" if one.on else "Nyalakan", key=f"rule-on-{programme.pk}-{one.key}", on_click=switch, args=args)
            up, down = (f"rule-{way}-{programme.pk}-{one.key}" for way in ("up", "down"))
            st.button("Naik", key=up, type="tertiary", icon=":material/arrow_upward:", disabled=not place, on_click=move, args=(*args, -1))
            last = place == len(draft) - 1
            st.button("Turun", key=down, type="tertiary", icon=":material/arrow_downward:", disabled=last, on_click=move, args=(*args, 1))


def show_adding(programme: Programme, draft: list[Screen]) -> None:
    labels = {one.key: one.label for one in programme.rules.moderation.categories}
    with st.expander("Tambah aturan", icon=":material/add:", key=f"rule-add-{programme.pk}"):
        st.text_input("Nama aturan", key=f"rule-new-label-{programme.pk}", max_chars=60)
        st.selectbox("Mengusulkan kategori", list(labels), key=f"rule-new-category-{programme.pk}", format_func=lambda one: labels[one])
        st.text_area("Kata dan ungkapan", key=f"rule-new-words-{programme.pk}", height=90, help=say("moderation.words_help"))
        st.button("Tambahkan di atas", key=f"rule-new-{programme.pk}", on_click=add, args=(programme.pk, draft))


def show_trial(programme: Programme, draft: Sequence[Screen], screens: Sequence[Screen], seen: int) -> None:
    """Switching on is open only after exactly these were tried."""
    if rule_sets.digest(draft) == rule_sets.digest(screens):
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(blocks.plain(say("moderation.rules_changed")))
        trial = RuleTrial.latest(programme.pk, rule_sets.digest(draft), db())
        if trial:
            show_outcome(programme, draft, trial)
        with st.container(horizontal=True, gap="xsmall"):
            st.button("Coba pada triwulan terakhir", key=f"rules-try-{programme.pk}", on_click=try_out, args=(programme.pk, list(draft)))
            st.button(
                "Berlakukan", key=f"rules-adopt-{programme.pk}", type="primary", disabled=trial is None, on_click=adopt,
                args=(programme.pk, list(draft), seen),
            )  # fmt: skip
            st.button("Buang perubahan", key=f"rules-drop-{programme.pk}", type="tertiary", on_click=drop, args=(programme.pk,))
        if trial is None:
            st.caption(say("issues.rules_untried"))


def show_outcome(programme: Programme, draft: Sequence[Screen], trial: RuleTrial) -> None:
    """'akan mengenai 14 dari 96, 2 di antaranya sudah dijawab sebagai pertanyaan'"""
    labels = {one.key: one.label.lower() for one in programme.rules.moderation.categories}
    st.markdown(blocks.plain(say("moderation.trial_total", total=formats.number(trial.total), changed=formats.number(trial.changed))))
    for one in draft:
        told = trial.hits.get(one.key)
        if not told or not told["hits"]:
            continue
        words = say("moderation.trial_hits", rule=one.label, hits=formats.number(told["hits"]), total=formats.number(trial.total))
        other = [f"{formats.number(count)} di antaranya ditangani sebagai {labels.get(key, key)}" for key, count in told["other"].items()]
        st.markdown(f":small[{blocks.plain(', '.join([words, *other]))}]")


def try_out(programme_id: int, draft: list[Screen]) -> None:
    """Slow for many comments, so with its progress, and read and judged before the transaction that keeps the outcome."""
    bar = st.progress(0.0, say("moderation.trying"))

    def heard(share: float) -> None:
        bar.progress(share, say("moderation.trying"))

    with telling():
        programme = Programme.find(programme_id, db())
        outcome = rule_sets.attempted(programme, draft, rule_sets.known(programme, me(), db()), heard)
        with attempt() as session:
            RuleTrial.keep(Programme.find(programme_id, session), draft, outcome, signed_in(session), session)
    bar.empty()


def reword(programme_id: int, draft: list[Screen], place: int, key: str) -> None:
    words = tuple(dict.fromkeys(one.strip() for one in WORDS.split(st.session_state.get(key) or "") if one.strip()))
    draft[place] = draft[place].model_copy(update={"words": words})
    keep(programme_id, draft)


def switch(programme_id: int, draft: list[Screen], place: int) -> None:
    draft[place] = draft[place].model_copy(update={"on": not draft[place].on})
    keep(programme_id, draft)


def move(programme_id: int, draft: list[Screen], place: int, step: int) -> None:
    draft.insert(place + step, draft.pop(place))
    keep(programme_id, draft)


def add(programme_id: int, draft: list[Screen]) -> None:
    label, category, words = (st.session_state.get(f"rule-new-{name}-{programme_id}") or "" for name in ("label", "category", "words"))
    taken = tuple(dict.fromkeys(one.strip() for one in WORDS.split(words) if one.strip()))
    number = 1 + max((int(one.key.rpartition("_")[2]) for one in draft if re.fullmatch(r"own_\d+", one.key)), default=0)
    draft.insert(0, Screen(key=f"own_{number}", label=label.strip() or f"Aturan {number}", category=category, words=taken))
    keep(programme_id, draft)
    for name in ("label", "words"):
        st.session_state.pop(f"rule-new-{name}-{programme_id}", None)


def drop(programme_id: int) -> None:
    st.session_state.pop(f"rules-draft-{programme_id}", None)


def adopt(programme_id: int, draft: list[Screen], seen: int) -> None:
    with attempt(say("moderation.rules_adopted"), then=lambda: drop(programme_id)) as session:
        RuleSet.adopt(Programme.find(programme_id, session), draft, seen, signed_in(session), session)
