"""Kebijakan dan kontak: kebijakan yang dibaca tim, kontak, akun kanal, izin foto warga."""

from collections.abc import Callable

from data.wording import say
from models.actors import administers
from models.programmes import Programme
from pages.office.policies import accounts, contacts, requests, shelf
from pages.office.policies.consents import shelf as consents
from pages.ui import blocks
from pages.ui.choice import one_programme
from pages.ui.session import me
from pages.ui.tabs import chosen_tab

# Each part draws itself for the one programme chosen.
TABS: dict[str, tuple[str, Callable[[Programme], None]]] = {
    "kebijakan": ("Kebijakan", shelf.show_policies),
    "kontak": ("Kontak", contacts.show_contacts),
    "akun": ("Akun kanal", accounts.show_accounts),
    "izin": ("Izin foto warga", consents.show_consents),
    "data": ("Permintaan data", requests.show_requests),
}
FOR_ADMINS = "data"


def show_policies_and_contacts() -> None:
    me()
    blocks.title("Kebijakan dan kontak", say("policies.caption"))
    programme = one_programme("contacts-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
        return
    offered = [key for key in TABS if key != FOR_ADMINS or administers(me())]
    tab = chosen_tab("policies", {key: TABS[key][0] for key in offered})
    TABS[tab][1](programme)


show_policies_and_contacts()
