"""Pemeriksaan otomatis: yang menghalangi lebih dahulu, lalu saran, lalu yang lulus."""

import streamlit as st

from data.wording import say, sentence
from models.content.contents import Content
from models.content.drafts import Finding
from models.playbooks import Level, StageKind
from pages.ui import blocks


def show_findings(content: Content) -> None:
    """At a validating stage what its decision covers, else everything; what is out and reviewed isn't judged by today any more."""
    stage = content.stage_rules
    if content.published_at and stage.kind is not StageKind.VALIDATE:
        return
    found = content.findings(stage if stage.kind is StageKind.VALIDATE else None)
    if content.published_at:
        found = tuple(one for one in found if one.check != "planned_hour")
    follows = content.lane_rules.follows
    blocking = [one for one in found if is_open(one, Level.REQUIRED) and one.check not in follows]
    owed = [one for one in found if is_open(one, Level.REQUIRED) and one.check in follows]
    advised = [one for one in found if is_open(one, Level.RECOMMENDED)]
    met = [one for one in found if one.met]
    with st.container(border=True, gap="xsmall"):
        if blocking:
            blocks.heading("Pemeriksaan otomatis", f"{len(blocking)} menghalangi", color="red", badge_icon="error")
        else:
            blocks.heading("Pemeriksaan otomatis", "Tidak ada yang menghalangi", color="green", badge_icon="check_circle")
        blocks.issues_list([one.issue for one in blocking])
        for one in owed:
            words = blocks.plain(sentence(one.issue))
            st.markdown(f":small[:orange[:material/schedule: {words} ({say('review.may_follow')})]]")
        blocks.issues_list([one.issue for one in advised], Level.RECOMMENDED)
        if met:
            with st.expander(f"{len(met)} pemeriksaan lulus", icon=":material/check_circle:", type="compact"):
                for one in met:
                    st.caption(blocks.plain(sentence(one.issue)))


def is_open(finding: Finding, level: Level) -> bool:
    return not finding.met and finding.level is level
