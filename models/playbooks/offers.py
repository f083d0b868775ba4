"""What becomes of a piece that another programme offers: which lane it takes here (DAYS 3.1, S4.5)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from models.playbooks.parts import Key, Part, StageKind
from models.playbooks.shapes import Fault

if TYPE_CHECKING:
    from models.playbooks.rules import Playbook


class Offers(Part):
    """`lane`: the flow of a piece taken over; who acts at its first stage may take it. Without one of its own it takes the fast lane."""

    lane: Key = "fast"


def offer_faults(rules: "Playbook") -> Iterator[Fault]:
    """A lane that doesn't exist, or that everybody begins anyway; and one in which the pieces can't be made this programme's own."""
    lane = next((one for one in rules.lanes if one.key == rules.offers.lane), None)
    if lane is None:
        yield Fault("offers.lane", f"jalur “{rules.offers.lane}” tidak ada")
    elif lane.key in ("normal", "emergency"):
        yield Fault("offers.lane", "konten tawaran punya jalur sendiri atau memakai jalur cepat")
    elif lane.stages and lane.stages[0].kind is StageKind.WORK and not lane.stages[0].files:
        yield Fault("offers.lane", "tahap pertamanya menerima berkas dari program asal (files = true)")
