"""A RabbitMQ server of a test's own (Debian's package rabbitmq-server)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from beian.cli.stack import free_ports

SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
PATIENCE = 240
"""Seconds; longer than RabbitMQ takes to start on a busy machine."""


@contextmanager
def rabbitmq(folder: Path) -> Iterator[str]:
    """The URL of a server that keeps all it has in the folder, and of its user guest."""
    epmd = shutil.which("epmd")
    assert epmd and SERVER.exists(), "This test needs apt-get install rabbitmq-server"
    port, distribution_port, names_port = free_ports(3)
    environment = {
        **os.environ,
        "HOME": str(folder),  # of Erlang's cookie
        "ERL_EPMD_PORT": str(names_port),
        "RABBITMQ_NODENAME": f"test{port}@localhost",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_DIST_PORT": str(distribution_port),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_CONFIG_FILE": str(folder / "none"),
    }
    # Erlang would start a register of names that outlives the server; so it finds ours.
    names = subprocess.Popen([epmd, "-port", str(names_port)])
    with (folder / "output").open("wb") as output:
        server = subprocess.Popen([SERVER], env=environment, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + PATIENCE
        while not _answers(port):
            assert server.poll() is None, (folder / "output").read_text(encoding="utf-8")
            assert time.monotonic() < deadline, "RabbitMQ did not start"
            time.sleep(0.2)
        yield f"amqp://guest:guest@127.0.0.1:{port}/"
    finally:
        pid = folder / "pid"
        if pid.exists():
            os.kill(int(pid.read_text(encoding="ascii")), 15)
        else:
            server.terminate()
        server.wait(PATIENCE)
        names.terminate()
        names.wait(PATIENCE)


def _answers(port: int) -> bool:
    """Whether the server greets who speaks AMQP."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(b"AMQP\x00\x00\x09\x01")
            return bool(connection.recv(1))
    except OSError:
        return False
