"""The one dialog of the hoax desk that was asked for."""

from collections.abc import Callable
from typing import Any

from models.public.hoaxes.cases import HoaxCase
from pages.live.hoaxes import asking, checking, claim, clarifying, holding, more, recording, sighting, verdict
from pages.ui.dialogs import closing, dialog
from pages.ui.session import db, me, show_notices, view

BODIES: dict[str, tuple[str, Callable[..., Any]]] = {
    "reword": ("Ubah klaim", recording.show_reword),
    "picture": ("Tambah gambar klaim", claim.show_picture),
    "sight": ("Catat jejak sebaran", sighting.show_sight),
    "check": ("Catat hasil pemeriksaan", checking.show_check),
    "statement": ("Minta keterangan kantor lain", checking.show_statement),
    "answer": ("Catat jawaban", checking.show_answer),
    "source": ("Tambah sumber", checking.show_source),
    "holding": ("Jawaban sementara", holding.show_holding),
    "conclude": ("Beri simpulan", verdict.show_conclude),
    "call": ("Catat simpulan lisan", verdict.show_call),
    "deny": ("Bukan simpulan saya", lambda case: verdict.show_reason(case, "deny")),
    "replace": ("Gantikan simpulan lisan", lambda case: verdict.show_reason(case, "replace")),
    "correct": ("Koreksi simpulan", lambda case: verdict.show_reason(case, "correct")),
    "clarify": ("Buat klarifikasi", clarifying.show_clarify),
    "reach": ("Catat jangkauan", clarifying.show_reach_form),
    "comments": ("Jawab komentar", clarifying.show_comments_form),
    "merge": ("Gabungkan kasus", more.show_merge),
    "close": ("Tutup kasus", more.show_close),
}


def show_asked() -> None:
    name = asking.asked()[0]
    title = "Catat klaim" if name == "record" else BODIES[name][0] if name in BODIES else ""
    if title:
        dialog(title, width="large" if name in ("record", "conclude", "call") else "medium", on_dismiss=closing)(show_dialog)()


def show_dialog() -> None:
    asking.leave_when_done()
    with view():
        show_notices(in_dialog=True)
        name, about = asking.asked()
        if name == "record":
            recording.show_record(about[0])
            return
        case = HoaxCase.find(about[0], me(), db())
        BODIES[name][1](case, *about[1:])
