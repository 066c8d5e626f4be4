"""What pages load: others' files as they were made, light, kept for ever, and from here alone."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from web.pages.static import FOLDER, asset, files

AXE = Path(__file__).resolve().parents[2] / "assets" / "axe"
MOST_COMPRESSED = 100_000


def rows(folder):
    return json.loads((folder / "VENDOR.json").read_text())


@pytest.mark.parametrize("folder", [FOLDER / "vendor", AXE], ids=["web", "axe"])
def test_each_file_of_others_is_the_one_written_down(folder):
    written = {row["file"]: row["sha256"] for row in rows(folder)}
    beside = {"VENDOR.json", "LICENCES.txt"}
    there = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.name not in beside
    }
    assert there == written


def test_each_package_of_others_has_its_licence_beside_it():
    licences = (FOLDER / "vendor" / "LICENCES.txt").read_text()
    for row in rows(FOLDER / "vendor"):
        for made_from in row["made_from"]:
            assert made_from["package"] in licences
            assert made_from["licence"] in {"MIT", "0BSD"}
            assert made_from["version"]
    assert "Mozilla Public License" in (AXE / "LICENSE").read_text()


def test_styles_and_scripts_together_are_light():
    loaded = [file for name, file in files().items() if name.endswith((".css", ".js"))]
    assert len(loaded) >= 5
    assert sum(len(file.zipped) for file in loaded) < MOST_COMPRESSED


def test_the_compiled_styles_wear_no_crown_and_name_no_other_host():
    style = files()["govuk.css"].content.decode()
    assert "GDS Transport" not in style
    assert "@font-face" not in style
    assert "crest" not in style
    assert "govuk-footer" not in style
    assert "--govuk-brand-colour: #17494d" in style
    named = set(re.findall(r"url\(['\"]?([^)'\"]+)", style))
    assert named
    assert all(each.removeprefix("/static/") in files() for each in named)


def test_a_file_named_with_its_hash_may_be_kept_for_ever(callers):
    answer = callers.get(None, asset("govuk.css"), headers={"Accept-Encoding": "gzip"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.content == files()["govuk.css"].content


def test_a_file_named_with_an_old_hash_is_looked_for_again_soon(callers):
    answer = callers.get(None, "/static/govuk.css?v=0000", headers={"Accept-Encoding": "identity"})
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("name", ["VENDOR.json", "LICENCES.txt", "..%2Fwords.py", "nothing.css"])
def test_nothing_else_is_given(callers, name):
    assert callers.get(None, f"/static/{name}").status_code == 404


def test_the_same_file_is_compressed_to_the_same_bytes():
    file = files()["throughline.css"]
    assert gzip.compress(file.content, mtime=0) == file.zipped
