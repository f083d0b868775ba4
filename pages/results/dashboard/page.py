"""Dasbor kinerja: empat angka, empat gambar, selebihnya bila diminta; rapat triwulan berjalan di sini."""

from data.wording import say
from models.actors import can
from models.planning.quarters import Quarter
from models.programmes import Programme
from pages.results.dashboard import cards, details, heading, meeting, overview
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import me


def show_dashboard() -> None:
    programme = one_programme("dashboard-programme")
    if programme is None or not can(me(), "read", programme):
        blocks.title("Dasbor kinerja")
        blocks.empty(say("dashboard.no_programme"))
        return
    quarter = heading.quarter()
    if meeting.running():
        meeting.show_meeting(programme, quarter)
        return
    show_quarter(programme, quarter)


def show_quarter(programme: Programme, quarter: Quarter) -> None:
    heading.show_heading(programme, quarter)
    cards.show_cards(programme, quarter)
    overview.show_panels(programme, quarter)
    details.show_details(programme, quarter)


show_dashboard()
