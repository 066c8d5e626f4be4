import csv
import io
import re
from pathlib import Path

import pytest

from casework import asking
from casework.columns import CHILD, CONCERN, CONTACT, FAMILY, REFERRER, REQUIRED
from casework.errors import BadInputError, NotAllowedError
from casework.importing import import_contacts
from casework.sheets import guard, sheet_of, unguard
from tests.unit.casework.hubs import (
    ADMINISTRATOR,
    AUDITOR,
    COLIN,
    MONA,
    POLICE,
    events_of,
    untouched,
)

SAMPLE = Path(__file__).parents[2] / "data" / "contacts.csv"
DOCUMENT = Path(__file__).parents[3] / "docs" / "import.md"
HEADING = "source_reference,child_name,child_born,referrer_kind,referrer_agency,reason,child_says,concern_1_category,concern_1_description"


def row(
    *,
    reference="",
    name="Invented Child",
    born="2015-04-03",
    kind="school",
    agency="",
    reason="seen hungry",
    says="",
    category="neglect",
    description="no breakfast",
):
    out = io.StringIO()
    csv.writer(out).writerow(
        [reference, name, born, kind, agency, reason, says, category, description]
    )
    return out.getvalue().rstrip("\r\n")


def text_of(*rows, heading=HEADING):
    return "\r\n".join([heading, *rows]) + "\r\n"


def take_in(hub, text, actor=COLIN, **more):
    rejects = io.StringIO(newline="")
    done = import_contacts(hub, actor, io.StringIO(text, newline=""), rejects=rejects, **more)
    usual = csv.field_size_limit(10_000_000)
    try:
        return done, list(csv.DictReader(io.StringIO(rejects.getvalue(), newline="")))
    finally:
        csv.field_size_limit(usual)


def test_the_sample_goes_in_whole_and_every_word_of_it_comes_back(hub):
    done, rejected = take_in(hub, SAMPLE.read_text(encoding="utf-8"))
    assert rejected == []
    assert (done.accepted, done.known, done.rejected) == (5, 0, 0)
    assert done.references == tuple(f"TL25-00000{number}" for number in range(1, 6))
    first, _, welsh, quoted, unborn = (asking.show(hub, MONA, r) for r in done.references)
    assert first.child.name == "Perpetua Quillfeather"
    assert [each.category for each in first.concerns] == ["neglect", "parental-mental-health"]
    assert [(m.name, m.parental_responsibility, m.in_household) for m in first.family] == [
        ("Philippa Quillfeather", True, True),
        ("Peregrine Quillfeather", False, None),
    ]
    assert first.opened_at.isoformat() == "2025-09-01T08:10:00+00:00"
    assert welsh.child.name == "Siân Llŷr-Évangéline"
    assert welsh.reason == "Missed two appointments\nand nobody opens the door"
    assert quoted.child.name == 'Nettle, called "Nell" Oakapple'
    assert quoted.childs_views == ("=please help",)
    assert unborn.referrer.anonymous is True
    assert unborn.child.born is None


def test_a_broken_row_in_the_middle_comes_back_with_its_reason_and_the_others_go_in(hub):
    text = text_of(
        row(reference="A1"),
        row(reference="A2", born="2031-01-01"),
        row(reference="A3"),
        row(reference="A4", kind="postman", name=""),
        row(reference="A5", agency="coastguard"),
        row(reference="A6"),
    )
    done, rejected = take_in(hub, text)
    assert (done.accepted, done.rejected) == (3, 3)
    assert done.references == ("TL25-000001", "TL25-000002", "TL25-000003")
    said = [
        (r["rejected_row"], r["rejected_where"], r["rejected_what"], r["rejected_expected"])
        for r in rejected
    ]
    assert said == [
        (
            "3",
            "child_born",
            "The child's birth date lies in the future.",
            "a date that has passed, or child.expected for an unborn child",
        ),
        (
            "5",
            "child_name; referrer_kind",
            "it is missing; it is none of the words that can stand here",
            "a value; 'police', 'school', 'health', 'local_authority', 'individual' or 'other'",
        ),
        (
            "6",
            "referrer_agency",
            "There is no agency 'coastguard'.",
            "one of education, health, housing, police, police-duty, probation, school",
        ),
    ]
    assert [r["source_reference"] for r in rejected] == ["A2", "A4", "A5"]
    with hub.store.read() as session:
        from models import log  # noqa: PLC0415 - beside its only use

        assert log.verify(session).whole


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        (
            'A2,"never closed,2015-04-03,school,,r,,neglect,d',
            "its quotation marks do not come in pairs",
        ),
        (
            'A2,"quoted" and more,2015-04-03,school,,r,,neglect,d',
            "its quotation marks do not come in pairs",
        ),
        ("A2,too,few", "it has 3 cells, the heading has 9"),
        (row(reference="A2") + ",one too many", "it has 10 cells, the heading has 9"),
        (row(reference="A2", reason="x" * 140_000), "a cell holds more than 131072 characters"),
    ],
    ids=["open quote", "text after quote", "too few", "too many", "too long for a cell"],
)
def test_a_row_that_cannot_even_be_read_costs_itself_alone(hub, broken, what):
    done, rejected = take_in(
        hub, text_of(row(reference="A1"), broken, row(reference="A3"), row(reference="A4"))
    )
    assert (done.accepted, done.rejected) == (3, 1)
    assert [(r["rejected_row"], r["rejected_what"]) for r in rejected] == [("3", what)]


