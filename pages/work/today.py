"""Beranda: apa yang menunggu saya."""

from collections.abc import Callable, Iterator

import streamlit as st

from data.wording import say
from models import duty
from models.actors import Actor
from models.base import now, today
from models.content.contents import Content
from models.content.publications import Standing
from models.content.shelves import Page, end_of_today
from models.playbooks import Playbook, StageKind
from pages.ui import (
    blocks,
    comments_waiting,
    decrees_ending,
    first_days,
    follow_ups_due,
    formats,
    hoaxes_to_answer,
    lasting,
    later_marks,
    offers,
    on_duty,
    policies_to_read,
    prompts_due,
    service_mode,
    survey_duties,
    takedowns_due,
    to_decide,
    visiting,
)
from pages.ui.session import db, me, programmes

SHOWN = 5
FIRST = ("confirm", "decide", "returned")  # on a phone nobody should have to look for what others wait for
WAITING = (
    comments_waiting, prompts_due, takedowns_due, offers, survey_duties, hoaxes_to_answer, follow_ups_due, policies_to_read, decrees_ending,
)  # fmt: skip


def show_today() -> None:
    actor = me()
    show_title(actor)
    lists = gather(actor)
    later_marks.learn([one for page in lists.values() for one in page.rows])
    beside = to_decide.waiting(actor)
    show_cards(lists, beside)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        first_days.show(actor)
        visiting.show(actor)
        first = [key for key in FIRST if key in lists and (lists[key].rows or (key == "decide" and not beside))]
        for key in first:
            show_list(key, lists[key])
        to_decide.show(actor)
        for part in WAITING:
            part.show(actor)
        for key in ("returned", "desk", "schedule", "others", "watched"):
            if key in lists and key not in first:
                show_list(key, lists[key])
    with right:
        show_publications(lists["due"], lists["done"])
        if "expired" in lists:
            lasting.show_expired(lists["expired"], actor)
        show_attention(lists)
        on_duty.show_duty()


def gather(actor: Actor) -> dict[str, Page]:
    """Only the lists this person can do something about; who may only look sees what runs."""
    session, kinds = db(), stage_kinds(actor)
    asked: dict[str, tuple[bool, Callable[[], Page]]] = {
        "confirm": (StageKind.VALIDATE in kinds, lambda: Content.to_confirm(actor, session, size=SHOWN)),
        "decide": (StageKind.VALIDATE in kinds, lambda: Content.awaiting(actor, session, size=SHOWN)),
        "returned": (StageKind.WORK in kinds, lambda: Content.returned(actor, session, size=SHOWN)),
        "desk": (StageKind.WORK in kinds, lambda: Content.on_desk(actor, session, size=SHOWN)),
        "schedule": (StageKind.SCHEDULE in kinds, lambda: Content.to_schedule(actor, session, size=SHOWN)),
        "others": (StageKind.WORK in kinds, lambda: Content.with_others(actor, session, size=SHOWN)),
        "watched": (not kinds, lambda: Content.in_flow(actor, session, size=SHOWN)),
        "late": (bool(kinds), lambda: Content.overdue(actor, session, size=SHOWN)),
        "owed": (True, lambda: Content.in_debt(actor, session, size=SHOWN)),
        "monitor": (StageKind.MONITOR in kinds, lambda: Content.to_monitor(actor, session, size=SHOWN)),
        "due": (True, lambda: Content.waiting_to_publish(actor, session, until=end_of_today(), size=SHOWN)),
        "expired": (bool(kinds), lambda: Content.expired(actor, session, size=SHOWN)),
        "done": (True, lambda: Content.published_since(actor, session, size=SHOWN)),
    }
    found = Content.at_once({key: ask for key, (wanted, ask) in asked.items() if wanted}, session)
    return {key: page for key, page in found.items() if page.rows or key not in ("confirm", "others")}


def stage_kinds(actor: Actor) -> set[StageKind]:
    """What the person's roles act at, in any of his programmes."""
    found = {kind for programme in programmes() for kind in _kinds(programme.rules, actor.roles(programme.id))}
    writing = {kind for programme in programmes() for kind in _kinds(programme.rules, actor.writing_roles(programme.id))}
    return found | (writing & {StageKind.WORK})


def show_title(actor: Actor) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        with st.container(gap=None, width="content"):
            st.title("Beranda", anchor=False)
            st.caption(f"{formats.full_day(today())} · {formats.clock(now())} WIB · {_service()}")
        with st.container(horizontal=True, gap="xsmall", width="content"):
            service_mode.show_switches(actor)
            begins = any(Content.lanes_open_to(actor, one) for one in programmes())
            if begins and st.button("Konten baru", icon=":material/add:", key="begin"):
                st.switch_page("work/compose/page.py", query_params={"baru": "1"})


