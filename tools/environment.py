"""Make `.venv` from the pinned lock, then put the project itself into it, editable.

Run by `make env` with any python3 of 3.11 or later that has pip.  Only the standard library is
used here, because nothing else is there yet.  The environment is made without its own pip and
filled from outside (`pip --python`), so Debian's separate python3-venv package is not needed.

uv does the work when it can be had, because it takes seconds where pip takes a minute; its
version and hash come from the same lock.  When it cannot, pip does the same from the same lock.
"""

from __future__ import annotations

import importlib.util
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
LOCK = ROOT / "requirements.lock"
OLDEST = (3, 11)
PROJECT = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]


class CannotContinueError(Exception):
    """Something that this machine lacks; the text says what to install."""


def main() -> int:
    """Make or mend the environment; return the exit code."""
    try:
        check_python()
        make_environment()
        if not (fetch_uv() and fill_with_uv()):
            fill_with_pip()
    except CannotContinueError as missing:
        print(f"make env: {missing}", file=sys.stderr)
        return 1
    print(f"make env: ready, {VENV.name}/bin/throughline is the command")
    return 0


def check_python() -> None:
    """Refuse a Python that is too old or has no pip, naming what to install."""
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:3]))
        raise CannotContinueError(
            f"Python 3.11 or later is needed and python3 is {have}; "
            "name another with `make env PYTHON=python3.12`"
        )
    for module, package in (("pip", "python3-pip"), ("venv", "python3-venv")):
        if importlib.util.find_spec(module) is None:
            raise CannotContinueError(
                f"python3 has no `{module}`; on Debian: apt-get install {package}"
            )


def make_environment() -> None:
    """Create `.venv` unless a working one of a fitting version stands there."""
    if PYTHON.exists():
        fits = run([str(PYTHON), "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})"])
        if fits:
            return
    print("make env: creating .venv")
    if not run([sys.executable, "-m", "venv", "--without-pip", "--clear", str(VENV)]):
        raise CannotContinueError(
            "python3 could not create .venv; on Debian: apt-get install python3-venv"
        )


def fetch_uv() -> bool:
    """Put the lock's own uv into `.venv`; return whether it is there."""
    if UV.exists():
        return True
    with tempfile.TemporaryDirectory() as folder:
        pinned = Path(folder) / "uv.lock"
        pinned.write_text(pin_of("uv"))
        run([*pip_install(), "--no-deps", "--require-hashes", "-r", str(pinned)])
    return UV.exists()


def fill_with_uv() -> bool:
    """Bring `.venv` to exactly what the lock names; return whether that worked."""
    settings = {**os.environ, **uv_settings()}
    print("make env: installing from requirements.lock with uv")
    target = ["--quiet", "--python", str(PYTHON)]
    filled = run(
        [str(UV), "pip", "sync", *target, "--require-hashes", str(LOCK)], environment=settings
    ) and run([str(UV), "pip", "install", *target, *PROJECT], environment=settings)
    if not filled:
        print("make env: uv did not manage, trying pip", file=sys.stderr)
    return filled


def fill_with_pip() -> None:
    """Install the lock and the project with pip, the slower way that needs nothing else."""
    print("make env: installing from requirements.lock with pip, about a minute")
    filled = run([*pip_install(), "--require-hashes", "-r", str(LOCK)]) and run(
        # The environment's own pip, which the lock brings: building without isolation
        # takes hatchling from the interpreter that pip runs in.
        [str(PYTHON), "-m", "pip", "install", "--quiet", *PROJECT]
    )
    if not filled:
        raise CannotContinueError(
            "pip could not install from requirements.lock; its own words stand above. "
            "Is a package registry reachable? `python3 -m pip config list` shows which is asked."
        )


def pip_install() -> list[str]:
    """Return the pip of python3, told to install into `.venv`."""
    return [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet"]


def pin_of(name: str) -> str:
    """Return the lock's entry for one distribution, its hashes included."""
    entry: list[str] = []
    for line in LOCK.read_text().splitlines():
        if line.startswith(f"{name}=="):
            entry = [line]
        elif entry and line.startswith("    --hash"):
            entry.append(line)
        elif entry:
            break
    return "\n".join(entry) + "\n"


def uv_settings() -> dict[str, str]:
    """Return pip's settings in uv's words, so that both ask the same registry.

    uv does not read pip's configuration.  Every file is checked against the lock's hash, so
    taking it from whichever registry has it is safe.
    """
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    )
    words = {
        "index-url": "UV_DEFAULT_INDEX",
        "extra-index-url": "UV_INDEX",
        "cert": "SSL_CERT_FILE",
    }
    settings = {"UV_INDEX_STRATEGY": "unsafe-best-match"}
    for line in listed.stdout.splitlines():
        key, _, value = line.partition("=")
        word = words.get(key.rpartition(".")[2])
        if word and word not in os.environ:
            settings[word] = " ".join(shlex.split(value)).strip()
    return settings


def run(command: list[str], *, environment: dict[str, str] | None = None) -> bool:
    """Run *command* with its errors shown; return whether it ended well."""
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
