"""Log keputusan: catatannya, uji petik, pengecualian, kewenangan pada suatu tanggal, dan temuan pemeriksaan."""

from collections.abc import Callable

from data.wording import say
from pages.office.audit import authority, exceptions, findings, log, retention, sampling
from pages.ui import blocks
from pages.ui.session import me
from pages.ui.tabs import chosen_tab

# What everybody may open is the log; the other parts belong to who reads a whole programme.
LOG: tuple[str, Callable[[], None]] = ("Log", log.show_log)
TABS: dict[str, tuple[str, Callable[[], None]]] = {
    "log": LOG,
    "petik": ("Uji petik", sampling.show_sampling),
    "pengecualian": ("Pengecualian", exceptions.show_exceptions),
    "kewenangan": ("Kewenangan", authority.show_authority),
    "temuan": ("Temuan pemeriksaan", findings.show_findings),
    "simpan": ("Masa simpan", retention.show_retention),
}


def show_audit() -> None:
    actor = me()
    if actor.room is not None:
        blocks.title(say("practice.log_title"), say("practice.log_caption"))
        LOG[1]()
        return
    blocks.title("Log keputusan", say("audit.caption"))
    if actor.sees_all or actor.is_admin or actor.teams:
        tab = chosen_tab("audit", {key: label for key, (label, _) in TABS.items()})
        TABS[tab][1]()
    else:
        LOG[1]()


show_audit()
