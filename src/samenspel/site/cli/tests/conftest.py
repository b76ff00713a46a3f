"""Fixtures for the command line."""

import socket

import pytest


@pytest.fixture
def unused_port_holder():
    """A port that another program, this one, answers on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
