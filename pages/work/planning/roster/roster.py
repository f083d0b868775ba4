"""Tab Piket dan cuti: siapa bertugas pekan ini, siapa cuti, dan jam layanan mana yang belum ada piketnya."""

from datetime import date, timedelta

import streamlit as st

from data.wording import say
from models.actors import Actor, can
from models.base import LOCAL, now, today
from models.planning.copying import CopiedWeek
from models.planning.quarters import monday
from models.planning.rosters import Roster
from models.planning.shifts import Shift
from models.programmes import Programme
from models.public.clocks import Span
from pages.ui import blocks, formats
from pages.ui.session import attempt, db, notice, signed_in
from pages.work.planning.roster import assigning

WEEK = "roster-week"
A_WEEK = timedelta(weeks=1)


def show_roster(actor: Actor, programmes: list[Programme]) -> None:
    """The chosen week of each of these programmes."""
    week = date.fromisoformat(st.session_state.get(WEEK) or monday(today()).isoformat())
    show_weeks(week)
    for programme in programmes:
        show_programme(programme, Roster.of_week(programme, week, db()), plans=can(actor, "plan", programme))


def show_weeks(week: date) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{formats.period(week, week + timedelta(days=6))}**", width="content")
        st.button("Sebelumnya", icon=":material/chevron_left:", key="week-before", on_click=go_to, args=(week - A_WEEK,))
        st.button("Berikutnya", icon=":material/chevron_right:", key="week-after", on_click=go_to, args=(week + A_WEEK,))
        if week != monday(today()):
            st.button("Pekan ini", icon=":material/today:", key="week-now", on_click=go_to, args=(monday(today()),))


def show_programme(programme: Programme, roster: Roster, *, plans: bool) -> None:
    gaps = roster.gaps(now())
    with st.container(gap="small", key=f"roster-{programme.id}"):
        badge = say("roster.gaps", count=len(gaps)) if gaps else None
        blocks.heading(programme.name, badge, icon="badge", color="orange", badge_icon="warning")
        if not roster.has_hours:
            st.caption(say("roster.no_hours"))
        grid = st.grid(7, min_column_width=180)
        for day in roster.days:
            if roster.serves(day):
                with grid.container(border=True, gap="xxsmall"):
                    show_day(day, roster, [gap for gap in gaps if gap[0].astimezone(LOCAL).date() == day], plans=plans)
        left, right = st.columns([3, 2], gap="medium")
        with left:
            if plans:
                assigning.show_form(programme, roster, gaps)
                week = formats.period(roster.monday - A_WEEK, roster.monday - timedelta(days=1))
                question = say("roster.ask_copy", week=week)
                blocks.confirm(
                    question, "Salin pekan lalu", copy_week, programme.pk, roster.monday, key=f"copy-{programme.id}", icon="content_copy"
                )
        with right:
            show_leaves(roster)


def show_day(day: date, roster: Roster, gaps: list[Span], *, plans: bool) -> None:
    here = " :blue-badge[:material/today: Hari ini]" if day == today() else ""
    st.markdown(f"**{formats.WEEKDAYS[day.weekday()]}, {day.day} {formats.MONTHS[day.month - 1][:3]}**{here}")
    shifts = roster.on(day)
    for shift in shifts:
        show_shift(shift, day, roster, plans=plans)
    for since, until in gaps:
        st.markdown(f":small[:orange[:material/warning: {say('roster.gap', since=formats.clock(since), until=formats.clock(until))}]]")
    if not shifts and not gaps:
        st.caption(say("roster.nobody"))


def show_shift(shift: Shift, day: date, roster: Roster, *, plans: bool) -> None:
    """Its name opens what can be done with it."""
    name, hours = blocks.plain(shift.person.name), hours_of(shift, day)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(f":small[**{hours}**]", width="content")
        if plans and shift.day == day:
            with st.popover(name, type="tertiary", key=f"shift-{shift.id}"):
                st.markdown(f"**{name}**  \n{formats.full_day(shift.day)}, {hours}")
                st.button(
                    "Hapus piket", key=f"remove-{shift.id}", icon=":material/delete:", on_click=remove, args=(shift.pk, shift.version)
                )
        else:
            st.markdown(name, width="content")
    if shift.starts_at <= now() < shift.ends_at and not roster.unattended(shift):
        st.markdown(":green-badge[:material/radio_button_checked: Sedang piket]")
    if leave := roster.leave_of(shift.person_id, shift.day):
        deputy = leave.deputy_on(shift.day)
        words = say("roster.replaced", name=blocks.plain(deputy.name)) if deputy else say("roster.unattended")
        st.markdown(f":small[:{'blue' if deputy else 'red'}[:material/event_busy: {words}]]")


def show_leaves(roster: Roster) -> None:
    st.markdown(":material/event_busy: **Siapa cuti**")
    for leave in roster.leaves:
        deputy = leave.deputy_on(max(leave.starts_on, roster.monday, min(today(), leave.ends_on)))
        look = None if deputy else blocks.Look(say("roster.nobody_stands_in"), "orange", "person_off")
        meta = formats.period(leave.starts_on, leave.ends_on) + (f" · {say('roster.replaced', name=deputy.name)}" if deputy else "")
        blocks.row(leave.person.name, meta, look)
    if not roster.leaves:
        st.caption(say("roster.nobody_away"))
    st.page_link("office/account.py", label="Masukkan cuti saya", icon=":material/arrow_forward:")


def hours_of(shift: Shift, day: date) -> str:
    """07.30–16.00; a night says where it began or ends."""
    ends_on = (shift.ends_at - timedelta(microseconds=1)).astimezone(LOCAL).date()
    since, until = formats.clock(shift.starts_at), formats.clock(shift.ends_at)
    if shift.day < day:
        return f"s.d. {until}"
    return f"{since}–{until}" + (" (besoknya)" if ends_on > day else "")


def go_to(week: date) -> None:
    st.session_state[WEEK] = week.isoformat()


def copy_week(programme_id: int, week: date) -> None:
    with attempt(then=lambda: tell(copied)) as session:
        copied = Shift.copy_week(Programme.find(programme_id, session), week, signed_in(session), session)


def tell(copied: CopiedWeek) -> None:
    notice("done", say("roster.copied", count=len(copied.shifts)))
    if copied.left_out:
        rows = [
            f"{blocks.plain(one.name)}, {formats.short_moment(one.starts_at)}: {say(f'hindrances.{one.why}')}" for one in copied.left_out
        ]
        notice("info", say("roster.left_out"), *rows)


def remove(shift_id: int, seen: int) -> None:
    with attempt("Piket dihapus.") as session:
        actor = signed_in(session)
        Shift.current(shift_id, seen, actor.teams, session).remove(actor)
