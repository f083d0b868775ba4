"""Replikasi: paket sebuah program, program baru dari paket, silsilah, rekam, dan penyerahan ke kantor penerus."""

from collections.abc import Callable

from data.wording import say
from models.actors import administers
from models.programmes import Programme
from pages.office.replication import lineage, making, records, taking, transferring
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import me
from pages.ui.tabs import chosen_tab

FOR_ADMINS = "ambil"
TABS: dict[str, tuple[str, Callable[[Programme], None]]] = {
    "paket": ("Buat paket", making.show_making),
    "ambil": ("Ambil alih paket", taking.show_taking),
    "silsilah": ("Silsilah dan pembaruan", lineage.show_lineage),
    "rekam": ("Rekam replikasi", records.show_records),
    "serah": ("Serahkan program", transferring.show_transfers),
}


def show_replication() -> None:
    me()
    blocks.title("Replikasi", say("replication.caption"))
    programme = one_programme("replication-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    offered = [key for key in TABS if key != FOR_ADMINS or administers(me())]
    tab = chosen_tab("replication", {key: TABS[key][0] for key in offered})
    TABS[tab][1](programme)


show_replication()
