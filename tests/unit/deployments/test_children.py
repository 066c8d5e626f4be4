"""What we start ends with us, however we end, with all that it started."""

import signal
import sys

import psutil
import pytest

from deployments.children import Child
from tests.support.processes import process, wait_until

# A program that starts another, and says both their ids.
PARENT = """
import os, subprocess, sys, time
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(os.getpid(), inner.pid, flush=True)
time.sleep(60)
"""
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
STARTER = """
import sys, time
from pathlib import Path
from deployments.children import Child
child = Child((sys.executable, "-c", sys.argv[1]), environment={}, log=Path(sys.argv[2]))
time.sleep(60)
"""


def ids_in(log):
    return [int(word) for word in log.read_text().split()] if log.exists() else []


def test_stopping_ends_the_program_and_what_it_started(tmp_path):
    log = tmp_path / "log"
    child = Child((sys.executable, "-c", PARENT), environment={}, log=log)
    ids = wait_until(lambda: ids_in(log))
    assert len(ids) == 2
    child.stop()
    # The system takes a moment to bury what nobody waits for.
    wait_until(lambda: not any(psutil.pid_exists(pid) for pid in (child.pid, *ids)), seconds=5)


def test_a_program_that_will_not_end_is_ended(tmp_path):
    log = tmp_path / "log"
    child = Child((sys.executable, "-c", DEAF), environment={}, log=log)
    wait_until(lambda: ids_in(log))
    child.stop(patience=0.5)
    assert not psutil.pid_exists(child.pid)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_when_we_are_killed_nothing_is_left_behind(tmp_path, how):
    log = tmp_path / "log"
    with process("-c", STARTER, PARENT, str(log), log=tmp_path / "starter.log") as starter:
        ids = wait_until(lambda: ids_in(log))
        starter.send_signal(how)
        starter.wait(10)
        assert len(ids) == 2
        wait_until(lambda: not any(psutil.pid_exists(pid) for pid in ids), seconds=10)


def test_a_program_gets_our_environment_and_what_is_given_beside(tmp_path, monkeypatch):
    monkeypatch.setenv("OURS", "1")
    log = tmp_path / "log"
    asks = "import os; print(os.environ['OURS'], os.environ['GIVEN'], flush=True)"
    child = Child((sys.executable, "-c", asks), environment={"GIVEN": "2"}, log=log)
    assert wait_until(lambda: ids_in(log)) == [1, 2]
    child.stop()
