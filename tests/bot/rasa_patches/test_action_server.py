"""Calls of the action server share a connection, and outlive the server."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from rasa.utils.endpoints import EndpointConfig

from beian.bot.rasa_patches.action_server import keep_connections
from tests.bot.trained_bot import patched


async def started(port: int = 0) -> tuple[web.AppRunner, int, list[Any]]:
    """A server that answers every call; its port, and the connections it was called over."""
    connections: list[Any] = []

    async def answer(request: web.Request) -> web.Response:
        connections.append(request.transport)
        return web.json_response({"heard": await request.json(), "key": request.headers["key"]})

    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, reuse_address=True)
    await site.start()
    return runner, runner.addresses[0][1], connections


async def test_calls_share_a_connection_and_go_on_when_the_server_was_started_anew() -> None:
    with patched():
        runner, port, connections = await started()
        endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook", headers={"key": "k"})
        session = keep_connections(endpoint)
        for number in (1, 2):
            answered = await endpoint.request(json={"call": number})
            assert answered == {"heard": {"call": number}, "key": "k"}
        assert len(set(map(id, connections))) == 1
        await runner.cleanup()
        runner, _, connections = await started(port)
        assert await endpoint.request(json={}) == {"heard": {}, "key": "k"}
        assert len(connections) == 1
        await session.close()
        await runner.cleanup()


async def test_an_endpoint_that_keeps_none_opens_a_connection_for_each_call() -> None:
    with patched():
        runner, port, connections = await started()
        endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook", headers={"key": "k"})
        for number in (1, 2):
            assert await endpoint.request(json={"call": number})
        assert len(set(map(id, connections))) == 2
        await runner.cleanup()
