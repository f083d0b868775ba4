"""Tab Dokumen: what the public downloads through an address of ours, and how often."""

from urllib.parse import urljoin

import streamlit as st

from data import files, media, settings
from data.wording import say
from models.actors import Actor
from models.programmes import Programme
from models.results.documents import PAGE, PDF, Document
from models.results.posts import objections_to_measuring
from pages.results.imports import quarters
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, signed_in, telling

BEFORE, OPEN = "documents-before", "documents-open"


def show_documents(actor: Actor, programme: Programme) -> None:
    st.caption(say("figures.documents_help"))
    may = not objections_to_measuring(programme, actor)
    if may:
        with st.expander("Daftarkan dokumen", icon=":material/add:"):
            ask_document(programme)
    quarter = quarters.choose("documents-quarter")
    found = Document.with_counts([programme.pk], quarter.starts_on, quarter.ends_on, db(), before=st.session_state.get(BEFORE))
    if not found:
        blocks.empty(say("figures.no_documents"))
    linked = Document.contents([one.pk for one, _ in found[:PAGE]], db())
    for one, count in found[:PAGE]:
        look = blocks.Look("Ditutup", "gray", "link_off") if one.closed else blocks.Look("Terbuka", "green", "link")
        with blocks.row_of(one.title, say("figures.downloaded", count=formats.number(count), quarter=quarter.label), look):
            st.code(address(one), language=None)
            if may:
                verb = "Buka lagi" if one.closed else "Tutup"
                st.button(verb, key=f"document-{one.pk}", on_click=close, args=(programme.pk, one.pk, one.version))
        show_contents(programme, one, linked.get(one.pk, {}), may=may)
    if len(found) > PAGE:
        st.button("Yang lebih lama", key="documents-older", on_click=leaf, args=(found[PAGE - 1][0].pk,))


def show_contents(programme: Programme, one: Document, linked: dict[int, str], *, may: bool) -> None:
    """Which contents point to it; who measures chooses them."""
    if linked:
        st.caption(blocks.plain(say("figures.pointed_to", titles=formats.listing(linked.values()))))
    if not may:
        return
    if st.session_state.get(OPEN) != one.pk:
        st.button("Kaitkan konten", type="tertiary", icon=":material/add_link:", key=f"link-{one.pk}", on_click=open_it, args=(one.pk,))
        return
    words, chosen = f"link-words-{one.pk}", f"link-to-{one.pk}"
    st.text_input("Cari judul", key=words, max_chars=100)
    known = st.session_state.get(f"{chosen}-known", {})  # chosen under other words
    options = {**linked, **known, **Document.offered(programme.pk, st.session_state[words] or "", db())}
    st.multiselect(
        "Konten", list(options), list(linked), key=chosen, format_func=lambda pk: options.get(pk, ""), placeholder="Pilih konten"
    )
    st.session_state[f"{chosen}-known"] = {pk: options[pk] for pk in st.session_state[chosen]}
    st.button("Simpan kaitan", type="primary", key=f"link-save-{one.pk}", on_click=link, args=(programme.pk, one.pk, one.version))


def link(programme_id: int, document_id: int, seen: int) -> None:
    with attempt("Tersimpan.", then=lambda: st.session_state.pop(OPEN, None)) as session:
        programme = Programme.find(programme_id, session)
        chosen = list(st.session_state.get(f"link-to-{document_id}") or [])
        Document.current(document_id, seen, programme, session).link(programme, chosen, signed_in(session))


def open_it(document_id: int) -> None:
    st.session_state[OPEN] = document_id


def address(one: Document) -> str:
    here = settings.public_url() or (st.context.url if isinstance(st.context.url, str) else "")
    return urljoin(here, f"/unduh/{one.slug}") if here else f"/unduh/{one.slug}"


def ask_document(programme: Programme) -> None:
    with st.form("document"):
        st.text_input("Judul dokumen", key="document-title", max_chars=150)
        st.text_input("Tautan resmi (https)", key="document-url", placeholder="https://…go.id/…")
        st.file_uploader("Atau berkas PDF", ["pdf"], key="document-file", max_upload_size=20)
        st.form_submit_button("Daftarkan", on_click=register, args=(programme.pk,))


def register(programme_id: int) -> None:
    file = st.session_state.get("document-file")
    with telling():
        sha256 = type_of = None
        if file is not None:
            examined = media.examine(file.getvalue(), file.name)
            sha256, type_of = files.keep(file.getvalue()).sha256, PDF if examined.facts.format == "pdf" else "other"
        with attempt("Dokumen terdaftar.") as session:
            Document.register(
                Programme.find(programme_id, session), st.session_state["document-title"], signed_in(session), session,
                url=st.session_state["document-url"], sha256=sha256, name=file.name if file else "", type=type_of or "",
            )  # fmt: skip


def close(programme_id: int, document_id: int, seen: int) -> None:
    with attempt("Tersimpan.") as session:
        programme = Programme.find(programme_id, session)
        Document.current(document_id, seen, programme, session).close(programme, signed_in(session))


def leaf(before: int) -> None:
    st.session_state[BEFORE] = before
