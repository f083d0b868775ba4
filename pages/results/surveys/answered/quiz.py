"""What a quiz tells: the gain first, then each item before and after, and wrong answers that mislead."""

from collections.abc import Mapping
from fractions import Fraction

import streamlit as st

from data.wording import say
from models.results.surveys import quizzes
from models.results.surveys.counting import Tally
from models.results.surveys.questions import Question
from models.results.surveys.quizzes import Item
from models.results.surveys.results import RoundResult
from models.results.surveys.rounds import Phase
from pages.ui import blocks, survey_words
from pages.ui.survey_charts import Bar, bars


def show(found: Mapping[Phase, RoundResult]) -> None:
    asked = next(iter(found.values())).edition.questions
    before, after = (found[one].tally if one in found else Tally() for one in (Phase.BEFORE, Phase.AFTER))
    whole = quizzes.whole(asked, before, after)
    with st.container(horizontal=True, gap="medium"):
        st.metric(
            "Benar sebelum", survey_words.share(whole.before), f"n {whole.n_before}", delta_color="off", delta_arrow="off", border=True
        )
        st.metric("Benar sesudah", survey_words.share(whole.after), f"n {whole.n_after}", delta_color="off", delta_arrow="off", border=True)
        band = say(f"survey_bands.{whole.band}") if whole.band else say("surveys.gain_short")
        st.metric("Peningkatan (g)", survey_words.exact(whole.g), band, delta_color="off", delta_arrow="off", border=True)
    st.caption(blocks.plain(survey_words.gain(whole)))
    st.caption(say("surveys.gain_method"))
    for place, one in enumerate(asked, start=1):
        show_item(place, one, before, after)


def show_item(place: int, one: Question, before: Tally, after: Tally) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{place}. {blocks.plain(one.text)}**")
        rows = [
            row(say(f"survey_phases.{phase}").capitalize(), quizzes.item(one, told))
            for phase, told in (("before", before), ("after", after))
        ]
        bars(rows, 1.8, f"survey-item-{one.key}")
        st.caption(blocks.plain(f"Peningkatan: {survey_words.gain(quizzes.of_item(one, before, after))}"))
        last = quizzes.item(one, after if after.n else before)
        for remark in remarks(last):
            st.markdown(f":small[:orange[:material/info: {blocks.plain(remark)}]]")
        with st.expander("Pilihan jawaban", icon=":material/table:"):
            st.table(table(one, before, after))
            st.caption(say("surveys.discrimination", value=survey_words.exact(last.discrimination), n=last.n))


def row(label: str, told: Item) -> Bar:
    return Bar(label, float(told.difficulty or 0), f"{survey_words.share(told.difficulty)} · n {told.n}")


def remarks(told: Item) -> list[str]:
    """What an item analysis asks its writer to look at."""
    found = []
    if told.difficulty is not None and told.difficulty < quizzes.HARD:
        found.append(say("surveys.item_hard"))
    if told.difficulty is not None and told.difficulty > quizzes.EASY:
        found.append(say("surveys.item_easy"))
    if told.discrimination is not None and told.discrimination < quizzes.WEAK:
        found.append(say("surveys.item_weak"))
    found += [say("surveys.misleads", option=told.question.label(one.key)) for one in told.distractors if one.misleads]
    if told.n >= quizzes.FEWEST:
        found += [say("surveys.idle_option", option=told.question.label(one.key)) for one in told.distractors if not one.works]
    return found


def table(one: Question, before: Tally, after: Tally) -> dict[str, list[str]]:
    shares = {phase: told.answers(one.key) for phase, told in (("Sebelum", before), ("Sesudah", after))}
    return {"Pilihan": [f"{option.label}{' (benar)' if option.key == one.correct else ''}" for option in one.options]} | {
        phase: [cell(chosen.get(option.key, 0), sum(chosen.values())) for option in one.options] for phase, chosen in shares.items()
    }


def cell(times: int, n: int) -> str:
    return f"{times} ({survey_words.share(Fraction(times, n))})" if n else "–"
