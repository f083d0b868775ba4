"""Before the door opens: settings that protect are there; afterwards: what is heavy gets warm while people sign in."""

import asyncio
import contextlib
import gc
import importlib
import logging
from collections.abc import Iterator
from typing import Any

import streamlit as st

REQUIRED = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "server.baseUrlPath": "",
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.showEmailPrompt": False,
    "server.trustedUserHeaders": {"x-simpul-browser": "browser"},
}
EVERY_PAGE = ("altair", "pandas", "sqlmodel", "streamlit_authenticator")
NOW_AND_THEN = ("PIL.Image", "holidays", "typst")
A_MOMENT = 1.5  # seconds: the first /healthz and the first sign-in form come before the warming
NO_RUN = "streamlit.runtime.scriptrunner_utils.script_run_context"


class UnsafeSettings(RuntimeError):
    """A protection is switched off, by file, environment or flag; the server doesn't open."""


def refuse_unsafe_settings() -> None:
    """Compare the settings in force, wherever they came from, with those that the guard counts on."""
    wrong = [f"{name} must be {wanted!r}, is {st.get_option(name)!r}" for name, wanted in REQUIRED.items() if st.get_option(name) != wanted]
    if wrong:
        raise UnsafeSettings("; ".join(wrong))


def freeze() -> None:
    """Streamlit collects after every run: what was imported by now is taken out of its sight."""
    gc.collect()
    gc.freeze()


def import_for_every_page() -> None:
    for name in EVERY_PAGE:
        importlib.import_module(name)


async def warm_up() -> None:
    """Import what only some pages use and draw one chart, in a thread, once the server answers; then freeze again."""
    await asyncio.sleep(A_MOMENT)
    await asyncio.to_thread(_warm)


def _warm() -> None:
    with _unheard(NO_RUN):
        st.vega_lite_chart(_chart())
    for name in NOW_AND_THEN:
        importlib.import_module(name)
    freeze()


def _chart() -> dict[str, Any]:
    import altair  # noqa: PLC0415  late on purpose: /healthz doesn't wait for it
    import pandas  # noqa: PLC0415

    bars = altair.Chart(pandas.DataFrame({"kanal": ["-"], "n": [1]})).mark_bar().encode(x="n:Q", y="kanal:N")
    spec: dict[str, Any] = bars.to_dict()
    return spec


@contextlib.contextmanager
def _unheard(name: str) -> Iterator[None]:
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)
