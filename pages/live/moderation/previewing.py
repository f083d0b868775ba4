"""What taking in many comments would do, before anything is written: dangers first, duplicates said, names apart."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data.wording import say, sentence
from models.programmes import Programme
from models.public.batches import CommentBatch, Judged, Source, Verdict
from models.public.receiving import Arrival
from pages.live.moderation import looks
from pages.ui import blocks, formats
from pages.ui.dialogs import closing
from pages.ui.session import attempt, db, signed_in

SEEN = "comments-seen"
SHOWN = 60
Rows = Sequence[tuple[int, Arrival]]


def show_preview(programme: Programme, rows: Rows, source: Source, sha256: str = "") -> None:
    judged = CommentBatch.judge(programme, rows, db())
    st.session_state[SEEN] = [one.verdict.value for one in judged]
    fresh = [one for one in judged if one.verdict is Verdict.NEW]
    refused = [one for one in judged if one.verdict is Verdict.REFUSED]
    st.markdown(blocks.plain(summary(programme, judged)))
    for one in refused[:5]:
        words = f"{say('moderation.row', number=one.number)}: {sentence(one.issues[0])}"
        st.markdown(f":small[:red[:material/error: {blocks.plain(words)}]]")
    st.button(
        f"Masukkan {formats.number(len(fresh))} komentar", key="batch-save", type="primary", disabled=bool(refused) or not fresh,
        on_click=take_in, args=(programme.pk, source, [(one.number, one.arrival) for one in judged], sha256),
    )  # fmt: skip
    show_rows(programme, judged)


def summary(programme: Programme, judged: Sequence[Judged]) -> str:
    """One sentence: how many, what they seem to be, how many are known."""
    labels = {one.key: one.label for one in programme.rules.moderation.categories}
    fresh = [one for one in judged if one.verdict is Verdict.NEW]
    counts = Counter(one.hit.category for one in fresh)
    kinds = [f"{formats.number(count)} {labels.get(key, key).lower()}" for key, count in sorted(counts.items(), key=lambda one: -one[1])]
    known = sum(1 for one in judged if one.verdict is Verdict.KNOWN)
    named = sum(1 for one in fresh if one.arrival.key)
    parts = [say("moderation.preview_new", count=formats.number(len(fresh)), kinds=formats.listing(kinds) if kinds else "–")]
    parts += [say("moderation.preview_known", count=formats.number(known))] if known else []
    parts += [say("moderation.preview_named", count=formats.number(named))] if named else []
    return " ".join(parts)


def show_rows(programme: Programme, judged: Sequence[Judged]) -> None:
    ranks = {one.key: (not one.urgent, not one.unwanted) for one in programme.rules.moderation.categories}
    order = {Verdict.REFUSED: 0, Verdict.NEW: 1, Verdict.KNOWN: 2}
    ordered = sorted(judged, key=lambda one: (order[one.verdict], ranks.get(one.hit.category, (True, True)), one.number))
    labels = {one.key: one.label for one in programme.rules.moderation.categories}
    with st.container(border=True, height=320, gap="xsmall"):
        for one in ordered[:SHOWN]:
            look = known_look(one) if one.verdict is Verdict.KNOWN else category_look(one, labels)
            who = " · nama disimpan terpisah" if one.arrival.key else ""
            st.markdown(f"{look.markdown} :small[:gray[{blocks.plain(say('moderation.row', number=one.number) + who)}]]")
            st.text(one.arrival.text[:300])
        if len(ordered) > SHOWN:
            st.caption(say("moderation.and_more", count=len(ordered) - SHOWN))


def known_look(one: Judged) -> blocks.Look:
    return blocks.Look(f"Sudah ada, nomor {one.twin}" if one.twin else "Ganda dalam tempelan ini", "gray", "content_copy")


def category_look(one: Judged, labels: dict[str, str]) -> blocks.Look:
    color, icon = looks.CATEGORIES.get(one.hit.category, ("gray", "label"))
    return blocks.Look(labels.get(one.hit.category, one.hit.category), color, icon)


def take_in(programme_id: int, source: Source, rows: Rows, sha256: str) -> None:
    """Judged again inside; what was typed stays when it is refused."""

    def finish() -> None:
        for name in ("paste-text", "paste-link", "comment-sheet", SEEN):
            st.session_state.pop(name, None)
        closing()

    with st.spinner("Memasukkan …"), attempt(say("moderation.taken_in"), then=finish) as session:
        CommentBatch.take_in(
            Programme.find(programme_id, session), rows, source, signed_in(session), session, seen=st.session_state.get(SEEN) or [],
            sha256=sha256,
        )  # fmt: skip
