"""Tab Silsilah: dari mana program ini, siapa yang berasal darinya, dan pembaruan dari program asal."""

from typing import Any

import streamlit as st

from data import playbooks
from data.wording import say, sentence
from models.errors import NotReady
from models.governance.rule_proposals import RuleProposal
from models.issues import Issue
from models.playbooks.merging import Conflict
from models.playbooks.paths import Step
from models.playbooks.teams import Team
from models.programmes import Programme
from models.replication import taking
from models.replication.lineage import Lineage, Taking
from models.replication.packages import unpack
from pages.ui import blocks, formats, rule_words
from pages.ui.session import attempt, db, me, signed_in

FILE = "update-file"


def show_lineage(programme: Programme) -> None:
    blocks.heading(say("replication.lineage"), icon="account_tree")
    found = Lineage.of(programme.pk, db())
    if not found:
        st.caption(say("replication.began_here"))
    for one in found:
        key = "came_from" if one.taking is Taking.STARTED else "updated_from"
        words = say(
            f"replication.{key}", name=one.source_name, office=one.source_office, playbook=one.source_playbook,
            at=formats.short_moment(one.at),
        )  # fmt: skip
        blocks.row(words, say("replication.digest", digest=one.digest[:16]))
    show_replicas(programme)
    if found and not RuleProposal.objections_to_beginning(programme, me()):
        show_updating(programme)


def show_replicas(programme: Programme) -> None:
    started = {one.programme_id: one for one in Lineage.replicas(programme.key, db())}
    if not started:
        return
    blocks.heading(say("replication.replicas"), len(started), icon="device_hub")
    for one in Programme.all(db()):
        if one.pk in started:
            st.markdown(
                blocks.plain(say("replication.replica", name=one.name, office=one.office.name, at=formats.short_moment(started[one.pk].at)))
            )


def show_updating(programme: Programme) -> None:
    blocks.heading("Pembaruan dari program asal", icon="update")
    st.caption(say("replication.update_help"))
    given = st.file_uploader("Paket yang lebih baru", key=FILE)
    if given is None:
        return
    try:
        update = taking.offered(unpack(given.getvalue()), programme, team_of(programme), db())
    except NotReady as refused:
        st.error("\n\n".join(sentence(one) for one in refused.issues), icon=":material/block:")
        return
    st.markdown(say("replication.update_taken", count=len(update.taken)))
    if update.conflicts:
        st.markdown(f":orange[:material/call_split: {say('replication.update_conflicts', count=len(update.conflicts))}]")
    names = rule_words.labels(update.rules, update.theirs)
    for one in update.conflicts:
        show_conflict(one, names)
    paths = tuple(one.path for one in update.conflicts)
    st.button(
        "Jadikan usulan", key="update-propose", type="primary", icon=":material/difference:", on_click=propose, args=(programme.pk, paths)
    )


def show_conflict(one: Conflict, names: dict[str, str]) -> None:
    words = {
        "ours": say("replication.ours", value=rule_words.value(one.ours, names)),
        "theirs": say("replication.theirs", value=rule_words.value(one.theirs, names)),
    }
    place = rule_words.place([Step(step) for step in one.path.split(".")])
    st.radio(place, list(words), key=key(one.path), format_func=words.__getitem__)


def team_of(programme: Programme) -> Team | None:
    """The team's profile that the programme began with."""
    standing = Lineage.standing(programme.pk, db())
    text = playbooks.teams().get(standing.team) if standing else None
    return Team.read(text) if text else None


def key(path: str) -> str:
    return f"update-{path}"


def propose(programme_id: int, paths: tuple[str, ...]) -> None:
    with attempt(say("replication.proposed")) as session:
        file: Any = st.session_state.get(FILE)
        if file is None:
            raise NotReady(Issue("package", "package_unknown"))
        by, programme = signed_in(session), Programme.find(programme_id, session)
        chosen = frozenset(path for path in paths if st.session_state.get(key(path)) == "theirs")
        taking.propose(unpack(file.getvalue()), programme, team_of(programme), chosen, by, session)
