"""Server wiring only: streamlit run app.py. The script that people see is pages/frame.py."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from data import jobs, start
from pages.web import opening, protections, sending
from pages.web.guard import Guard
from pages.web.routes import routes


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Settings and data before anybody comes; slow imports beside the first visitors; what happens by itself from then on."""
    protections.refuse_unsafe_settings()
    sending.send_at_once()
    await asyncio.to_thread(start.prepare)
    with opening.warming(), jobs.running():
        yield


app = st.App("pages/frame.py", routes=routes, middleware=[Middleware(Guard)], lifespan=lifespan)
