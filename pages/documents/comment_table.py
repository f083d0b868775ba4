"""Daftar komentar sebagai CSV: numbers, categories, hours and deeds; nobody's words and nobody's name."""

from collections.abc import Callable
from datetime import date, timedelta

from data.database import transaction
from data.wording import say
from models.actors import Actor
from models.errors import NotFound
from models.people import Person
from models.planning.quarters import midnight
from models.programmes import Programme
from models.public.taking_out import Line, take_out
from models.sessions import SignIn
from pages.ui import formats, panels
from pages.ui import session as visit


def offered(programme_ids: list[int], first: date, last: date) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there, and the log gets its line."""
    token, browser = visit.token(), visit.browser()

    def take() -> bytes:
        with transaction() as session:
            person_id = SignIn.alive(token, browser, session)
            if person_id is None:
                raise NotFound
            actor: Actor = Person.acting(person_id, session)
            shown = [one for one in Programme.visible(actor, session) if one.pk in programme_ids]
            return panels.as_csv(table(take_out(actor, shown, midnight(first), midnight(last + timedelta(days=1)), session)))()

    return take


def table(found: list[Line]) -> panels.Table:
    comments = [one.comment for one in found]
    labels = {one.pk: {channel.key: channel.label for channel in one.rules.channels} for one in {one.programme for one in comments}}
    return {
        "Nomor": [one.pk for one in comments],
        "Program": [one.programme.name for one in comments],
        "Kanal": [labels[one.programme_id].get(one.channel, one.channel) for one in comments],
        "Nomor konten": [one.content_id for one in comments],
        "Kategori": [one.sort.label for one in comments],
        "Keparahan": [say(f"severities.{one.severity.value}") for one in comments],
        "Keadaan": [say(f"interaction_states.{one.state.value}") for one in comments],
        "Masuk": [formats.moment(one.received_at) for one in comments],
        "Tenggat": [formats.moment(one.due_at) for one in comments],
        "Respons pertama": [formats.moment(one.first_response_at) if one.first_response_at else "" for one in comments],
        "Menit layanan sampai respons": [one.response_minutes for one in comments],
        "Selesai": [formats.moment(one.closed_at) if one.closed_at else "" for one in comments],
        "Tingkat eskalasi": [one.level for one in comments],
        "Tindakan": [", ".join(say(f"deeds.{deed}") for deed in one.deeds) for one in found],
    }
