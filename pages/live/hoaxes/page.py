"""Penanganan hoaks: daftar kasus, atau satu kasus dari jejak sampai klarifikasi."""

import streamlit as st

from models.actors import can
from models.errors import NotFound
from models.public.hoaxes.cases import HoaxCase
from pages.live.hoaxes import asking, case, dialogs, listing
from pages.ui.session import db, me, programmes


def show_hoaxes() -> None:
    asking.go_on()
    actor = me()
    wanted = st.query_params.get("id")
    if wanted:
        if not wanted.isdecimal() or len(wanted) > 12:
            raise NotFound
        case.show_case(HoaxCase.find(int(wanted), actor, db()), actor)
    else:
        listing.show_desk(actor, [one for one in programmes() if can(actor, "read", one) or actor.sees_all])
    dialogs.show_asked()


show_hoaxes()
