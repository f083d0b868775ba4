"""Tab Buat paket: apa yang ikut, apa yang menghalangi, dan paket yang pernah dibuat."""

import streamlit as st

from data.wording import say
from models.people import Person
from models.programmes import Programme
from models.replication.making import PackageMade, objections, personal, setup
from pages.documents import package
from pages.ui import blocks, formats
from pages.ui.session import db, me


def show_making(programme: Programme) -> None:
    blocks.heading(f"Paket {programme.name}", icon="inventory_2")
    st.caption(say("replication.make_help"))
    parts = setup(programme, db())
    rules = parts["playbook.json"]
    st.markdown(
        say(
            "replication.holds", roles=len(rules["roles"]), lanes=len(rules["lanes"]), policies=len(parts["policies.json"]),
            library=len(parts["library.json"]),
        )
    )  # fmt: skip
    issues = objections(programme, me()) or personal(parts)
    blocks.issues_list(issues)
    if not issues:
        st.download_button(
            "Unduh paket", data=package.offered(programme.pk), file_name=package.file_name(programme), mime="application/zip",
            icon=":material/download:", type="primary", key="package-download",
        )  # fmt: skip
    made = PackageMade.of(programme.pk, db())
    names = Person.names({one.by_id for one in made if one.by_id}, db())
    for one in made:
        who = names.get(one.by_id or 0, "Simpul")
        meta = say("replication.made_one", playbook=one.playbook, digest=one.digest[:16], who=who)
        blocks.row(formats.short_moment(one.at), meta)
    if not made:
        blocks.empty(say("replication.none_made"))
