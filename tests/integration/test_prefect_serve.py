"""One command starts pages, clock and Prefect; whatever ends it, nothing is left behind."""

import json
import signal
import socket

import httpx
import psutil
import pytest

from casework.settings import Settings
from deployments.local_prefect import home_of
from deployments.serve import AddressTakenError, serve
from tests.support.processes import free_port, is_well, process, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

SERVE = (
    "from casework.settings import Settings; from deployments.serve import serve; "
    "serve(Settings(), web='tests.support.tiny_web:make_app')"
)


@pytest.fixture
def page():
    return f"http://127.0.0.1:{free_port()}/"


def serving(page, folder):
    return process(
        "-c",
        SERVE,
        log=folder / "log",
        THROUGHLINE_ENV="test",
        THROUGHLINE_DATABASE_URL=f"sqlite:///{folder}/hub.sqlite",
        THROUGHLINE_PORT=page.rstrip("/").rpartition(":")[2],
    )


def is_up(page):
    try:
        return httpx.get(page, timeout=2).is_success
    except httpx.HTTPError:
        return False


def said(folder, event):
    """The first line of the log for an event, None before there is one."""
    lines = (folder / "log").read_text().splitlines() if (folder / "log").exists() else []
    found = [json.loads(line) for line in lines if f'"{event}"' in line and line.startswith("{")]
    return found[0] if found else None


def started_by(running):
    return psutil.Process(running.pid).children(recursive=True)


def gone(processes):
    return not any(each.is_running() and each.status() != "zombie" for each in processes)


def test_the_page_is_up_before_prefect_and_a_kill_leaves_nothing_behind(page, tmp_path):
    with serving(page, tmp_path) as running:
        wait_until(lambda: is_up(page))
        api = f"{said(tmp_path, 'prefect_starts')['url']}/api"
        assert not is_well(api)
        wait_until(lambda: is_well(api))
        wait_until(lambda: has_worker(api), every=0.5)
        assert httpx.get(page).text.startswith("0:00:0")
        started = started_by(running)
        assert len(started) >= 4
        running.send_signal(signal.SIGKILL)
        running.wait(10)
        wait_until(lambda: gone(started), seconds=40)


def has_worker(api):
    answer = httpx.post(f"{api}/work_pools/throughline/workers/filter", json={}, timeout=10)
    return answer.is_success and answer.json()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_while_prefect_starts_it_ends_everything(page, tmp_path, how):
    with serving(page, tmp_path) as running:
        wait_until(lambda: is_up(page))
        started = started_by(running)
        assert started
        running.send_signal(how)
        assert running.wait(30) == 0
        assert gone(started)
    assert said(tmp_path, "clock_stopped")
    assert said(tmp_path, "stopped")


def test_where_somebody_else_listens_nothing_is_started(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = Settings(
            env="test", port=port, database_url=f"sqlite:///{tmp_path}/hub.sqlite", log_json=True
        )
        with pytest.raises(AddressTakenError, match=f"cannot listen on 127.0.0.1:{port}"):
            serve(settings)
    assert list(tmp_path.iterdir()) == []


def test_prefect_lives_beside_the_database(tmp_path):
    settings = Settings(env="test", database_url=f"sqlite:///{tmp_path}/hub.sqlite")
    assert home_of(settings) == tmp_path / "prefect"
