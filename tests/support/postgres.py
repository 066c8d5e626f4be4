"""A throw-away PostgreSQL: a real cluster of its own, on loopback, gone when the tests end."""

import ctypes
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

USER = "throughline"
PATIENCE_SECONDS = 30
PR_SET_PDEATHSIG = 1  # from Linux's prctl.h

# It lives as long as the tests: nothing has to survive a power cut.
QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": 60,
    "shared_buffers": "64MB",
}


class NoPostgresError(Exception):
    """PostgreSQL's programs are not here."""


def binaries() -> Path:
    """Return the folder of the newest PostgreSQL's programs on this machine."""
    found = [Path(program).resolve().parent for program in [shutil.which("initdb")] if program]
    for pattern in (
        "/usr/lib/postgresql/*/bin",
        "/usr/pgsql-*/bin",
        "/usr/local/pgsql/bin",
        "/opt/homebrew/opt/postgresql*/bin",
    ):
        first, _, rest = pattern[1:].partition("/")
        found.extend(Path("/", first).glob(rest))
    whole = [
        folder
        for folder in found
        if (folder / "initdb").is_file() and (folder / "postgres").is_file()
    ]
    if not whole:
        raise NoPostgresError(
            "install PostgreSQL's server programs: tools/system_packages does it on Debian"
        )
    return max(
        whole, key=lambda folder: [int(number) for number in re.findall(r"\d+", str(folder))]
    )


@contextmanager
def cluster(settings: Mapping[str, object] = QUICK) -> Iterator[str]:
    """Give the address of a new, empty cluster, without the database's name at its end."""
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="throughline-pg-"))
    try:
        _hand_over(folder)
        data = folder / "data"
        subprocess.run(
            [
                programs / "initdb",
                "-D",
                data,
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
            **_as_postgres(),
        )
        with _running(programs, data, settings) as port:
            yield f"postgresql+psycopg://{USER}@127.0.0.1:{port}"
    finally:
        shutil.rmtree(folder)


@contextmanager
def _running(programs: Path, data: Path, settings: Mapping[str, object]) -> Iterator[int]:
    port = _free_port()
    everything = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "log_min_messages": "fatal",
        **settings,
    }
    options = [part for name, value in everything.items() for part in ("-c", f"{name}={value}")]
    with (data.parent / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *options],
            stdout=log,
            stderr=log,
            cwd=data.parent,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - it makes one system call and takes no lock
            **_as_postgres(),
        )
    try:
        _wait_until_it_answers(server, port, data.parent / "log")
        yield port
    finally:
        # Fast shutdown: open connections are cut.
        server.send_signal(signal.SIGINT)
        server.wait(PATIENCE_SECONDS)


def _wait_until_it_answers(server: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text()[-2000:]}")
        try:
            psycopg.connect(
                host="127.0.0.1", port=port, user=USER, dbname="postgres", connect_timeout=2
            ).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _is_root() -> bool:
    return os.geteuid() == 0


def _as_postgres() -> dict:
    """PostgreSQL refuses to run as root; Debian's package brings a user for it."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if _is_root() else {}


def _hand_over(folder: Path) -> None:
    if _is_root():
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _end_with_parent() -> None:
    """Ask Linux to stop the server should the tests be killed before they can."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGINT)
