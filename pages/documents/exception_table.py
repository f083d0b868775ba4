"""Pengecualian as CSV: what the filters leave, with who and how it stands; no cell is ever a formula (SAFETY 21)."""

from collections.abc import Callable

from sqlmodel import Session

from data.wording import say
from models.actors import Actor
from models.content.contents import Content
from models.governance import exceptions
from models.governance.exceptions import Wanted
from models.people import Person
from pages.documents import offering, sample, takers
from pages.ui import formats
from pages.ui.exception_words import stands

COLUMNS = ("at", "kind", "state", "number", "title", "who", "programme", "done_at", "taker")


def offered(wanted: Wanted) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`; programmes that somebody lost since are left out."""
    return offering.at_the_click(lambda session, actor: written(wanted, actor, session))


def written(wanted: Wanted, actor: Actor, session: Session) -> bytes:
    ours = tuple(one for one in wanted.programmes if actor.sees_all or actor.is_admin or one.pk in actor.teams)
    wanted = Wanted(ours, wanted.kinds, wanted.since, wanted.until)
    rows = list(exceptions.every(wanted, session))
    titles = Content.titles({one.content_id for one in rows}, session, actor)
    people = Person.names({one.person_id for one in rows if one.person_id}, session)
    taken = takers.named(actor, None, session)
    states, names = exceptions.states(rows, ours, session), {one.pk: one.name for one in ours}
    told = [
        [
            formats.moment(one.at), say(f"exception_kinds.{one.kind}"), stands(one.kind, states.get(one.place, "")), str(one.content_id),
            titles.get(one.content_id, ""), people.get(one.person_id or 0, ""), names.get(one.programme_id, ""),
            formats.moment(one.done_at) if one.done_at else "", taken,
        ]
        for one in rows
    ]  # fmt: skip
    return sample.as_csv((tuple(say(f"exception_columns.{key}") for key in COLUMNS), told))
