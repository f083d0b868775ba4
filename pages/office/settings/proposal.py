"""Satu usulan: yang berubah, uji pada konten, pengajuan, dan keputusan orang lain."""

import streamlit as st

from data.wording import say, sentence
from models.actors import Actor, can
from models.content.contents import Content
from models.governance import trying_rules
from models.governance.rule_proposals import ProposalState, RuleProposal, RuleRun
from models.issues import Issue
from models.playbooks.paths import ChangeKind
from models.programmes import Programme
from pages.office.settings import rule_forms, uploading
from pages.ui import blocks, formats, rule_words
from pages.ui.session import attempt, db, me, signed_in, telling

LOOKS: dict[ProposalState, tuple[blocks.Color, str]] = {
    ProposalState.DRAFT: ("gray", "edit_note"),
    ProposalState.WAITING: ("orange", "hourglass_top"),
    ProposalState.ADOPTED: ("green", "gavel"),
    ProposalState.DISCARDED: ("gray", "delete"),
}
CONTENT = "review/content/page.py"


def show_proposal(one: RuleProposal, actor: Actor) -> None:
    color, icon = LOOKS[one.state]
    look = blocks.Look(say(f"rule_states.{one.state}"), color, icon)
    with st.container(border=True, gap="small", key="rules-proposal"):
        st.markdown(f"{look.markdown} **{say('rules.title', number=one.number)}**")
        writes = not one.objections_to_writing(actor)
        if one.state is ProposalState.WAITING:
            st.caption(f":material/hourglass_top: {blocks.plain(waiting(one))}")
        if one.reason and one.state is ProposalState.WAITING:
            st.text(one.reason.text)
        if one.note and one.state is ProposalState.DRAFT:
            st.markdown(f":red-badge[:material/undo: {say('rules.returned')}]")
            st.text(one.note.text)
        st.markdown(f"**{say('rules.changes')}** :gray-badge[{len(one.changes)}]")
        rule_words.show_changes(one.changes, one.rules, one.base.rules)
        show_run(one)
        if one.state is ProposalState.WAITING:
            show_decision(one, actor)
        elif writes:
            show_submitting(one, actor)
    if writes:
        uploading.show_upload(one)
        rule_forms.show_forms(one)


def show_run(one: RuleProposal) -> None:
    st.markdown(f"**{say('rules.run_heading')}**")
    run = RuleRun.latest(one.programme_id, one.digest, db())
    if run is None:
        st.caption(say("rules.run_none"))
    elif not run.total:
        st.caption(say("rules.run_empty"))
    else:
        show_outcome(run)
    human = [change for change in one.changes if change.kind is not ChangeKind.REMOVED and any(s.key == "checklist" for s in change.trail)]
    if human:
        st.caption(say("rules.run_human", count=len(human)))
    actor = me()
    if can(actor, "propose_rules", one.programme) or can(actor, "adopt_rules", one.programme):
        st.button("Uji pada konten", key="rules-try", icon=":material/science:", on_click=try_out, args=(one.pk,))


def show_outcome(run: RuleRun) -> None:
    """'14 dari 96 konten akan gagal', then each with its reasons."""
    if not run.failing:
        st.markdown(f":green[:material/check_circle: {say('rules.run_fine', total=formats.number(run.total))}]")
    else:
        words = say("rules.run_failing", failing=formats.number(run.failing), total=formats.number(run.total))
        st.markdown(f":orange[:material/warning: **{words}**]")
        told = [say("rules.run_already", already=formats.number(run.already))] if run.already else []
        told += [say("rules.run_skipped", count=formats.number(run.skipped))] if run.skipped else []
        if told:
            st.caption(" ".join(told))
        titles = Content.titles({found["content"] for found in run.found}, db(), me())
        with st.expander(f"Lihat konten yang akan gagal ({len(run.found)})", icon=":material/list:", key="rules-failing"):
            for found in run.found:
                show_failing(found["content"], titles.get(found["content"], ""), [Issue(*issue) for issue in found["issues"]])


