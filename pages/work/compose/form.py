"""One draft: its fields and files, what is open beside them, and the bar that keeps, saves and submits."""

from collections.abc import Sequence

import streamlit as st

from data.wording import say
from models.content.contents import Content
from models.content.drafts import Finding
from models.content.requirements import blocking, examine
from models.issues import Issues
from models.playbooks import StageKind
from pages.ui import blocks, formats
from pages.ui.leading import follow_links
from pages.ui.session import db, me
from pages.ui.unsent import keep_unsent
from pages.work.compose import actions
from pages.work.compose.captions import show_counts
from pages.work.compose.desk import Desk, held, open_desk
from pages.work.compose.facts import TEXTS, show_facts
from pages.work.compose.fields import show_fields
from pages.work.compose.files import show_files
from pages.work.compose.findings import show_findings, show_open_list, show_reading
from pages.work.compose.heading import show_heading, show_plan
from pages.work.compose.merge import show_merge
from pages.work.compose.notes import show_notes
from pages.work.compose.revisions import show_revisions
from pages.work.compose.values import key_of


def show_draft(content_id: int) -> None:
    content = Content.find(content_id, me(), db())
    desk = open_desk(content)
    show_heading(desk)
    views = {"write": "Tulis", "revisions": f"Revisi ({len(content.revisions)})"}
    with st.container(gap=None):
        view = st.segmented_control(
            "Tampilan", list(views), default="write", required=True, key=f"view-{content.pk}", label_visibility="collapsed",
            format_func=lambda one: f":gray[{views[one]}]",
        )  # fmt: skip
        follow_links()
        _keep_unsent(desk)
    if view == "revisions":
        show_revisions(desk)
    elif desk.behind and desk.copy:
        show_merge(desk)
    else:
        show_form(desk)


def show_form(desk: Desk) -> None:
    content = desk.content
    draft = content.draft_of(desk.fields, desk.files)
    findings = examine(draft, content.rules, content.desk)
    more = content.needs_unit() if content.stage_rules.kind is StageKind.WORK else Issues()
    show_notes(desk)
    form, side = st.columns([5, 3], gap="medium")
    with form:
        show_fields(desk, findings)
        show_files(desk, findings)
    with side:
        if desk.editable:
            show_findings(desk, findings, more)
            show_reading(desk)
            show_counts(desk)
            show_facts(desk)
        show_plan(desk)
    if desk.editable:
        _show_bar(desk, findings, more)


def _show_bar(desk: Desk, findings: Sequence[Finding], more: Issues) -> None:
    content, at = desk.content, held(desk.content.pk)["at"]
    needed = [*blocking(findings, content.lane_rules), *more]
    kept = say("compose.kept", hour=formats.clock(at)) if at else say("compose.as_saved", number=content.revision_number)
    with blocks.bottom_bar(kept, "gray", "cloud_done"):
        if needed:
            with st.popover(f"{len(needed)} terbuka", icon=":material/error:", width="stretch"):
                show_open_list(desk, needed)
        if content.completing:
            st.button("Simpan susulan", key="complete", type="primary", width="stretch", on_click=actions.complete, args=(content.pk,))
            return
        st.button("Simpan draf", key="save", width="stretch", on_click=actions.save, args=(content.pk,))
        why = say("compose.complete_first", count=len(needed)) if needed else None
        st.button(
            "Ajukan", key="submit", type="primary", icon=":material/send:", width="stretch", disabled=bool(needed), help=why,
            on_click=actions.submit, args=(content.pk, content.version),
        )  # fmt: skip


def _keep_unsent(desk: Desk) -> None:
    content = desk.content
    rules = [one for one in content.rules.fields_of(content.kind) if one.key in desk.editable and one.kind in TEXTS]
    watched = {one.key: (key_of(content.pk, one.key), one.label, str(desk.fields.get(one.key) or "")) for one in rules}
    words = {key: say(f"compose.unsent_{key}") for key in ("offer", "take", "drop")}
    keep_unsent(f"{me().person_id}-{content.pk}", watched, words, lambda texts: actions.take_unsent(content.pk, texts))
