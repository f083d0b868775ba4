"""A certificate of a training: name, lessons, day, the hash that proves it and a code that leads to the check (S4.4)."""

from collections.abc import Callable
from io import BytesIO

import segno
from sqlmodel import Session

from data import settings
from data.wording import say
from models.actors import Actor, administers
from models.base import now
from models.content.indonesian import day, number
from models.errors import NotFound
from models.governance.trainings import Training, TrainingSeat
from pages.documents import dated, printing
from pages.documents.offering import at_the_click
from pages.ui import addresses


def may_take(seat: TrainingSeat, training: Training, actor: Actor) -> bool:
    """One's own; all of them who keeps the trainings, administers or reads the whole office."""
    keeps = not Training.objections_to_keeping(training.programme, actor)
    return actor.person_id == seat.person_id or keeps or administers(actor) or actor.sees_all


def printed(session: Session, training_id: int, person_id: int, site: str, actor: Actor) -> bytes:
    """The PDF; NotFound where there is none for this person to take. `site`: the public address of this installation."""
    training = Training.find(training_id, actor, session)
    seat = training.seat_of(person_id)
    if seat is None or not seat.attended or not may_take(seat, training, actor):
        raise NotFound
    return genuine(seat, training, site, session)


def genuine(seat: TrainingSeat, training: Training, site: str, session: Session) -> bytes:
    """What the paper says, for whoever was let in before: its holder, or who has the code on it."""
    link = f"{site}/unduh/{seat.code}"
    head = dated.head(training.programme, training.held_on, session)
    told = {
        "government": head.government, "office": head.name, "place": head.place, "programme": training.programme.name,
        "title": say("certificate.title"), "given": say("certificate.given"), "name": seat.person.name, "nip": seat.person.nip,
        "took": say("certificate.took"), "training": training.title, "kind": training.kind_label,
        "lessons": say("certificate.lessons", hours=number(training.hours, 1).removesuffix(",0")),
        "held": say("certificate.held", day=day(training.held_on), place=_place(training.place)), "day": day(training.held_on),
        "trainer": training.trainer, "trainer_label": say("certificate.trainer"), "number": identity(training, seat),
        "check": say("certificate.check"), "digest": seat.certificate, "link": link.partition("://")[2],
    }  # fmt: skip
    return printing.printed("certificate", told, {"kode.svg": _code(link)}, now())


def offered(training_id: int, person_id: int) -> Callable[[], bytes]:
    """For `st.download_button(data=…)`: asked again at the click who is there."""
    site = settings.public_url() or addresses.here("/").rstrip("/")
    return at_the_click(lambda session, actor: printed(session, training_id, person_id, site, actor))


def identity(training: Training, seat: TrainingSeat) -> str:
    """The certificate's number."""
    return f"PLT/{training.programme.key.upper()}/{training.held_on.year}/{training.pk:03}/{seat.pk:04}"


def file_name(training: Training, seat: TrainingSeat) -> str:
    return f"{say('certificate.file')}-{training.programme.key}-{training.held_on}-{seat.pk}.pdf"


def _place(place: str) -> str:
    return "ruang daring" if place.startswith("https://") else place


def _code(link: str) -> bytes:
    target = BytesIO()
    segno.make(link, error="m", micro=False).save(target, kind="svg", scale=10, border=2, dark="#000000", light="#ffffff")
    return target.getvalue()
