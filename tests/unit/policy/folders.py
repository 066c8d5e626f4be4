"""Folders of rules with one thing changed, and what the check says of them."""

import shutil

from policy.check import SHIPPED, check


def copy_of_shipped(folder):
    shutil.copytree(SHIPPED / "profiles", folder / "profiles")
    for beside in ("agencies.toml", "codes.toml", "pro_formas.toml"):
        shutil.copy(SHIPPED / beside, folder / beside)
    return folder


def changed(folder, file, old, new):
    """Change one place in a copy of the product's rules; it must stand there exactly once."""
    path = copy_of_shipped(folder) / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def own_profile(folder, text, name="my-hub.toml"):
    (folder / "profiles").mkdir(parents=True, exist_ok=True)
    (folder / "profiles" / name).write_text(text, encoding="utf-8")
    return folder


def faults(folder):
    return [str(fault) for fault in check(folder)]
