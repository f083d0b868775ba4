"""Which roles of a person count: those of the real programmes, or those of the one practice room he stands in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from models.actors import Actor, ActorKind, Hat

if TYPE_CHECKING:
    from models.people import Assignment, Person

Held = Sequence[tuple["Assignment", int | None]]


def acting_as(person: "Person", held: Held, room: int | None) -> Actor:
    """`held`: own and stood-in-for roles in force, each with the programme it is a practice room of (None: a real one's role).

    Who has left a programme's team has left its practice room with it; nobody practises for somebody absent.
    """
    own = [one for one, mother in held if mother is None and one.person_id == person.pk]
    lent = [one for one, mother in held if mother is None and one.person_id != person.pk and one.programme_id is not None]
    hats = {Hat(one.role, one.programme_id, one.unit_id, None, one.temporary) for one in own}
    hats |= {Hat(one.role, one.programme_id, one.unit_id, one.person_id, one.temporary) for one in lent}
    since = min((one.starts_on for one in own), default=None)
    real = Actor(ActorKind.PERSON, person.pk, person.name, frozenset(hats), since)
    practised = [one for one, mother in held if mother in real.own_teams and one.person_id == person.pk]
    rooms = frozenset(one.programme_id for one in practised if one.programme_id is not None)
    if room not in rooms:
        return replace(real, rooms=rooms)
    return replace(real, hats=frozenset(Hat(one.role, room) for one in practised if one.programme_id == room), rooms=rooms, room=room)
