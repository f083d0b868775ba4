"""The server answers before it is warm, and screens wait for the slow imports."""

import asyncio
import threading

import pytest

from pages.web import opening


def test_screens_wait_until_the_imports_are_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen red with `imported` returning at once."""
    gate, done = threading.Event(), []
    monkeypatch.setattr(opening, "_import", lambda: (gate.wait(5), done.append("imports")))
    monkeypatch.setattr(opening, "_draw", lambda: None)
    monkeypatch.setattr(opening, "announce", lambda: None)
    monkeypatch.setattr(opening, "A_MOMENT", 0)

    async def visit() -> list[str]:
        with opening.warming():
            waiting = asyncio.create_task(opening.imported())
            await asyncio.sleep(0.05)
            assert not waiting.done()
            gate.set()
            await waiting
            return list(done)

    assert asyncio.run(visit()) == ["imports"]


def test_a_failed_import_shuts_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SLOW_TO_IMPORT", ("tidak_ada_modul_ini",))
    monkeypatch.setattr(opening, "_draw", lambda: None)
    monkeypatch.setattr(opening, "announce", lambda: None)
    monkeypatch.setattr(opening, "_freeze", lambda: None)
    monkeypatch.setattr(opening, "A_MOMENT", 0)

    async def visit() -> None:
        with opening.warming():
            await opening.imported()

    asyncio.run(visit())


def test_without_a_warming_nobody_waits() -> None:
    asyncio.run(asyncio.wait_for(opening.imported(), 1))
