"""Tests speak to this machine only, and the guard that sees to it works."""

import socket

import pytest


def test_a_connection_to_another_machine_is_refused():
    with socket.socket() as line, pytest.raises(Exception, match="is another machine"):
        line.connect(("192.0.2.1", 80))


def test_a_quiet_connection_to_another_machine_is_refused_too():
    with socket.socket() as line, pytest.raises(Exception, match="is another machine"):
        line.connect_ex(("192.0.2.1", 80))


def test_a_name_that_is_not_ours_is_refused_before_anybody_looks_it_up():
    with socket.socket() as line, pytest.raises(Exception, match="is another machine"):
        line.connect(("example.org", 443))


def test_a_connection_to_this_machine_is_allowed():
    with socket.socket() as server, socket.socket() as line:
        server.bind(("127.0.0.1", 0))
        server.listen()
        line.connect(server.getsockname())