def show_cards(lists: dict[str, Page], beside: int) -> None:
    """At most four numbers, those that ask for something first; plans and cycles to decide on count as decisions."""
    wanted = [key for key in ("decide", "returned", "desk", "schedule", "watched", "due", "late", "owed", "monitor") if key in lists][:4]
    grid = st.grid(4, min_column_width=150)
    for key in wanted:
        page = lists[key]
        figure = "1.000+" if page.capped else str(page.count + (beside if key == "decide" else 0))
        grid.metric(say(f"today_cards.{key}"), figure, border=True, icon=f":material/{ICONS[key]}:")


def show_list(key: str, page: Page) -> None:
    with st.container(gap="xsmall"):
        blocks.heading(say(f"today.{key}"), page.count if not page.capped else "1.000+", icon=ICONS[key])
        if not page.rows:
            blocks.empty(say(f"today_empty.{key}"))
        for place, content in enumerate(page.rows):
            pressed = blocks.row(
                content.title, _about(content), _look(key, content), say(f"today_verbs.{key}"),
                key=f"{key}-{content.pk}", primary=key == "decide" and place == 0,
            )  # fmt: skip
            if pressed:
                st.switch_page(PLACES.get(key, "review/content/page.py"), query_params={"id": str(content.pk)})
        if page.more:
            st.page_link(MORE.get(key, "live/publications/page.py"), label=f"Lihat semua ({page.count})", icon=":material/arrow_forward:")


def show_publications(due: Page, done: Page) -> None:
    with st.container(gap="xsmall"):
        blocks.heading("Hari ini", icon="today")
        with st.container(border=True, gap="xsmall"):
            if not due.rows and not done.rows:
                st.caption("Belum ada yang dijadwalkan tayang hari ini.")
            both = {one.pk: one for one in (*due.rows, *done.rows)}  # on one channel already, on another still to come
            if lines := [line for content in both.values() for line in _publications(content)]:
                st.markdown("\n\n".join(lines))
            st.page_link("live/publications/page.py", label="Buka publikasi", icon=":material/campaign:")


def show_attention(lists: dict[str, Page]) -> None:
    """What is red until somebody does it."""
    owed, monitor = lists["owed"], lists.get("monitor")
    rows = [(content, "Utang jalur darurat", "red", "gpp_maybe") for content in owed.rows]
    rows += [(content, "Belum dipantau", "orange", "visibility") for content in (monitor.rows if monitor else ())]
    if not rows:
        return
    with st.container(gap="xsmall"):
        blocks.heading("Perlu perhatian", owed.count + (monitor.count if monitor else 0), icon="notification_important")
        for content, words, color, icon in rows:
            with st.container(border=True, gap="xxsmall"):
                st.markdown(f":{color}-badge[:material/{icon}: {words}] **{blocks.plain(content.title)}**")
                st.page_link("review/content/page.py", label="Buka", query_params={"id": str(content.pk)}, icon=":material/arrow_forward:")


ICONS = {
    "confirm": "call", "decide": "fact_check", "returned": "undo", "desk": "edit_note", "schedule": "calendar_clock",
    "others": "hourglass_top", "watched": "route", "late": "alarm", "owed": "gpp_maybe", "monitor": "visibility", "due": "campaign",
}  # fmt: skip
PLACES = {"returned": "work/compose/page.py", "desk": "work/compose/page.py", "schedule": "live/publications/page.py"}
MORE = {"decide": "review/queue.py", "confirm": "review/queue.py", "returned": "work/compose/page.py", "desk": "work/compose/page.py"}


def _kinds(rules: Playbook, roles: frozenset[str]) -> set[StageKind]:
    return {stage.kind for lane in rules.lanes for stage in lane.stages if roles & set(stage.by)}


def _service() -> str:
    open_ones = [one.name for one in programmes() if duty.is_open(one, db())]
    return f"jam layanan: {', '.join(open_ones)}" if open_ones else "di luar jam layanan"


def _about(content: Content) -> str:
    kind, stage = content.rules.type(content.kind).label, content.stage_rules.label
    planned = f" · rencana tayang {formats.short_moment(content.planned_for)}" if content.planned_for else ""
    later = later_marks.words(content)
    return f"{content.programme.name} · {kind} · {stage}{planned}{f' · {later}' if later else ''}"


def _look(key: str, content: Content) -> blocks.Look:
    if key == "confirm":
        return blocks.Look("Persetujuan lisan", "red", "call")
    if key in ("others", "watched"):
        return blocks.status(content.state)
    return blocks.deadline(content.due_at)


def _publications(content: Content) -> Iterator[str]:
    """A line for each channel that has its hour."""
    for one in content.publications:
        moment = one.published_at or one.scheduled_for
        if one.state.value not in ("scheduled", "published") or moment is None:
            continue
        late = content.standing_of(one) is Standing.OVERDUE
        look = blocks.Look("Lewat jadwal", "red", "alarm") if late else blocks.status(one.state.value, "publication_states")
        channel = content.rules.channel(one.channel).label
        hour = f":{look.color}[:material/{look.icon}:] **{formats.clock(moment)}**"
        words = " · ".join(filter(None, (channel, look.words, later_marks.words(content))))
        yield f"{hour} {blocks.plain(content.title)}  \n:small[:gray[{words}]]"


show_today()
