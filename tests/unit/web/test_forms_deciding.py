"""Decision pages, second signatures, and pro formas section by section."""

import re

import pytest

from tests.unit.web.form_reader import FormReader, filled, text_of
from tests.unit.web.test_forms import HTML, Person

WHY = "What the referrer saw is not explained by anybody."
REPLY = {
    "why_involved": "Called to the house in March.",
    "risks": "An adult with a record of violence.",
    "actions": "Spoke with both parents.",
    "difference": "It was quiet for a month.",
    "everyday_life": "The child sleeps at a neighbour’s.",
}


@pytest.fixture
def mona(callers):
    return Person(callers, "mona")


def decided(person, reference, **more):
    return person.do(
        reference,
        "decide-after-research",
        outcome="assessment",
        rationale=WHY,
        research_found="Police know the adult.",
        **{"concerns.0.view": "It stays a worry.", **more},
    )


@pytest.mark.shows("C10", "M7")
def test_a_decision_stands_beside_the_replies_in_full_and_each_open_concern(callers, mona):
    reference = callers.in_research("police", "health")
    answer = callers.post("police-desk", f"/api/research-requests/{reference}.R1/reply", REPLY)
    assert answer.status_code == 200
    page = mona.open(f"/journeys/{reference}/do/decide-after-research")
    said = text_of(page.text)
    for words in (*REPLY.values(), "Wren came to school with a bruise.", "a bruise on the arm"):
        assert words in said
    fields = FormReader(page.text).fields
    assert fields["concerns.0.concern"] == ["C1"]
    assert fields["missing.0.agency"] == ["health"]
    assert "missing.1.agency" not in fields


def test_a_reply_that_is_missing_is_asked_for_at_its_own_place(callers, mona):
    reference = callers.in_research("police")
    refused = decided(mona, reference)
    assert refused.status_code == 409
    assert "Replies are missing that the decision does not speak of." in text_of(refused.text)
    assert f"/journeys/{reference}/do/chase-partner" in refused.text
    assert "The reply of Fernleigh Police, or why it is safe" in text_of(refused.text)


@pytest.mark.shows("M5")
def test_a_decision_without_all_replies_waits_for_somebody_elses_signature(callers, mona):
    reference = callers.in_research("police")
    taken = decided(mona, reference, **{"missing.0.why_safe": "The school sees the child daily."})
    assert taken.status_code == 303
    journey = text_of(mona.open(f"/journeys/{reference}").text)
    assert "the decision takes effect when a second manager has signed it" in journey
    own = mona.open(f"/journeys/{reference}/do/countersign")
    assert own.status_code == 403
    assert "must be somebody else's than the decider's" in own.text.replace("&#39;", "'")
    milo = Person(callers, "milo")
    page = milo.open(f"/journeys/{reference}/do/countersign")
    said = text_of(page.text)
    assert WHY in said
    assert "The school sees the child daily." in said
    signed = milo.send(page, agrees="yes", reason="I agree with what is written.")
    assert signed.status_code == 303
    assert callers.get("mona", f"/api/journeys/{reference}").json()["stage"] == "assessment"


@pytest.fixture
def reference(callers, mona):
    found = callers.in_research("police")
    callers.post("police-desk", f"/api/research-requests/{found}.R1/reply", {"nothing_known": True})
    assert decided(mona, found).status_code == 303
    return found


def forms(reference):
    return f"/journeys/{reference}/forms"


def first_form(person, reference):
    page = person.open(forms(reference)).text
    return re.search(rf'href="({forms(reference)}/E\d+/assessment)"', page).group(1)


def test_a_pro_forma_says_what_each_outcome_still_needs(mona, reference):
    address = first_form(mona, reference)
    said = text_of(mona.open(address).text)
    assert "Strategy discussion The child's views, Analysis" in said.replace("&#39;", "'")
    section = mona.open(f"{address}/analysis")
    assert mona.send(section, text="The home is not safe.").status_code == 303
    said = text_of(mona.open(address).text).replace("&#39;", "'")
    assert "Strategy discussion The child's views" in said
    assert "The child's views, Analysis" not in said


