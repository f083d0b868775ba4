"""Bagian Kewenangan: siapa boleh apa pada suatu tanggal, untuk pemeriksa."""

from data.wording import say
from pages.ui import authority_words, blocks
from pages.ui.choice import one_programme


def show_authority() -> None:
    programme = one_programme("audit-programme")
    if programme is None:
        blocks.empty(say("pages.no_role_mine"))
    else:
        authority_words.show_authority(programme)