def test_text_that_is_too_long_for_the_record_is_rejected_with_the_limit(sqlite_hub):
    done, rejected = take_in(sqlite_hub, text_of(row(reason="x" * 20_001), row()))
    assert done.accepted == 1
    assert rejected[0]["rejected_where"] == "reason"
    assert rejected[0]["rejected_expected"] == "at most 20000 characters"


@pytest.mark.parametrize(
    "name", ["محمد علي", "Siân Llŷr", "李小龙", "Zoë 🌻👨‍👩‍👧", "e\u0301lodie", "O'Brien-Ńowak"]
)
def test_names_in_any_script_come_back_letter_for_letter(hub, name):
    done, _ = take_in(hub, text_of(row(name=name, says=f"{name} says")))
    shown = asking.show(hub, MONA, done.references[0])
    assert (shown.child.name, shown.childs_views) == (name, (f"{name} says",))


def test_a_byte_order_mark_and_lax_column_names_do_no_harm(sqlite_hub):
    text = "\ufeff" + text_of(
        row(reference="A1"), heading=HEADING.replace("child_name", " Child Name ")
    )
    assert take_in(sqlite_hub, text)[0].accepted == 1


def test_a_cell_may_hold_separators_that_are_no_line_ends(sqlite_hub):
    done, _ = take_in(sqlite_hub, text_of(row(reason="one\u2028two three"), row()))
    assert done.accepted == 2
    assert asking.show(sqlite_hub, MONA, done.references[0]).reason == "one\u2028two three"


def test_empty_rows_and_trailing_commas_are_passed_over(sqlite_hub):
    done, rejected = take_in(
        sqlite_hub,
        text_of(
            ",,,,,,,,",
            "",
            row(reference="A1") + ",,,",
            "   ,,,,,,,,",
            row(reference="A2", born="x"),
        ),
    )
    assert done.accepted == 1
    assert [r["rejected_row"] for r in rejected] == ["6"]


# -- Formulas -------------------------------------------------------------------------------------

FORMULAS = ["=HYPERLINK(1)", "+44 20 0000", "-1", "@home", "'=kept", "''@twice"]


@pytest.mark.parametrize("cell", [*FORMULAS, "\tx", "plain", "'twas night", "", "a=b", "'"])
def test_guarding_is_undone_by_reading(cell):
    assert unguard(guard(cell)) == cell


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_is_data_on_the_way_in_and_cannot_run_on_the_way_out(sqlite_hub, cell):
    bad = row(reference="A1", reason=cell, born="never")
    rejects = io.StringIO(newline="")
    import_contacts(sqlite_hub, COLIN, io.StringIO(text_of(bad), newline=""), rejects=rejects)
    (returned,) = csv.DictReader(io.StringIO(rejects.getvalue(), newline=""))
    for value in returned.values():
        assert value == "" or value[0] not in "=+-@\t\r"
    # Put right and given again, it reads as it was written at first.
    mended = rejects.getvalue().replace("never", "2015-04-03")
    done, _ = take_in(sqlite_hub, mended)
    assert asking.show(sqlite_hub, MONA, done.references[0]).reason == unguard(cell)


# -- Given again ----------------------------------------------------------------------------------


def test_giving_the_same_file_again_changes_nothing(hub):
    text = SAMPLE.read_text(encoding="utf-8")
    take_in(hub, text)
    with untouched(hub):
        done, rejected = take_in(hub, text)
    assert (done.accepted, done.known, done.rejected, rejected) == (0, 5, 0, [])
    assert done.references == ()


def test_two_children_with_one_reference_are_not_taken_for_one(hub):
    done, rejected = take_in(
        hub, text_of(row(reference="A1"), row(reference="A1", name="Another Child"))
    )
    assert done.references == ("TL25-000001",)
    assert rejected[0]["rejected_where"] == "source_reference"
    assert rejected[0]["rejected_what"] == "it stands for another child already (TL25-000001)"


def test_references_of_different_senders_do_not_meet(hub):
    take_in(hub, text_of(row(reference="A1")))
    done, _ = take_in(hub, text_of(row(reference="A1", name="Another Child")), actor=POLICE)
    assert done.accepted == 1


