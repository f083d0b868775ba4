"""The door opens in two steps: /healthz answers at once, screens wait until the slow imports are through."""

import asyncio
import contextlib
import gc
import importlib
import logging
from collections.abc import Callable, Iterator

import streamlit as st

from pages.web.announcing import announce

SLOW_TO_IMPORT = ("pandas", "altair", "streamlit_authenticator", "PIL.Image", "holidays", "typst", "icalendar")
A_MOMENT = 0.3  # seconds: whoever waits for /healthz hears of it first
OUTSIDE_A_RUN = ("streamlit.runtime.scriptrunner_utils.script_run_context", "streamlit.runtime.caching.cache_data_api")

_under_way: list[asyncio.Task[None]] = []


@contextlib.contextmanager
def warming() -> Iterator[None]:
    """Import what is slow in a thread while the server already answers, then draw one chart; ends with the server."""
    imports = asyncio.create_task(_in_a_thread(_import, after=A_MOMENT))
    _under_way[:] = [imports]
    rest = asyncio.create_task(_after(imports))
    try:
        yield
    finally:
        rest.cancel()
        imports.cancel()
        _under_way.clear()


async def imported() -> None:
    """Screens wait here: two threads that import the same cyclic packages at once can meet half a module."""
    if _under_way:
        await asyncio.wait(_under_way)


async def _after(imports: asyncio.Task[None]) -> None:
    await asyncio.wait([imports])
    try:
        await _in_a_thread(_draw)
        await _in_a_thread(announce)
    except Exception:
        logging.getLogger("simpul").exception("The opening isn't complete")


async def _in_a_thread(step: Callable[[], None], after: float = 0) -> None:
    await asyncio.sleep(after)
    await asyncio.to_thread(step)


def _import() -> None:
    with _unheard(*OUTSIDE_A_RUN):
        for name in SLOW_TO_IMPORT:
            with contextlib.suppress(ImportError):  # the page that needs it says so, the others work
                importlib.import_module(name)
    _freeze()


def _draw() -> None:
    """The first chart builds tables that every later one uses."""
    import altair  # noqa: PLC0415  at the top it would delay /healthz by a second
    import pandas  # noqa: PLC0415

    bars = altair.Chart(pandas.DataFrame({"kanal": ["-"], "n": [1]})).mark_bar().encode(x="n:Q", y="kanal:N")
    with _unheard(*OUTSIDE_A_RUN):
        st.vega_lite_chart(bars.to_dict())
    _freeze()


def _freeze() -> None:
    """Streamlit collects after every run: what is there by now is taken out of the collector's sight."""
    gc.collect()
    gc.freeze()


@contextlib.contextmanager
def _unheard(*names: str) -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in names]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
