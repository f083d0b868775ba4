"""Building blocks of the screens: status is always icon, word and colour; what people typed never becomes markup."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import streamlit as st

from data.wording import say, sentence
from models.base import now
from models.content.drafts import Finding
from models.issues import Issue
from models.playbooks import Level
from pages.ui import formats

Color = Literal["red", "orange", "blue", "green", "violet", "gray"]
MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&=])")
SOON = timedelta(hours=4)


@dataclass(frozen=True)
class Look:
    """How a status shows."""

    words: str
    color: Color
    icon: str

    @property
    def markdown(self) -> str:
        return f":{self.color}-badge[:material/{self.icon}: {plain(self.words)}]"


LOOKS: dict[str, tuple[Color, str]] = {
    "draft": ("gray", "edit_note"),
    "waiting": ("orange", "hourglass_top"),
    "returned": ("red", "undo"),
    "held": ("gray", "pause_circle"),
    "approved": ("green", "check_circle"),
    "planned": ("gray", "schedule"),
    "scheduled": ("blue", "schedule_send"),
    "partly_published": ("orange", "pending"),
    "published": ("green", "check_circle"),
    "superseded": ("gray", "history"),
    "taken_down": ("red", "visibility_off"),
    "cancelled": ("gray", "cancel"),
    "archived": ("gray", "inventory_2"),
}


def plain(text: str) -> str:
    """Typed text for a place that reads Markdown; longer texts go to st.text."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))


def status(state: str, table: str = "content_states") -> Look:
    """Of a content, or of a publication with table="publication_states"."""
    color, icon = LOOKS[state]
    return Look(say(f"{table}.{state}"), color, icon)


def deadline(due: datetime | None, at: datetime | None = None) -> Look:
    """Red when past, orange within four hours, else gray."""
    if due is None:
        return Look("Tanpa tenggat", "gray", "schedule")
    left = due - (at or now())
    words = formats.remaining(due, at)
    if left < timedelta(0):
        return Look(words, "red", "alarm")
    return Look(words, "orange" if left <= SOON else "gray", "schedule")


def status_badge(state: str, table: str = "content_states") -> None:
    look = status(state, table)
    st.badge(look.words, icon=f":material/{look.icon}:", color=look.color)


def title(text: str, caption: str = "", looks: Sequence[Look] = ()) -> None:
    """The page's heading, with badges and one line below."""
    with st.container(gap="xxsmall"):
        st.title(plain(text), anchor=False)
        line = " ".join([*(look.markdown for look in looks), f":small[:gray[{plain(caption)}]]" if caption else ""]).strip()
        if line:
            st.markdown(line)


def heading(text: str, badge: str | int | None = None, icon: str | None = None, color: Color = "gray", badge_icon: str = "") -> None:
    """A section's heading; `icon` and `badge_icon` are Material names."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.subheader(f"{_icon(icon)}{plain(text)}", anchor=False, width="content")
        if badge is not None:
            st.badge(str(badge), icon=f":material/{badge_icon}:" if badge_icon else None, color=color)


def row(
    text: str, meta: str = "", look: Look | None = None, action: str | None = None, *, key: str = "",
    on_click: Callable[..., Any] | None = None, args: tuple[Any, ...] = (), primary: bool = False, disabled: bool = False,
    why: str | None = None,
) -> bool:  # fmt: skip
    """One line of a list: status, title, what else one needs to know, and one verb; True when it was pressed."""
    with row_of(text, meta, look):
        if action is None:
            return False
        kind = "primary" if primary else "secondary"
        return st.button(action, key=key, type=kind, on_click=on_click, args=args, disabled=disabled, help=why)  # type: ignore[arg-type]


@contextmanager
def row_of(text: str, meta: str = "", look: Look | None = None, border: bool = True) -> Iterator[None]:
    """Like `row`, with one's own verb drawn inside (a menu, a link); without a border where something else goes below it."""
    with st.container(border=border, horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        about = f"  \n:small[:gray[{plain(meta)}]]" if meta else ""  # one element, since lists are most of what a run draws
        st.markdown(f"{look.markdown + ' ' if look else ''}**{plain(text)}**{about}", width="stretch")
        yield


def empty(text: str) -> None:
    """An empty list says what will appear here, or what to do next."""
    with st.container(border=True):
        st.caption(text)


def issues_list(issues: Sequence[Issue], level: Level = Level.REQUIRED) -> None:
    """Every reason, one line each."""
    for issue in issues:
        field_issue(issue, level)


def field_issue(issue: Issue | Finding, level: Level = Level.REQUIRED) -> None:
    """The sentence under its field: red when required, orange when only recommended."""
    finding = issue if isinstance(issue, Finding) else None
    words = plain(sentence(finding.issue if finding else issue))  # type: ignore[arg-type]
    if (finding.level if finding else level) is Level.REQUIRED:
        st.markdown(f":small[:red[:material/error: {words}]]")
    else:
        st.markdown(f":small[:orange[:material/warning: {words} (saran)]]")


def stepper(stages: Sequence[str], current: int) -> None:
    """Where it is in its flow; before `current` done, after it to come; len(stages) when all is done."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        for place, label in enumerate(stages):
            onwards = " :gray[:material/chevron_right:]" if place < len(stages) - 1 else ""
            st.markdown(f":small[{_step(plain(label), place - current)}{onwards}]", width="content", wrap=False)


def confirm(question: str, verb: str, act: Callable[..., Any], *args: Any, key: str, icon: str | None = None) -> None:
    """A verb that can't be taken back: asked again in a popover, where the consequence is said."""
    with st.popover(verb, icon=f":material/{icon}:" if icon else None, key=f"ask-{key}"):
        st.markdown(plain(question))
        st.button(f"Ya, {verb[0].lower()}{verb[1:]}", key=key, type="primary", on_click=act, args=args)


@contextmanager
def bottom_bar(reason: str = "", color: Color = "red", icon: str = "block") -> Iterator[None]:
    """The bar at the lower edge: the reason on the left, its buttons (width="stretch") on the right."""
    line = st.bottom.container(border=True, horizontal=True, vertical_alignment="center", gap="xsmall", horizontal_alignment="distribute")
    if reason:
        line.markdown(f":small[:{color}[:material/{icon}: {plain(reason)}]]", width="content")
    with line.container(horizontal=True, gap="xsmall", width=340, wrap=False):
        yield


def _step(label: str, distance: int) -> str:
    if distance < 0:
        return f":green[:material/check_circle:] {label}"
    if distance == 0:
        return f":blue[**:material/radio_button_checked: {label}**]"
    return f":gray[:material/radio_button_unchecked: {label}]"


def _icon(name: str | None) -> str:
    return f":material/{name}: " if name else ""
