"""Tab Ambil alih: unggah, lihat isinya dan bedanya, lalu satu tindakan membuat program baru."""

import streamlit as st

from data import playbooks
from data.media import Unreadable
from data.wording import say, sentence
from models.errors import NotReady
from models.governance.library import LibraryFile, LibraryKind
from models.issues import Issue
from models.playbooks import Playbook
from models.playbooks.paths import differences
from models.playbooks.teams import Team
from models.programmes import Office, Programme
from models.replication import taking
from models.replication.packages import Package, unpack
from models.replication.taking import Naming
from pages.ui import blocks, formats, rule_words, uploads
from pages.ui.session import attempt, db, signed_in, telling

FILE, EVERYBODY, NEW = "package-file", "", 0
PICTURES = ("image/png", "image/jpeg", "image/webp")


def show_taking(_: Programme) -> None:
    blocks.heading("Program baru dari paket", icon="content_copy")
    st.caption(say("replication.take_help"))
    st.file_uploader("Paket replikasi", key=FILE)
    package = uploaded()
    if package is None:
        return
    show_source(package)
    left, right = st.columns(2, gap="medium")
    with left:
        show_form()
    with right:
        show_preview(package)


def show_source(package: Package) -> None:
    source = package.source
    at = formats.short_moment(package.made_at)
    st.markdown(f"**{blocks.plain(say('replication.preview', name=source.name, office=source.office, playbook=source.playbook, at=at))}**")
    told = say(
        "replication.holds", roles=len(package.rules.roles), lanes=len(package.rules.lanes), policies=len(package.policies),
        library=len(package.library),
    )  # fmt: skip
    st.caption(f"{told}. {say('replication.digest', digest=package.digest[:16])}")
    show_library(package)


def show_library(package: Package) -> None:
    """What of the library travels along, and what comes by name only."""
    if not package.library:
        return
    total = formats.size(sum(map(len, package.files.values())))
    told = say("replication.library", count=len(package.files), of=len(package.library), size=total)
    with st.expander(told, icon=":material/folder_open:"):
        for one in package.library:
            kind = say(f"library_kinds.{one['kind']}") if one["kind"] in set(LibraryKind) else ""
            data = package.files.get(one["sha256"])
            about = f"{one['name']}, {formats.size(len(data))}" if data else say("replication.library_left")
            st.markdown(f":gray-badge[{blocks.plain(kind)}] **{blocks.plain(one['title'])}** :small[:gray[{blocks.plain(about)}]]")
            if data and one["type"] in PICTURES:
                st.image(data, width=120, alt=one["title"])


def show_form() -> None:
    offices = {NEW: "Kantor baru"} | {one.pk: one.name for one in Office.all(db())}
    st.text_input("Nama program", key="package-name", max_chars=80, placeholder="KABAR BELINYU")
    st.text_input("Kunci (huruf kecil, tetap selamanya)", key="package-key", max_chars=30, placeholder="belinyu")
    st.selectbox("Kantor", list(offices), key="package-office", format_func=lambda one: offices[one])
    if st.session_state.get("package-office") == NEW:
        st.text_input("Nama kantor", key="package-office-name", max_chars=120, placeholder="Kecamatan Belinyu")
        st.text_input("Nama singkat kantor", key="package-office-short", max_chars=40, placeholder="Kec. Belinyu")
    known = {EVERYBODY: say("replication.all_roles")} | {key: one.label for key, one in teams().items()}
    st.selectbox("Susunan tim", list(known), key="package-team", format_func=lambda one: known[one])
    if chosen := team():
        st.caption(chosen.help)
    st.button("Buat program", key="package-take", type="primary", icon=":material/add:", on_click=take_over)


def show_preview(package: Package) -> None:
    """What it would begin with; what is still missing is said as it is typed."""
    given = naming()
    shown = Naming(given.key or "baru", given.name or "Program baru", given.office or "Kantor baru")
    try:
        rules = taking.fitted(package, shown, team())
    except NotReady as refused:
        blocks.issues_list(refused.issues)
        return
    st.markdown(f"**{say('replication.who_does')}**")
    for role in rules.roles:
        st.markdown(f":small[:material/person: {blocks.plain(role.label)}]")
    for lane in rules.lanes:
        told = say("replication.lane", lane=lane.label, stages=" → ".join(who(rules, stage.label, stage.by) for stage in lane.stages))
        st.caption(blocks.plain(told))
    changes = differences(package.rules.model_dump(mode="json"), rules.model_dump(mode="json"))
    with st.expander(f"{say('replication.differences')} ({len(changes)})", icon=":material/difference:"):
        rule_words.show_changes(changes, package.rules, rules)


def who(rules: Playbook, stage: str, roles: tuple[str, ...]) -> str:
    return f"{stage} ({formats.listing((rules.role(key).label for key in roles), 'atau')})"


def uploaded() -> Package | None:
    """What was read, or None after saying what is wrong with the file."""
    given = st.session_state.get(FILE)
    if given is None:
        return None
    try:
        return unpack(given.getvalue())
    except NotReady as refused:
        st.error("\n\n".join(sentence(one) for one in refused.issues), icon=":material/block:")
        return None


def teams() -> dict[str, Team]:
    return {key: Team.read(text) for key, text in playbooks.teams().items()}


def team() -> Team | None:
    return teams().get(st.session_state.get("package-team") or EVERYBODY)


def naming() -> Naming:
    state = st.session_state
    chosen = state.get("package-office") or NEW
    office = state.get("package-office-name", "") if chosen == NEW else Office.find(chosen, db()).name
    return Naming((state.get("package-key") or "").strip(), (state.get("package-name") or "").strip(), (office or "").strip())


def take_over() -> None:
    """The office too, if it is new: all of it or nothing."""
    with telling():
        file = st.session_state.get(FILE)
        if file is None:
            raise NotReady(Issue("package", "package_unknown"))
        package = unpack(file.getvalue())
        found_with(package, shelved(package))


def found_with(package: Package, shelf: dict[str, LibraryFile]) -> None:
    with attempt(say("replication.taken")) as session:
        by, given = signed_in(session), naming()
        if issues := taking.shortcomings(given, session):
            raise NotReady(*issues)
        chosen = st.session_state.get("package-office") or NEW
        short = st.session_state.get("package-office-short") or given.office
        office = Office.found(given.office, short, by, session) if chosen == NEW else Office.find(chosen, session)
        taking.take_over(package, given, team(), office, by, session, shelf)


def shelved(package: Package) -> dict[str, LibraryFile]:
    """Each file looked into and kept before the transaction, as from any upload; what can't be used here says so by staying away."""
    names = {one["sha256"]: one["name"] or one["title"] for one in package.library}
    found = {}
    for sha256, data in package.files.items():
        try:
            found[sha256] = uploads.shelved(data, names.get(sha256, sha256))
        except Unreadable:
            continue
    return found
