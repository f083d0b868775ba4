"""What waits for somebody's decision beside contents: counted in the menu and at home, listed at home and beside the queue."""

from models.actors import Actor
from pages.ui import cycles_to_decide, evaluations_to_decide, plans_to_decide, rules_to_decide

PARTS = (plans_to_decide, cycles_to_decide, evaluations_to_decide, rules_to_decide)


def waiting(actor: Actor) -> int:
    return sum(len(part.waiting(actor)) for part in PARTS)


def show(actor: Actor) -> None:
    for part in PARTS:
        part.show(actor)