def test_progress_is_told_row_by_row(sqlite_hub):
    told = []
    take_in(
        sqlite_hub,
        text_of(row(), row(born="x"), row()),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_each_row_is_received_whole(hub):
    done, _ = take_in(hub, text_of(row()))
    assert events_of(hub, done.references[0])[:3] == [
        "ContactReceived",
        "ConcernAdded",
        "EpisodeOpened",
    ]


# -- The whole file -------------------------------------------------------------------------------


def faults(hub, file, actor=COLIN):
    rejects = io.StringIO()
    with untouched(hub), pytest.raises(BadInputError) as refused:
        import_contacts(hub, actor, file, rejects=rejects)
    assert rejects.getvalue() == ""
    return [(fault.where, fault.what) for fault in refused.value.faults]


def test_a_heading_without_what_is_required_is_refused_before_anything(sqlite_hub):
    text = text_of("a,b", heading="child_name,reason")
    assert faults(sqlite_hub, io.StringIO(text)) == [
        ("referrer_kind", "the column is missing"),
        ("concern_1_category", "the column is missing"),
        ("concern_1_description", "the column is missing"),
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("shoe_size", ("shoe_size", "there is no such column")),
        ("concern_21_category", ("concern_21_category", "there is no such column")),
        ("concern_0_category", ("concern_0_category", "there is no such column")),
        ("family_1_shoe_size", ("family_1_shoe_size", "there is no such column")),
        ("child_name", ("child_name", "the column is there twice")),
        ("Child-Name", ("child_name", "the column is there twice")),
        ("", ("an empty heading", "there is no such column")),
    ],
)
def test_a_column_whose_content_would_be_lost_is_refused(sqlite_hub, more, expected):
    # A trailing comma leaves no column behind; an empty heading in the middle does.
    text = text_of("x," + row(), heading=f"{more},{HEADING}")
    assert faults(sqlite_hub, io.StringIO(text)) == [expected]


def test_a_file_with_semicolons_has_no_columns_that_are_known(sqlite_hub):
    found = faults(sqlite_hub, io.StringIO(text_of(heading=HEADING.replace(",", ";"))))
    assert ("child_name", "the column is missing") in found


@pytest.mark.parametrize("text", ["", "\r\n\r\n", "\ufeff"])
def test_an_empty_file_is_said_to_have_no_heading(sqlite_hub, text):
    assert faults(sqlite_hub, io.StringIO(text)) == [("the whole file", "it has no heading")]


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_refused_not_guessed(sqlite_hub, encoding, errors):
    data = text_of(row(name="Siân")).encode(encoding)
    file = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", errors=errors, newline="")
    assert faults(sqlite_hub, file) == [("the whole file", "it is not in UTF-8")]


@pytest.mark.parametrize("letter", ["x", "ŷ"])
def test_ten_megabytes_are_refused_before_anything_is_read_into_rows(sqlite_hub, letter):
    text = text_of(row()) + letter * (10_000_001 // len(letter.encode()))
    assert faults(sqlite_hub, io.StringIO(text)) == [("the whole file", "it is too large")]


@pytest.mark.parametrize("actor", [AUDITOR, ADMINISTRATOR], ids=lambda actor: actor.role)
def test_who_may_not_receive_contacts_may_not_import_them(sqlite_hub, actor):
    with untouched(sqlite_hub), pytest.raises(NotAllowedError):
        take_in(sqlite_hub, text_of(row()), actor=actor)


def test_a_control_character_is_rejected_with_its_column(hub):
    done, rejected = take_in(hub, text_of(row(name="Nul\0Child"), row(reason="bell\a"), row()))
    assert done.accepted == 1
    assert [(r["rejected_where"], r["rejected_what"]) for r in rejected] == [
        ("child_name", "it holds a control character"),
        ("reason", "it holds a control character"),
    ]


def test_a_file_full_of_open_quotes_is_done_with_in_moderate_time(sqlite_hub):
    done, rejected = take_in(sqlite_hub, text_of(*['"' + row(reference="A")] * 3_000))
    assert (done.accepted, len(rejected)) == (0, 3_000)


def test_a_cell_of_many_lines_is_one_row(sqlite_hub):
    done, rejected = take_in(sqlite_hub, text_of(row(reason="line\n" * 150), row(born="x")))
    assert done.accepted == 1
    assert rejected[0]["rejected_row"] == "3"


# -- The page that tells people of it ---------------------------------------------------------------


def test_the_page_lists_every_column_and_marks_what_is_required():
    page = DOCUMENT.read_text(encoding="utf-8")
    named = {
        name
        for line in page.splitlines()
        if line.startswith("|")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    columns = (
        {f"child_{name}" for name in CHILD}
        | {f"referrer_{name}" for name in REFERRER}
        | set(CONTACT)
        | {f"concern_1_{name}" for name in CONCERN}
        | {f"family_1_{name}" for name in FAMILY}
    )
    assert columns <= named
    assert set(re.findall(r"\*\*`(\w+)`\*\*", page)) == set(REQUIRED)


def test_a_sheet_counts_rows_as_a_spreadsheet_program_does():
    sheet = sheet_of('a,b\n1,"two\nlines"\n\n3,4\n')
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, ("1", "two\nlines")),
        (4, ("3", "4")),
    ]
