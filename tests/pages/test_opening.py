"""The server answers before it is warm, screens wait for the slow imports, and nothing is asked of the outside."""

import asyncio
import socket
import threading

import pytest

from pages.web import opening


def test_screens_wait_until_the_imports_are_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen red with `imported` returning at once."""
    gate, done = threading.Event(), []
    monkeypatch.setattr(opening, "_import", lambda: (gate.wait(5), done.append("imports")))
    monkeypatch.setattr(opening, "_draw", lambda: None)
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
    monkeypatch.setattr(opening, "_freeze", lambda: None)
    monkeypatch.setattr(opening, "A_MOMENT", 0)

    async def visit() -> None:
        with opening.warming():
            await opening.imported()

    asyncio.run(visit())


def test_without_a_warming_nobody_waits() -> None:
    asyncio.run(asyncio.wait_for(opening.imported(), 1))


def test_the_address_is_the_public_one_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPUL_URL", "https://simpul.bangka.test/")
    assert opening.addresses() == ["https://simpul.bangka.test"]


def test_a_machine_without_network_still_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise OSError

    monkeypatch.delenv("SIMPUL_URL", raising=False)
    monkeypatch.setattr(socket.socket, "connect", unreachable)
    assert opening.addresses() == [f"http://localhost:{opening.st.get_option('server.port')}"]
