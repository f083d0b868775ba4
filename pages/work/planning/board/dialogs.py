"""The one dialog of the board that was asked for."""

from dataclasses import replace
from typing import Any

from models.actors import Actor, can
from models.planning.board import Board
from models.planning.calendar import Slot
from models.programmes import Programme
from pages.ui.dialogs import closing, dialog
from pages.ui.session import db, show_notices, view
from pages.work.planning.asking import asked, leave_when_done
from pages.work.planning.board import adding as board_adding
from pages.work.planning.board import copying as board_copy
from pages.work.planning.board import drafting as board_draft
from pages.work.planning.board import piece as board_piece
from pages.work.planning.ideas import form as ideas_form

OF_A_SLOT = {
    "piece": ("Rencana konten", board_piece.show_piece),
    "move": ("Pindahkan", board_piece.show_move),
    "cancel": ("Batalkan", board_piece.show_cancel),
    "edit": ("Ubah rencana", board_adding.show_edit),
    "begin": ("Buat draf", board_draft.show_begin),
}
OF_THE_BOARD = {"add": "Tambah ke papan", "copy": "Salin pekan lalu", "begun": "Draf dibuat", "suggest": "Usulkan ide"}


def show_asked(board: Board, actor: Actor) -> None:
    """Dialogs that change the plan open only for who may plan; each verb guards itself besides."""
    name, about = asked()
    if name in OF_A_SLOT:
        key, seen = about
        slot = next((one for one in board.slots if one.key == key), None)
        if slot is None:
            closing()
            return
        dialog(OF_A_SLOT[name][0], on_dismiss=closing)(show_of_slot)(replace(slot, version=seen))
    elif name in OF_THE_BOARD and (name not in ("add", "copy") or can(actor, "plan", board.programme)):
        dialog(OF_THE_BOARD[name], on_dismiss=closing)(show_of_board)(board.programme.pk, board.monday)


def show_of_slot(slot: Slot) -> None:
    leave_when_done()
    with view():
        show_notices(in_dialog=True)
        name, _ = asked()
        if name in OF_A_SLOT:
            OF_A_SLOT[name][1](slot, Programme.find(slot.programme_id, db()))
        elif name == "begun":
            board_draft.show_begun(asked()[1][0])


def show_of_board(programme_id: int, monday: Any) -> None:
    leave_when_done()
    with view():
        show_notices(in_dialog=True)
        name, about = asked()
        programme = Programme.find(programme_id, db())
        if name == "add":
            board_adding.show_add(programme, monday, about[0] if about else {})
        elif name == "copy":
            board_copy.show_copy(programme, monday)
        elif name == "begun":
            board_draft.show_begun(about[0])
        elif name == "suggest":
            ideas_form.show_suggest(about[0], about[1] if len(about) > 1 else {})
