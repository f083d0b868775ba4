"""Tab Asumsi: apa yang kami pilih sendiri, menunggu kepastian kantor, satu per satu."""

import streamlit as st

from data.wording import say
from models.actors import Actor
from models.governance.assumptions import Assumption, AssumptionConfirmed, standing
from models.people import Person
from models.programmes import Programme
from pages.ui import blocks, formats, rule_words
from pages.ui.session import attempt, db, signed_in

MANY = 8


def show_assumptions(programme: Programme, actor: Actor) -> None:
    found = standing(programme, db())
    waiting, done = [one for one in found if one.confirmed is None], [one for one in found if one.confirmed]
    blocks.heading(
        "Asumsi yang perlu dikonfirmasi", f"{len(waiting)} dari {len(found)}", icon="help_center", color="orange" if waiting else "green"
    )
    st.caption(say("rules.assumed_caption"))
    may = not AssumptionConfirmed.objections(programme, actor)
    names = rule_words.labels(programme.rules)
    for section, some in grouped(waiting).items():
        with st.expander(f"{section} ({len(some)})", expanded=section == next(iter(grouped(waiting))), key=f"assumed-in-{some[0].path}"):
            for one in some:
                with blocks.row_of(one.what[0].upper() + one.what[1:], in_short(one, names)):
                    if may:
                        args = (programme.pk, one.path, one.digest)
                        st.button("Konfirmasi", key=f"assumed-{one.path or 'semua'}", on_click=confirm, args=args)
    if not waiting:
        blocks.empty(say("rules.assumed_all"))
    if done:
        people = Person.names({one.confirmed.by_id for one in done if one.confirmed and one.confirmed.by_id}, db())
        with st.expander(f"{say('rules.assumed_done')} ({len(done)})", icon=":material/check_circle:"):
            for one in done:
                row = one.confirmed
                who = people.get(row.by_id or 0, "Simpul") if row else ""
                at = formats.short_moment(row.at) if row else ""
                st.markdown(f"**{blocks.plain(one.what)}**  \n:small[:gray[{blocks.plain(say('rules.confirmed_by', who=who, at=at))}]]")


def grouped(found: list[Assumption]) -> dict[str, list[Assumption]]:
    """By the section of the playbook, in its order."""
    sections: dict[str, list[Assumption]] = {}
    for one in found:
        first = one.path.split(".")[0]
        sections.setdefault(rule_words.word("rule_words", first) if first else say("rules.whole"), []).append(one)
    return sections


def in_short(one: Assumption, names: dict[str, str]) -> str:
    """'Waktu (jam): 8; Pelaku: Editor': what there is to confirm, without keys and what says nothing."""
    told = []
    for name, value in one.values.items():
        if name in ("key", "label", "name", "kind", "placeholder") or value in (None, "", [], False) or isinstance(value, dict):
            continue
        said = rule_words.value(value, names)
        told.append(f"{rule_words.word('rule_words', name)}: {said}")
    more = [f"dan {len(told) - MANY} hal lain"] if len(told) > MANY else []
    return "; ".join([*told[:MANY], *more])


def confirm(programme_id: int, path: str, digest: str) -> None:
    with attempt(say("rules.confirmed")) as session:
        AssumptionConfirmed.confirm(Programme.find(programme_id, session), path, digest, signed_in(session), session)