def show_failing(content_id: int, title: str, issues: list[Issue]) -> None:
    with st.container(gap=None):
        if title:
            st.page_link(CONTENT, label=blocks.plain(title), query_params={"id": str(content_id)})
        reasons = "; ".join(sentence(one).rstrip(".") for one in issues)
        st.markdown(f":small[:gray[{blocks.plain(reasons)}]]")


def show_submitting(one: RuleProposal, actor: Actor) -> None:
    issues = one.objections_to_submitting(actor)
    if issues:
        blocks.issues_list(issues)
    else:
        st.text_area("Alasan perubahan", key=f"rules-why-{one.pk}", max_chars=600, height=80)
    with st.container(horizontal=True, gap="xsmall"):
        seen = one.pk, one.version
        st.button("Ajukan", key="rules-submit", type="primary", icon=":material/send:", disabled=bool(issues), on_click=submit, args=seen)
        blocks.confirm(say("rules.discard_ask"), "Buang usulan", discard, *seen, key="rules-discard", icon="delete")


def show_decision(one: RuleProposal, actor: Actor) -> None:
    seen = one.pk, one.version
    barred = one.objections_to_deciding(actor)
    if barred:
        if can(actor, "adopt_rules", one.programme):
            blocks.issues_list(barred)
        if not one.objections_to_taking_back(actor):
            st.button("Tarik kembali", key="rules-recall", icon=":material/undo:", on_click=take_back, args=seen)
        return
    if issues := one.objections_to_adopting(actor):
        blocks.issues_list(issues)
    with st.container(horizontal=True, gap="xsmall"):
        if not issues:
            blocks.confirm(say("rules.adopt_ask"), "Berlakukan", adopt, *seen, key="rules-adopt", icon="gavel")
        with st.popover("Kembalikan", icon=":material/undo:", key="rules-return-ask"):
            st.text_area("Catatan untuk pengusul", key=f"rules-note-{one.pk}", height=110)
            st.button("Kembalikan dengan catatan", key="rules-return", on_click=return_for_changes, args=seen)


def waiting(one: RuleProposal) -> str:
    rules = one.programme.rules
    roles = formats.listing((rules.role(key).label for key in rules.rights["adopt_rules"]), "atau")
    who = one.submitted_by.name if one.submitted_by else "Simpul"
    return say("rules.waits_for", roles=roles, who=who, at=formats.moment(one.submitted_at) if one.submitted_at else "")


def try_out(proposal_id: int) -> None:
    """Slow for many, so read and judged before the transaction that keeps the outcome."""
    bar = st.progress(0.0, say("rules.running_now"))

    def heard(share: float) -> None:
        bar.progress(share, say("rules.running_now"))

    with telling():
        one = RuleProposal.find(proposal_id, me(), db())
        outcome = trying_rules.tried(one.programme, one.rules, me(), db(), heard)
        with attempt(say("rules.tried")) as session:
            trying_rules.keep(Programme.find(one.programme_id, session), one.rules, outcome, signed_in(session), session)
    bar.empty()


def submit(proposal_id: int, seen: int) -> None:
    with attempt(say("rules.submitted")) as session:
        by = signed_in(session)
        RuleProposal.current(proposal_id, seen, by, session).submit(by, st.session_state.get(f"rules-why-{proposal_id}") or "")


def take_back(proposal_id: int, seen: int) -> None:
    with attempt(say("rules.taken_back")) as session:
        by = signed_in(session)
        RuleProposal.current(proposal_id, seen, by, session).take_back(by)


def discard(proposal_id: int, seen: int) -> None:
    with attempt(say("rules.discarded")) as session:
        by = signed_in(session)
        RuleProposal.current(proposal_id, seen, by, session).discard(by)


def adopt(proposal_id: int, seen: int) -> None:
    with attempt(say("rules.adopted")) as session:
        by = signed_in(session)
        RuleProposal.current(proposal_id, seen, by, session).adopt(by)


def return_for_changes(proposal_id: int, seen: int) -> None:
    with attempt(say("rules.sent_back")) as session:
        by = signed_in(session)
        one = RuleProposal.current(proposal_id, seen, by, session)
        one.return_for_changes(by, st.session_state.get(f"rules-note-{proposal_id}") or "")
