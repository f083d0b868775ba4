"""The console names the addresses, and the way in for the first person, and asks nothing of the outside."""

import socket

import pytest

from pages.web import announcing


@pytest.mark.usefixtures("engine")
def test_the_setup_link_is_printed_last_until_somebody_is_in(capsys: pytest.CaptureFixture[str]) -> None:
    announcing.announce()

    said = [line.strip() for line in capsys.readouterr().out.splitlines() if line.strip(" =")]
    assert said[-1].startswith(f"{announcing.addresses()[0]}/mulai?kunci=")


@pytest.mark.usefixtures("cast")
def test_with_people_inside_no_link_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Seen red with a link at every start."""
    announcing.announce()

    assert "kunci=" not in capsys.readouterr().out


def test_the_address_is_the_public_one_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPUL_URL", "https://simpul.bangka.test/")
    assert announcing.addresses() == ["https://simpul.bangka.test"]


def test_a_machine_without_network_still_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> None:
        raise OSError

    monkeypatch.delenv("SIMPUL_URL", raising=False)
    monkeypatch.setattr(socket.socket, "connect", unreachable)
    assert announcing.addresses() == [f"http://localhost:{announcing.st.get_option('server.port')}"]
