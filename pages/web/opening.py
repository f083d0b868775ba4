"""The door opens in two steps: /healthz answers at once, screens wait until the slow imports are through."""

import asyncio
import contextlib
import gc
import importlib
import logging
import socket
from collections.abc import Iterator
from typing import Any

import streamlit as st

from data import settings

REQUIRED = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "logger.hideWelcomeMessage": True,
    "server.baseUrlPath": "",
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.showEmailPrompt": False,
    "server.trustedUserHeaders": {"x-simpul-browser": "browser"},
}
SLOW_TO_IMPORT = ("pandas", "altair", "streamlit_authenticator", "PIL.Image", "holidays", "typst")
A_MOMENT = 0.3  # seconds: whoever waits for /healthz hears of it first
OUTSIDE_A_RUN = ("streamlit.runtime.scriptrunner_utils.script_run_context", "streamlit.runtime.caching.cache_data_api")


class UnsafeSettings(RuntimeError):
    """A protection is switched off, by file, environment or flag; the server doesn't open."""


def refuse_unsafe_settings() -> None:
    """Compare the settings in force, wherever they came from, with those that the guard counts on."""
    wrong = [f"{name} must be {wanted!r}, is {st.get_option(name)!r}" for name, wanted in REQUIRED.items() if st.get_option(name) != wanted]
    if wrong:
        raise UnsafeSettings("; ".join(wrong))


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
    await _in_a_thread(_draw)
    _announce()


async def _in_a_thread(step: Any, after: float = 0) -> None:
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


def _announce() -> None:
    print("\n  Simpul siap:", *addresses(), sep="\n    ", flush=True)  # noqa: T201


def addresses() -> list[str]:
    """Where people find this server: its public address if it has one, else this machine and its place on the network."""
    if public := settings.public_url():
        return [public]
    port = st.get_option("server.port")
    return [f"http://{host}:{port}" for host in dict.fromkeys(["localhost", _address_on_the_network()])]


def _address_on_the_network() -> str:
    """Our side of a route outwards; a datagram socket that connects sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outwards:
        try:
            outwards.connect(("192.0.2.1", 9))
        except OSError:
            return "localhost"
        found: str = outwards.getsockname()[0]
        return found


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
