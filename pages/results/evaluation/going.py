"""Moving between the list, one evaluation, its meeting and a follow-up: the address says where one is."""

import streamlit as st

SECTION = "evaluation-section"


def to_list() -> None:
    st.query_params.clear()


def to_one(evaluation_id: int, section: str = "") -> None:
    st.query_params.clear()
    st.query_params["id"] = str(evaluation_id)
    if section:
        st.session_state[f"{SECTION}-{evaluation_id}"] = section


def to_meeting(evaluation_id: int) -> None:
    st.query_params.clear()
    st.query_params["id"] = str(evaluation_id)
    st.query_params["rapat"] = "1"


def to_follow_up(follow_up_id: int) -> None:
    st.query_params.clear()
    st.query_params["tindak"] = str(follow_up_id)
