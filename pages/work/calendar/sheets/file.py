"""The uploaded spreadsheet between two runs: the state holds its hash and name, the store its bytes."""

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from data import files, sheets
from models.errors import NotReady
from models.issues import Issue
from models.planning.sheets.values import Tab


@dataclass(frozen=True)
class Uploaded:
    """`name` as the person's computer calls it: only repeated."""

    sha256: str
    name: str


def uploaded(programme_id: int) -> Uploaded | None:
    found = st.session_state.get(f"sheet-kept-{programme_id}")
    return Uploaded(*found) if found else None


def put(programme_id: int, taken: Uploaded) -> None:
    put_aside(programme_id)
    st.session_state[f"sheet-kept-{programme_id}"] = [taken.sha256, taken.name]


def put_aside(programme_id: int) -> None:
    """Back to the uploader; what was chosen for this file goes with it."""
    for name in ("kept", "result", "overwrite", "page"):
        st.session_state.pop(f"sheet-{name}-{programme_id}", None)


def result(programme_id: int) -> str:
    return f"sheet-result-{programme_id}"


def tabs(taken: Uploaded) -> tuple[Tab, ...]:
    """Its sheets; raises Refused where they can't be read."""
    return _read(taken.sha256, taken.name)


@lru_cache(maxsize=8)  # a hash always means the same bytes, so what was read from them stays true
def _read(sha256: str, name: str) -> tuple[Tab, ...]:
    try:
        data = files.read(sha256)
    except OSError:
        raise NotReady(Issue("page", "sheet_file_gone"))
    return sheets.read(data, name)
