"""What the server writes leaves at once, instead of waiting up to 40 ms for the browser's receipt of what went before."""

import asyncio
import socket
from typing import Any

BY_ADDRESS = (socket.AF_INET, socket.AF_INET6)


def send_at_once() -> None:
    """Call before the server listens: connections inherit the option from its socket.

    Streamlit binds that socket without naming TCP, and asyncio then leaves Nagle's algorithm on (uvicorn's issue 3149).
    """
    loop = asyncio.get_running_loop()
    listen = loop.create_server

    async def listen_promptly(*args: Any, sock: socket.socket | None = None, **more: Any) -> asyncio.Server:
        if sock is not None and sock.family in BY_ADDRESS:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await listen(*args, sock=sock, **more)

    loop.create_server = listen_promptly  # type: ignore[method-assign,assignment]
