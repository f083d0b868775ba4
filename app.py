"""Server wiring only: streamlit run app.py. The script that people see is pages/frame.py."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from data import start
from pages.web import opening
from pages.web.guard import Guard
from pages.web.routes import routes


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Settings, data and imports first; the warming runs beside the first visitors."""
    opening.refuse_unsafe_settings()
    await asyncio.to_thread(start.prepare)
    opening.import_for_every_page()
    opening.freeze()
    warming = asyncio.create_task(opening.warm_up())
    yield
    warming.cancel()


app = st.App("pages/frame.py", routes=routes, middleware=[Middleware(Guard)], lifespan=lifespan)
