"""Kotak masuk: apa yang terjadi dengan pekerjaan saya, dan tenggat yang perlu diingat."""

from itertools import groupby

import streamlit as st

from data.wording import say
from models.base import LOCAL
from models.content.contents import Content
from models.inbox.letters import Letter, Place, letters
from models.inbox.messages import PAGE, Message, Shown
from models.inbox.prompting import is_late
from models.inbox.reminders import Reminder, ReminderLevel
from models.people import Person
from pages.ui import blocks, formats, history, whatsapp
from pages.ui.session import attempt, db, me, signed_in

SHOWN, TURNED, GO = "inbox-shown", "inbox-turned", "inbox-go"
LABELS = {Shown.ALL: "Semua", Shown.UNREAD: "Belum dibaca", Shown.REMINDERS: "Pengingat"}
FILES = {
    Place.DRAFT: "work/compose/page.py", Place.CONTENT: "review/content/page.py", Place.ACCOUNT: "office/account.py",
    **dict.fromkeys((Place.SETTINGS, Place.RULES), "office/settings/page.py"),
    Place.INTERACTION: "live/moderation/page.py", Place.HOAX: "live/hoaxes/page.py",
    Place.TRAINING: "programme/training/page.py", Place.OFFER: "review/queue.py",
    Place.TRANSFER: "office/replication/page.py",
    Place.FOLLOW_UP: "results/evaluation/page.py", Place.EVALUATIONS: "results/evaluation/page.py",
    **dict.fromkeys((Place.PLAN, Place.BOARD, Place.ROSTER, Place.IDEAS), "work/planning/page.py"),
    **dict.fromkeys((Place.DECREE, Place.HANDOVER), "programme/team/page.py"),
    **dict.fromkeys((Place.POLICY, Place.CONSENT), "office/policies/page.py"),
    Place.CYCLE: "programme/profile/page.py",
}  # fmt: skip
TABS = {
    Place.PLAN: "triwulan",
    Place.BOARD: "papan",
    Place.ROSTER: "piket",
    Place.IDEAS: "ide",
    Place.POLICY: "kebijakan",
    Place.CONSENT: "izin",
    Place.SETTINGS: "eskalasi",
    Place.RULES: "pedoman",
    Place.DECREE: "sk",
    Place.CYCLE: "tahapan",
    Place.HANDOVER: "serah",
    Place.TRANSFER: "serah",
}  # fmt: skip  where a page has some
IDS = {Place.FOLLOW_UP: "tindak"}  # how its page names what it shows, where it isn't `id`
LOOKS = {
    ReminderLevel.FIRST: blocks.Look("Tenggat dekat", "orange", "schedule"),
    ReminderLevel.SECOND: blocks.Look("Lewat tenggat", "red", "alarm"),
    ReminderLevel.ESCALATED: blocks.Look("Perlu turun tangan", "red", "notification_important"),
}
UNREAD = blocks.Look("Baru", "blue", "mark_email_unread")


def show_inbox() -> None:
    go_on()
    actor = me()
    unread = Message.unread(actor, db())
    blocks.title("Kotak masuk", say("inbox.caption"))
    shown = show_filters(unread)
    before = turned(shown)
    messages = Message.page(actor, db(), shown, before=before[-1] if before else None)
    found = letters(messages[:PAGE], actor, db())
    if not found:
        blocks.empty(say(f"inbox.empty_{shown.value}"))
        return
    told = {one.number: one for one in history.lines([one.entry for one in found if one.entry], db(), actor)}
    late = Reminder.late_ones([one.reminder for one in found if one.reminder], db())
    for day, some in groupby(found, lambda one: one.message.at.astimezone(LOCAL).date()):
        with st.container(gap="xsmall"):
            st.markdown(f"**{formats.full_day(day)}**")
            for one in some:
                show_letter(one, sentence(one, told, late), late)
    if before or len(messages) > PAGE:
        show_turning(bool(before), len(messages) > PAGE, messages[:PAGE][-1].pk)


