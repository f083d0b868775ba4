"""The side panel: what is still open, each leading to its field, and how easily the text reads."""

from collections.abc import Sequence

import streamlit as st

from data.wording import sentence
from models import places
from models.content.drafts import Finding
from models.content.language import Reading, Sentence, TroubleKind, Verdict, measure
from models.content.requirements import open_issues
from models.issues import Issue, Issues
from models.playbooks import FieldKind, Level
from pages.ui import blocks
from pages.ui.formats import number
from pages.ui.leading import link
from pages.work.compose.desk import Desk
from pages.work.compose.values import key_of

VERDICTS: dict[Verdict, tuple[str, blocks.Color, str]] = {
    Verdict.EASY: ("Mudah", "green", "check_circle"),
    Verdict.FAIRLY_EASY: ("Cukup mudah", "green", "check_circle"),
    Verdict.HARD: ("Sulit", "orange", "warning"),
}
MARKS = {TroubleKind.LONG_SENTENCE: "short_text", TroubleKind.LONG_WORD: "text_fields", TroubleKind.ABBREVIATION: "help"}


def show_findings(desk: Desk, findings: Sequence[Finding], more: Issues) -> None:
    """Open ones in red, advice in orange, what may follow later with its hours, what is met folded away."""
    follows = desk.content.lane_rules.follows
    needed = [*open_issues(one for one in findings if one.check not in follows), *more]
    later = open_issues(one for one in findings if one.check in follows)
    advice = open_issues(findings, Level.RECOMMENDED)
    met = [one.issue for one in findings if one.met]
    with st.container(border=True, gap="small"):
        badge = f"{len(needed)} terbuka" if needed else "lengkap"
        blocks.heading("Yang perlu dilengkapi", badge, color="red" if needed else "green", badge_icon="error" if needed else "check_circle")
        total = len(met) + len(needed) + len(later)
        st.progress(len(met) / total if total else 1.0, f"{len(met)} dari {total} terpenuhi")
        if needed or later or advice:
            show_open_list(desk, needed, later, advice)
        if met:
            with st.expander(f"{len(met)} sudah terpenuhi", icon=":material/check_circle:"):
                st.markdown("  \n".join(f":green[:material/check:] {blocks.plain(sentence(one))}" for one in met))


def show_open_list(desk: Desk, needed: Sequence[Issue], later: Sequence[Issue] = (), advice: Sequence[Issue] = ()) -> None:
    hours = number(desk.content.lane_rules.follow_hours)
    with st.container(gap="xxsmall"):
        for one in needed:
            st.markdown(f":red[:material/error:] {_leading(desk, one)}")
        for one in later:
            st.markdown(f":orange[:material/hourglass_top:] {_leading(desk, one)} :gray[(boleh menyusul dalam {hours} jam)]")
        for one in advice:
            st.markdown(f":orange[:material/warning:] {_leading(desk, one)} :gray[(saran)]")


def show_reading(desk: Desk) -> None:
    """The plain-language meter over what the public will read, hard sentences marked."""
    rules = desk.content.rules
    wanted = [
        rule.key for rule in rules.fields_of(desk.content.kind) if rule.kind in (FieldKind.TEXT, FieldKind.STEPS) and not rule.internal
    ]
    if not desk.editable & set(wanted):
        return
    text = "\n".join(str(desk.fields[key]) for key in wanted if desk.fields.get(key))
    reading = measure(text, rules.language, places.known().values())
    if reading.verdict is None:
        return
    words, colour, icon = VERDICTS[reading.verdict]
    with st.container(border=True, gap="small"):
        blocks.heading("Bahasa sederhana", words, color=colour, badge_icon=icon)
        st.caption(_summary(reading))
        st.markdown("  \n".join(_marked(one) for one in reading.sentences))
        legend = _legend(reading, rules.language.sentence_words, rules.language.long_word_letters)
        if legend:
            st.caption("  \n".join(legend))


def _leading(desk: Desk, issue: Issue) -> str:
    """What is wrong, as a link to where it is mended; what to do about it stands there."""
    words, about = blocks.plain(sentence(issue).split(". ")[0].removesuffix(".")), issue.about
    if about.startswith("file:"):
        return link(words, f"at-{key_of(desk.content.pk, about.replace(':', '-'))}")
    if about in ("planned_for", "unit"):
        return link(words, f"plan-{desk.content.pk}")
    return link(words, f"at-{key_of(desk.content.pk, about)}") if about in desk.editable or about == "files" else words


def _summary(reading: Reading) -> str:
    troubled = sum(bool(one.troubles) for one in reading.sentences)
    rest = f" {troubled} kalimat perlu dilihat lagi." if troubled else ""
    return f"Rata-rata {number(reading.average_words, 1)} kata per kalimat, {number(reading.long_words_percent)}% kata panjang.{rest}"


def _marked(sentence: Sentence) -> str:
    if TroubleKind.LONG_SENTENCE in sentence.kinds:
        return f":orange-background[:material/{MARKS[TroubleKind.LONG_SENTENCE]}: {blocks.plain(sentence.text)}]"
    pieces, at = [], sentence.start
    for trouble in sorted(sentence.troubles, key=lambda one: one.start):
        if trouble.start < at:
            continue
        pieces.append(blocks.plain(sentence.text[at - sentence.start : trouble.start - sentence.start] or ""))
        pieces.append(f":orange-background[:material/{MARKS[trouble.kind]}: {blocks.plain(trouble.text)}]")
        at = trouble.end
    pieces.append(blocks.plain(sentence.text[at - sentence.start :]))
    return " ".join(piece for piece in pieces if piece)


def _legend(reading: Reading, words: int, letters: int) -> list[str]:
    meanings = {
        TroubleKind.LONG_SENTENCE: f"kalimat panjang (sebaiknya paling banyak {words} kata)",
        TroubleKind.LONG_WORD: f"kata panjang ({letters} huruf atau lebih)",
        TroubleKind.ABBREVIATION: "singkatan belum dijelaskan",
    }
    return [f":material/{MARKS[kind]}: {meaning}" for kind, meaning in meanings.items() if reading.of(kind)]
