"""Tab Triwulan: rencana satu program untuk satu triwulan."""

from models.actors import Actor
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.ui import blocks


def show_quarter(actor: Actor, programmes: list[Programme]) -> None:
    blocks.heading(Quarter.running().label)
