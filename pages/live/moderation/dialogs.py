"""The one dialog of the moderation that was asked for."""

from collections.abc import Callable, Sequence

from models.programmes import Programme
from models.public.interactions import Interaction
from pages.live.moderation import answering, asking, entering, hoax, importing, opened, pasting, removing
from pages.ui.dialogs import closing, dialog
from pages.ui.session import db, me, show_notices, view

TITLES = {
    "new": "Tulis satu komentar", "paste": "Tempel banyak komentar", "sheet": "Impor komentar", "answer": "Jawab",
    "open": "Rincian komentar", "hide": "Sembunyikan", "remove": "Hapus", "block": "Blokir akun", "close": "Tanpa tindakan",
    "hoax": "Jadikan perkara hoaks", "sort": "Ubah kategori", "assign": "Tugaskan", "refer": "Rujuk", "escalate": "Eskalasi",
    "answer-many": "Jawab beberapa komentar", "hide-many": "Sembunyikan beberapa komentar",
}  # fmt: skip
ENTERING: dict[str, Callable[[Sequence[Programme]], None]] = {
    "new": entering.show_entering, "paste": pasting.show_pasting, "sheet": importing.show_importing,
}  # fmt: skip
FOR_OTHERS = ("open", "hoax")  # who looks on, and who checks hoaxes without moderating
MANY = {"answer-many": answering.show_many, "hide-many": removing.show_many}
ONE: dict[str, Callable[[Interaction], None]] = {
    "answer": answering.show_answer, "open": opened.show_opened, "sort": opened.show_sort, "assign": opened.show_assign,
    "refer": opened.show_refer, "hoax": hoax.show_hoax,
}  # fmt: skip


def show_asked(moderated: Sequence[Programme]) -> None:
    """Everything but looking is for who moderates; each verb asks again."""
    if (name := asking.asked()[0]) in TITLES and (moderated or name in FOR_OTHERS):
        dialog(TITLES[name], width="large", on_dismiss=closing)(show_dialog)(name, [one.pk for one in moderated])


def show_dialog(drawn: str, programme_ids: list[int]) -> None:
    asking.leave_when_done(drawn)
    with view():
        show_notices(in_dialog=True)
        name, about = asking.asked()
        if name in ENTERING:
            ENTERING[name]([Programme.find(one, db()) for one in programme_ids])
        elif name in MANY:
            MANY[name](about, me())
        elif name in ONE:
            ONE[name](Interaction.find(about[0], me(), db()))
        elif name in removing.VERBS:
            removing.show_removal(Interaction.find(about[0], me(), db()), name)
        elif name in ("close", "escalate"):
            opened.show_reason(Interaction.find(about[0], me(), db()), name)
