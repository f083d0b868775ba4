"""A screen's last piece isn't held back until the browser acknowledged the one before."""

import asyncio
import socket

from pages.web.sending import send_at_once


def test_a_connection_sends_without_waiting_for_a_receipt() -> None:
    """Red on Linux without `send_at_once`: a socket bound as Streamlit binds it keeps Nagle's algorithm."""

    async def connect() -> int:
        send_at_once()
        accepted: asyncio.Future[socket.socket] = asyncio.get_running_loop().create_future()

        class Visitor(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                accepted.set_result(transport.get_extra_info("socket"))

        with socket.socket(socket.AF_INET) as bound:
            bound.bind(("127.0.0.1", 0))
            server = await asyncio.get_running_loop().create_server(Visitor, sock=bound)
            _, writer = await asyncio.open_connection(*bound.getsockname())
            found = (await accepted).getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            writer.close()
            server.close()
            return found

    assert asyncio.run(connect())
