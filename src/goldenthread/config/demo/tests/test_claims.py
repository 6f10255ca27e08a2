import os
import socket

import pytest

from goldenthread.config.demo import claims, command


def test_a_port_that_somebody_listens_on_is_refused_with_another_to_try():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(claims.Taken, match=rf"Port {port} is in use.*--port"):
            claims.demand_free(port)
    claims.demand_free(port)


def test_a_folder_being_loaded_is_nobody_elses_and_a_served_one_cannot_be_loaded_again(tmp_path):
    loading = claims.claim(tmp_path, alone=True)
    with pytest.raises(claims.Taken, match="Another demo uses"):
        claims.claim(tmp_path, alone=True)
    claims.share(loading)
    beside = claims.claim(tmp_path, alone=False)
    with pytest.raises(claims.Taken):
        claims.claim(tmp_path, alone=True)
    os.close(loading)
    os.close(beside)
    os.close(claims.claim(tmp_path, alone=True))


def test_a_folder_that_cannot_be_written_is_one_sentence_and_nothing_else(tmp_path, capsys):
    (tmp_path / "a file").write_text("")
    assert command.run(["--once", "--data-dir", str(tmp_path / "a file" / "below")]) == 1
    assert "cannot be written (Not a directory). Choose another" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["a file"]


def test_a_port_that_is_no_port_is_refused_before_anything_is_loaded(tmp_path, capsys):
    with pytest.raises(SystemExit):
        command.run(["--port", "99999", "--data-dir", str(tmp_path)])
    assert "a port is a number from 1 to 65535" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