def test_writing_one_section_leads_to_the_next(mona, reference):
    address = first_form(mona, reference)
    answer = mona.send(mona.open(f"{address}/development"), text="Healthy.")
    assert answer.headers["location"] == f"{address}/parenting"
    last = mona.send(mona.open(f"{address}/analysis"), text="It adds up.")
    assert last.headers["location"] == address
    assert "Healthy." in mona.open(f"{address}/development").text


def test_a_section_that_is_empty_or_too_long_says_so_and_keeps_what_was_typed(mona, reference):
    page = mona.open(f"{first_form(mona, reference)}/analysis")
    empty = mona.send(page, text="  ")
    assert (empty.status_code, "Write something in" in empty.text) == (422, True)
    long = mona.send(page, text="y" * 100_000)
    assert "It has 100,000 now" in text_of(long.text)
    assert len(FormReader(long.text).fields["text"][0]) == 100_000


def test_two_who_write_one_section_see_both_texts(callers, mona, reference):
    address = first_form(mona, reference)
    carla = Person(callers, "carla")
    page = mona.open(f"{address}/analysis")
    carla.send(carla.open(f"{address}/analysis"), text="Carla’s analysis.")
    overtaken = mona.send(page, text="Mona’s analysis.")
    assert overtaken.status_code == 412
    assert "Carla’s analysis." in overtaken.text
    assert FormReader(overtaken.text).fields["text"] == ["Mona’s analysis."]
    assert mona.send(overtaken, text="Both.").status_code == 303
    assert "Both." in mona.open(f"{address}/analysis").text


def test_two_who_write_different_sections_do_not_disturb_each_other(callers, mona, reference):
    address = first_form(mona, reference)
    carla = Person(callers, "carla")
    page = mona.open(f"{address}/analysis")
    carla.send(carla.open(f"{address}/parenting"), text="Warm.")
    assert mona.send(page, text="It adds up.").status_code == 303


def test_a_section_is_kept_as_a_draft_for_its_writer(callers, mona, reference):
    address = first_form(mona, reference)
    mona.send(mona.open(f"{address}/analysis"), "draft", text="Half of")
    assert FormReader(mona.open(f"{address}/analysis").text).fields["text"] == ["Half of"]
    assert "Half of" not in Person(callers, "carla").open(f"{address}/analysis").text


def test_a_section_is_kept_while_somebody_writes_and_says_so(callers, mona, reference):
    address = f"{first_form(mona, reference)}/analysis"
    by_itself = {"HX-Request": "true"}
    action, data = filled(mona.open(address).text, "draft", text="in the middle of a s")
    kept = mona.client.post(action, data=data, headers=by_itself)
    assert kept.text == "Draft saved Tuesday 2 September 2025, 10am"
    carla = Person(callers, "carla")
    carla.send(carla.open(address), text="Carla’s analysis.")
    again = text_of(mona.open(address).text)
    assert "This is your draft of Tuesday 2 September 2025, 10am." in again
    assert "in the middle of a s" in again
    assert "What stands on the record Carla’s analysis." in again
    mona.client.cookies.clear()
    lost = mona.client.post(action, data=data, headers=by_itself)
    assert lost.text == "Not saved: you are no longer signed in. Send the form to keep it."


def test_who_only_reads_sees_the_sections_and_no_form(callers, mona, reference):
    address = first_form(mona, reference)
    mona.send(mona.open(f"{address}/analysis"), text="It adds up.")
    page = Person(callers, "aud").open(f"{address}/analysis").text
    assert "It adds up." in page
    assert "<textarea" not in page


def test_a_section_typed_before_being_signed_out_is_kept(mona, reference):
    page = mona.open(f"{first_form(mona, reference)}/analysis")
    mona.client.cookies.clear()
    kept = mona.send(page, text="Not lost.")
    assert (kept.status_code, "Not lost." in kept.text) == (401, True)


def test_the_form_of_pro_formas_leads_to_them(mona, reference):
    answer = mona.client.get(
        f"/journeys/{reference}/do/fill-pro-forma", headers=HTML, follow_redirects=False
    )
    assert answer.headers["location"] == forms(reference)
