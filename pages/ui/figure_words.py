"""A figure in words, the same on the dashboard, in a meeting and on paper: missing is said, never shown as 0."""

from data.wording import say
from models.content.indonesian import number
from models.playbooks.indicators import Better
from models.results.figures import Figure, FigureState
from pages.ui import blocks, formats

NEARLY = 0.8  # of the target: below it a figure shows red, above orange


def value(one: Figure) -> str:
    """186.400; 4,2 %; Belum ada data"""
    return amount(one.value, one) if one.value is not None else say("figure_words.none")


def brief(one: Figure) -> str:
    """For a card: 1,6 jam; – where there is nothing."""
    return " ".join(value(one).split()[:2]) if one.value is not None else "–"


def amount(told: float, one: Figure) -> str:
    """A number of this indicator with its unit, where the unit isn't said by the label already."""
    written = number(told, one.decimals)
    return f"{written} %" if one.unit == "%" else f"{written} {one.unit}" if one.unit.split()[0] in ("jam", "hari", "menit") else written


def standing(one: Figure) -> str:
    """How far it reaches: Data s.d. 20 November 2026; Sementara; Final"""
    if one.state is FigureState.PARTIAL and one.until:
        return say("figure_words.partial", until=formats.day(one.until))
    return say(f"figure_words.{one.state.value}")


def target_look(one: Figure) -> blocks.Look:
    """104 % of the target, in the colour that says whether it is enough."""
    if one.value is None:
        return blocks.Look(say("figure_words.none"), "gray", "hourglass_empty")
    if one.target is None or one.attained is None:
        return blocks.Look(say("figure_words.no_target"), "gray", "flag")
    share = f"{number(100 * one.attained)} %"
    if one.reached:
        return blocks.Look(share, "green", "check_circle")
    return blocks.Look(share, "orange" if one.attained >= NEARLY else "red", "warning" if one.attained >= NEARLY else "error")


def target(one: Figure) -> str:
    return say("figure_words.target", target=amount(one.target, one)) if one.target is not None else ""


def change(one: Figure) -> str | None:
    """ "+18 %" or "-0,6" against the quarter before, with an ASCII minus that the arrow understands; None where nothing compares."""
    if one.value is None or one.previous is None:
        return None
    if one.unit == "%" or one.change is None or not one.previous:
        difference = one.value - one.previous
        return f"{'+' if difference >= 0 else '-'}{number(abs(difference), max(one.decimals, 1))}"
    return f"{'+' if one.change >= 0 else '-'}{number(abs(100 * one.change))} %"


def direction(one: Figure) -> str:
    """For `st.metric`: a fall of what should fall is good."""
    return "normal" if one.better is Better.UP else "inverse"


def counted(one: Figure) -> str:
    """How many posts, cases or weeks it was counted from."""
    return say("figure_words.counted", n=number(one.n)) if one.n else ""
