"""`import contacts` and `export chronology`: files in and out."""

import csv

import pytest

HEADING = (
    "source_reference,child_name,child_born,referrer_kind,reason,"
    "concern_1_category,concern_1_description"
)
GOOD = "S-1,Lee Example,2017-05-04,school,Seen hungry,neglect,No breakfast"
OTHER = "S-2,Kim Example,2018-05-04,school,Seen hungry,neglect,No breakfast"
BROKEN = "S-3,Pat Example,2031-01-01,school,Seen hungry,neglect,No breakfast"


@pytest.fixture
def sheet(tmp_path):
    def write(*rows):
        file = tmp_path / "contacts.csv"
        file.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
        return file

    return write


def test_contacts_come_in_and_no_file_of_rejects_is_left(staffed, sheet, tmp_path):
    came = staffed("import", "contacts", sheet(GOOD, OTHER), "--as", "carla", "--json")

    assert came.code == 0
    assert came.json["accepted"] == 2
    assert came.json["rejects"] is None
    assert not (tmp_path / "contacts.rejected.csv").exists()


def test_a_bad_row_in_the_middle_comes_back_with_its_reason_and_the_others_go_in(
    staffed, sheet, tmp_path
):
    came = staffed("import", "contacts", sheet(GOOD, BROKEN, OTHER), "--as", "carla", "--json")

    assert came.code == 2
    assert (came.json["accepted"], came.json["rejected"]) == (2, 1)
    with (tmp_path / "contacts.rejected.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["child_name"] == "Pat Example"
    assert row["rejected_where"] == "child_born"


def test_the_same_file_again_takes_nothing_in_twice(staffed, sheet):
    staffed("import", "contacts", sheet(GOOD), "--as", "carla")

    came = staffed("import", "contacts", sheet(GOOD), "--as", "carla", "--json")

    assert came.code == 0
    assert (came.json["accepted"], came.json["known"]) == (0, 1)


def test_a_file_that_is_not_there_is_bad_input(staffed, tmp_path):
    came = staffed("import", "contacts", tmp_path / "none.csv", "--as", "carla", "--json")

    assert came.code == 2
    assert came.json["faults"][0]["where"] == "FILE"


def test_a_file_of_another_kind_is_bad_input_and_leaves_nothing(staffed, tmp_path):
    file = tmp_path / "picture.csv"
    file.write_bytes(b"\x89PNG\xff\xfe\x00")

    came = staffed("import", "contacts", file, "--as", "carla")

    assert came.code == 2
    assert sorted(each.name for each in tmp_path.glob("*.csv")) == ["picture.csv"]


def test_somebody_has_to_take_them_in(staffed, sheet):
    assert staffed("import", "contacts", sheet(GOOD)).code == 2


def test_a_chronology_is_text_for_people(call, journey):
    came = call("export", "chronology", journey)

    assert came.code == 0
    assert came.out.startswith("Chronology of Lee Example")


def test_a_chronology_is_json_for_programs(call, journey):
    written = call("export", "chronology", journey, "--json").json

    assert written["reference"] == journey
    assert written["journeys"] == [journey]


def test_a_chronology_goes_to_a_file(call, journey, tmp_path):
    file = tmp_path / "chronology.txt"

    assert call("export", "chronology", journey, "--to", file).code == 0
    assert "Bruises on both arms." in file.read_text(encoding="utf-8")


def test_a_chronology_to_print_is_a_page_that_says_who_printed_it(staffed, journey, tmp_path):
    file = tmp_path / "chronology.html"
    line = ("export", "chronology", journey, "--format", "html", "--to", file, "--as", "carla")

    assert staffed(*line).code == 0
    page = file.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Confidential: printed by carla on " in page


def test_a_chronology_holds_what_was_added_by_hand(staffed, journey):
    entry = '{"happened_on": "2019-05-04", "source": "a file", "what": "moved", "meaning": "alone"}'
    line = ("do", "add-chronology-entry", journey, "--as", "carla", "--with", "-")
    assert staffed(*line, stdin=entry).code == 0

    told = staffed("export", "chronology", journey, "--significant", "--format", "json").json
    assert [each["happened_on"] for each in told["entries"]] == ["2019-05-04"]


@pytest.mark.parametrize("day", ["yesterday", "2999-01-01"])
def test_a_chronology_as_of_a_day_that_is_none_is_bad_input(call, journey, day):
    assert call("export", "chronology", journey, "--on", day).code == 2


def test_a_journey_that_is_not_there_has_no_chronology(call):
    assert call("export", "chronology", "TL25-999999").code == 2
