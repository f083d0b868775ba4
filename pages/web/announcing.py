"""What the console says once people can come in."""

import socket

import streamlit as st

from data import settings, start
from data.wording import say


def announce() -> None:
    """Last of all, so that nothing pushes the set-up link out of sight; each start gives a new one until somebody is in."""
    here = addresses()
    print(f"\n  {say('opening.ready')}", *here, sep="\n    ", flush=True)  # noqa: T201
    if link := start.setup_link(here[0]):
        frame = "=" * (len(link) + 4)
        print("", frame, f"  {say('opening.first_person')}", "", f"  {link}", frame, "", sep="\n", flush=True)  # noqa: T201


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
