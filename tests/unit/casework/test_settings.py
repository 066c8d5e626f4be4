from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from casework.clock import ShiftedClock, SystemClock, VirtualClock
from casework.errors import BadInputError
from casework.hub import open_hub
from casework.settings import Environment, Settings
from journey.errors import UnknownKeyError
from models.errors import UnsupportedDatabaseError
from models.queries import people

NOW = "2025-09-01T09:00:00+01:00"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    import os  # noqa: PLC0415 - beside its only use

    for name in list(os.environ):
        if name.startswith("THROUGHLINE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def test_without_any_setting_the_record_is_sqlite_in_the_users_data_folder(tmp_path):
    assert Settings().url == f"sqlite:///{tmp_path}/throughline/throughline.sqlite"
    assert Settings().public_url == "http://127.0.0.1:8400"
    assert Settings().env is Environment.PRODUCTION


def test_a_setting_is_read_from_the_environment(monkeypatch):
    monkeypatch.setenv("THROUGHLINE_PORT", "8500")
    monkeypatch.setenv("THROUGHLINE_BASE_URL", " https://hub.example/ ")
    assert (Settings().port, Settings().public_url) == (8500, "https://hub.example")


def test_an_empty_setting_is_none_at_all(monkeypatch):
    monkeypatch.setenv("THROUGHLINE_NOW", "")
    monkeypatch.setenv("THROUGHLINE_PORT", "")
    assert (Settings().now, Settings().port) == (None, 8400)


def test_the_file_that_is_named_counts_after_the_environment(monkeypatch, tmp_path):
    file = tmp_path / "settings"
    file.write_text("THROUGHLINE_PORT=8600\nTHROUGHLINE_HOST=0.0.0.0\n")
    monkeypatch.setenv("THROUGHLINE_SETTINGS_FILE", str(file))
    assert (Settings().port, Settings().host) == (8600, "0.0.0.0")  # noqa: S104 - nothing listens
    monkeypatch.setenv("THROUGHLINE_PORT", "8700")
    assert Settings().port == 8700


def test_a_file_that_is_not_there_is_not_passed_over(monkeypatch, tmp_path):
    monkeypatch.setenv("THROUGHLINE_SETTINGS_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(BadInputError, match="THROUGHLINE_SETTINGS_FILE: there is no such file"):
        Settings()


def test_a_mistyped_name_in_the_file_is_refused(monkeypatch, tmp_path):
    file = tmp_path / "settings"
    file.write_text("THROUGHLINE_PROT=8600\n")
    monkeypatch.setenv("THROUGHLINE_SETTINGS_FILE", str(file))
    with pytest.raises(ValidationError, match="prot"):
        Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "99999"),
        ("PORT", "x"),
        ("ENV", "staging"),
        ("NOW", "2025-09-01T09:00:00"),
        ("MAIL_TIMEOUT_SECONDS", "0"),
    ],
)
def test_what_cannot_be_is_refused(monkeypatch, name, value):
    monkeypatch.setenv("THROUGHLINE_ENV", "test")
    monkeypatch.setenv(f"THROUGHLINE_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_time_is_pretended_in_demo_and_test_alone(monkeypatch):
    monkeypatch.setenv("THROUGHLINE_NOW", NOW)
    with pytest.raises(ValidationError, match="only where THROUGHLINE_ENV is test or demo"):
        Settings()
    for env in ("test", "demo"):
        monkeypatch.setenv("THROUGHLINE_ENV", env)
        clock = Settings().clock()
        assert isinstance(clock, VirtualClock)
        assert clock.now() == datetime(2025, 9, 1, 8, 0, tzinfo=UTC)


def test_a_pretended_time_may_tick(monkeypatch):
    monkeypatch.setenv("THROUGHLINE_NOW", NOW)
    monkeypatch.setenv("THROUGHLINE_ENV", "test")
    clock = Settings().clock(ticking=True)
    assert isinstance(clock, ShiftedClock)
    first = clock.now()
    assert timedelta(0) <= first - datetime(2025, 9, 1, 8, 0, tzinfo=UTC) < timedelta(minutes=5)
    assert clock.now() >= first


def test_in_production_the_time_is_the_machines():
    assert isinstance(Settings().clock(), SystemClock)
    assert Settings().clock().now().tzinfo is UTC


def test_a_virtual_clock_stands_still_and_never_runs_back():
    clock = VirtualClock(datetime(2025, 9, 1, 8, 0, tzinfo=UTC))
    clock.advance(timedelta(hours=1))
    assert clock.now() == datetime(2025, 9, 1, 9, 0, tzinfo=UTC)
    with pytest.raises(ValueError, match="cannot run back"):
        clock.set(datetime(2025, 9, 1, 8, 59, tzinfo=UTC))


def test_secrets_are_not_shown(monkeypatch):
    monkeypatch.setenv("THROUGHLINE_MAIL_PASSWORD", "open-sesame")
    assert "open-sesame" not in repr(Settings())


def test_every_setting_says_what_it_is():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


# -- The hub that they open ---------------------------------------------------------------------------


def test_a_new_hub_knows_the_agencies_and_the_team_that_come_along(database_url):
    hub = open_hub(Settings(env="test", database_url=database_url, now=NOW))
    assert "police" in hub.rules().agencies
    with hub.store.read() as session:
        assert [team.key for team in people.teams(session)] == ["mash"]
    hub.store.close()


def test_what_people_changed_is_not_introduced_again(database_url):
    settings = Settings(env="test", database_url=database_url, now=NOW)
    hub = open_hub(settings)
    kept = hub.rules().agency("police")
    with hub.store.write() as session:
        people.save_team(session, key="mash", name="Our own name")
    hub.store.close()
    again = open_hub(settings)
    with again.store.read() as session:
        assert people.teams(session)[0].name == "Our own name"
    assert again.rules().agency("police") == kept
    again.store.close()


def test_another_processes_change_of_an_agency_is_seen_within_seconds(database_url, monkeypatch):
    from dataclasses import replace  # noqa: PLC0415 - beside its only use

    from casework import hub as module  # noqa: PLC0415 - as above

    hub = open_hub(Settings(env="test", database_url=database_url, now=NOW))
    police = hub.rules().agency("police")
    with hub.store.write() as session:
        people.save_agencies(session, [replace(police, name="Renamed")])
    assert hub.rules().agency("police").name == police.name
    hub.forget_rules()
    assert hub.rules().agency("police").name == "Renamed"
    with hub.store.write() as session:
        people.save_agencies(session, [replace(police, name="Renamed again")])
    monkeypatch.setattr(module, "AGENCIES_STAY_FRESH_SECONDS", 0.0)
    assert hub.rules().agency("police").name == "Renamed again"
    hub.store.close()


def test_a_hub_under_a_profile_there_is_not_is_refused_before_a_database_is_made(tmp_path):
    file = tmp_path / "new.sqlite"
    with pytest.raises(UnknownKeyError, match="atlantis"):
        open_hub(Settings(env="test", database_url=f"sqlite:///{file}", profile="atlantis"))
    assert not file.exists()


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://"])
def test_a_database_of_another_kind_is_refused(url):
    with pytest.raises(UnsupportedDatabaseError):
        open_hub(Settings(env="test", database_url=url))
