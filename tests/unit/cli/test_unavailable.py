"""What is needed and not there ends a call with 4, and says what to do."""

import socket
import sqlite3


def test_a_database_of_a_newer_version_is_left_alone(call, database):
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    came = call("board", "--json")

    assert came.code == 4
    assert "install the newer version" in came.json["unavailable"]


def test_a_database_that_does_not_answer(call, monkeypatch):
    monkeypatch.setenv("THROUGHLINE_DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/none")

    came = call("board")

    assert came.code == 4
    assert "does not answer" in came.err
    assert "secret" not in came.err


def test_an_address_that_is_no_database_of_ours_is_bad_input(call, monkeypatch):
    monkeypatch.setenv("THROUGHLINE_DATABASE_URL", "mysql://127.0.0.1/none")

    assert call("board").code == 2


def test_doctor_is_content_with_a_fresh_installation(call):
    came = call("doctor", "--json")

    assert came.code == 0
    assert came.json["healthy"] is True
    assert {each["state"] for each in came.json["findings"]} == {"ok", "look"}


def test_doctor_names_a_mail_server_that_does_not_answer(call, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    monkeypatch.setenv("THROUGHLINE_MAIL_HOST", "127.0.0.1")
    monkeypatch.setenv("THROUGHLINE_MAIL_PORT", str(free))

    came = call("doctor", "--json")

    assert came.code == 4
    mail = next(each for each in came.json["findings"] if each["name"] == "mail")
    assert mail["state"] == "wrong"
    assert "THROUGHLINE_MAIL_HOST" in mail["remedy"]


def test_doctor_names_a_prefect_that_does_not_answer(call, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")

    came = call("doctor", "--json")

    assert came.code == 4
    wrong = [each["name"] for each in came.json["findings"] if each["state"] == "wrong"]
    assert wrong == ["prefect"]


def test_doctor_goes_on_where_the_database_is_wrong(call, database):
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    came = call("doctor", "--json")

    assert came.code == 4
    assert [each["name"] for each in came.json["findings"]] == [
        *("time", "base_url", "policy", "database", "disk", "mail", "prefect")
    ]


def test_serve_says_that_its_port_is_taken(call, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("THROUGHLINE_PORT", str(taken.getsockname()[1]))

        came = call("serve")

    assert came.code == 4
    assert "THROUGHLINE_PORT" in came.err


def test_a_demonstration_whose_address_is_taken_is_not_built_first(call, monkeypatch, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("THROUGHLINE_PORT", str(taken.getsockname()[1]))

        came = call("demo", "--folder", str(tmp_path / "demo"))

    assert came.code == 4
    assert "cannot listen on 127.0.0.1" in came.err
    assert not (tmp_path / "demo").exists()
