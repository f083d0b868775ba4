"""Tim dan SK: siapa bertugas dengan surat apa, kewenangan pada suatu tanggal, serah terima, notulen."""

from collections.abc import Callable

from data.wording import say
from models.programmes import Programme
from pages.programme.team import chart, decrees, handovers, minutes
from pages.ui import authority_words, blocks
from pages.ui.choice import one_programme
from pages.ui.session import me
from pages.ui.tabs import chosen_tab

# Each part draws itself for the one programme chosen.
TABS: dict[str, tuple[str, Callable[[Programme], None]]] = {
    "tim": ("Tim", chart.show_chart),
    "sk": ("Surat keputusan", decrees.show_decrees),
    "kewenangan": ("Kewenangan", authority_words.show_authority),
    "serah": ("Serah terima", handovers.show_handovers),
    "notulen": ("Notulen", minutes.show_minutes),
}


def show_team() -> None:
    me()
    blocks.title("Tim dan SK", say("team.caption"))
    programme = one_programme("team-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    tab = chosen_tab("team", {key: label for key, (label, _) in TABS.items()})
    TABS[tab][1](programme)


show_team()