def show_filters(unread: int) -> Shown:
    """What isn't read yet comes first; the rest is one tap away."""
    st.session_state.setdefault(SHOWN, Shown.UNREAD if unread else Shown.ALL)
    newest = Message.page(me(), db(), size=0)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        shown = st.segmented_control(
            "Tampilkan", list(Shown), key=SHOWN, required=True, label_visibility="collapsed", width="content",
            format_func=lambda one: f":gray[{LABELS[one]}{f' ({formats.number(unread)})' if one is Shown.UNREAD and unread else ''}]",
        )  # fmt: skip
        if unread and newest:
            st.button("Tandai semua sudah dibaca", icon=":material/done_all:", key="inbox-all", on_click=read_all, args=(newest[0].pk,))
    return Shown(shown or Shown.ALL)


def sentence(one: Letter, told: dict[int, history.Line], late: dict[int, list[Person]]) -> str:
    if one.reminder is None:
        return told[one.entry.number].sentence if one.entry else ""
    if one.content is None:
        return say("inbox.not_visible")
    key = f"reminded_{one.reminder.level.value}"
    if one.reminder.level is ReminderLevel.ESCALATED and not late.get(one.reminder.pk):
        key = "escalated_to_nobody"
    return say(f"inbox.{key}", stage=one.stage, due=formats.moment(one.reminder.due_at))


def show_letter(one: Letter, words: str, late: dict[int, list[Person]]) -> None:
    """A reminder keeps its colour only while it is unread."""
    look = UNREAD if one.message.read_at is None else None
    if one.reminder:
        known = LOOKS[one.reminder.level]
        look = known if look else blocks.Look(known.words, "gray", known.icon)
    title, meta = (one.title, words) if one.title else (words, "")
    with st.container(border=True, gap="xsmall"):
        with blocks.row_of(title, " · ".join(filter(None, (formats.clock(one.message.at), meta))), look, border=False):
            show_verb(one)
        if one.reminder and one.content and still_waits(one.content, one.reminder):
            whatsapp.show_link(one.content, one.reminder.due_at, late.get(one.reminder.pk, []), key=f"whatsapp-{one.message.pk}")


def still_waits(content: Content, reminder: Reminder) -> bool:
    """Escalated to somebody of the team, and nothing has happened since."""
    same = content.stage == reminder.stage and content.stage_since == reminder.stage_since
    raised = reminder.level is ReminderLevel.ESCALATED and whatsapp.is_of_team(content, me())
    return raised and same and is_late(content)


def show_verb(one: Letter) -> None:
    subject_id = one.content.pk if one.content else one.case_id or 0
    if one.place is not Place.NOWHERE:
        st.button("Buka", key=f"open-{one.message.pk}", on_click=open_letter, args=(one.message.pk, one.place, subject_id))
    elif one.message.read_at is None:
        st.button("Sudah dibaca", key=f"read-{one.message.pk}", on_click=read, args=(one.message.pk,))


def show_turning(newer: bool, older: bool, last: int) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button("Lebih baru", key="inbox-newer", icon=":material/arrow_back:", disabled=not newer, on_click=turn_back)
        st.button("Lebih lama", key="inbox-older", icon=":material/arrow_forward:", disabled=not older, on_click=turn, args=(last,))


def turned(shown: Shown) -> list[int]:
    """Where the pages turned so far end; another filter starts at the newest again."""
    if st.session_state.get(TURNED, {}).get("shown") != shown:
        st.session_state[TURNED] = {"shown": shown, "before": []}
    before: list[int] = st.session_state[TURNED]["before"]
    return before


def turn(last: int) -> None:
    st.session_state[TURNED]["before"].append(last)


def turn_back() -> None:
    st.session_state[TURNED]["before"].pop()


def open_letter(message_id: int, place: Place, subject_id: int) -> None:
    read(message_id)
    st.session_state[GO] = [place.value, subject_id]


def go_on() -> None:
    """To what was opened: a callback can't change the page itself, and the line may have left the list by now."""
    asked, subject_id = st.session_state.pop(GO, ["", 0])
    if asked:
        place = Place(asked)
        query = {"tab": TABS[place]} if place in TABS else {IDS.get(place, "id"): str(subject_id)} if subject_id else {}
        st.switch_page(FILES[place], query_params=query)


def read(message_id: int) -> None:
    with attempt() as session:
        Message.read([message_id], signed_in(session), session)


def read_all(until: int) -> None:
    with attempt(say("inbox.all_read")) as session:
        Message.read_all(signed_in(session), session, until)


show_inbox()
