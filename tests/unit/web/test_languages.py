"""Another language: every text of every page goes through a catalogue, and a catalogue is one file."""

import re
from html.parser import HTMLParser

import pytest

from tests.browser.states import STATES
from tests.support.cases import PEOPLE
from tests.support.rulebook import AGENCIES, london
from tests.unit.casework.hubs import go_to
from tools.catalogue import texts, written
from web import languages
from web.catalogues import Catalogue, read_catalogue
from web.languages import LANGUAGE_COOKIE, gettext, ngettext, speaking

GAP = re.compile(r"(\{\w*\}|%\(\w+\)s)")
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ạḅċḍẹḟġḥịjḳḷṃṇọṗqṛṣṭụṿẉẋỵẓẠḄĊḌẸḞĠḤỊJḲḶṂṆỌṖQṚṢṬỤṾẈẊỴẒ",
)

# What no catalogue translates: names of people, agencies, teams and places, references, commands.
AGENCY_NAMES = "|".join(
    re.escape(name)
    for name in sorted((each.name for each in AGENCIES.values()), key=len, reverse=True)
)
NAMES = re.compile(
    rf"{AGENCY_NAMES}|(?i:\b({'|'.join(PEOPLE)}|education-desk|police-duty-desk)\b)|"
    r"\{\w+\}|\b(Throughline|Wren|Testperson|Maya|Ms|Invented|"
    r"mona|milo|carla|colin|senna|ada|aud|system|clock|mash|MASH|north|North|police-desk|health-desk|"
    r"throughline (?:user|team|agency)|English|[A-Z]{2}\d\d-\d+(?:\.R\d+)?|[A-Z]\d+|[0-9a-f-]{36})\b"
)
VISIBLE = ("aria-label", "title", "alt", "placeholder", "data-label", "data-one", "data-many")


def pseudo(text):
    """The text with a dot at each letter, its gaps left open."""
    return "".join(
        part if GAP.fullmatch(part) else part.translate(ACCENTED) for part in GAP.split(text)
    )


class Pseudo:
    gettext = staticmethod(pseudo)

    @staticmethod
    def ngettext(one, many, count):
        return pseudo(one if count == 1 else many)


class Untranslated(HTMLParser):
    """Collects what a page says in plain letters, but for what it marks as another language."""

    SILENT = frozenset({"script", "style"})
    VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})

    def __init__(self):
        super().__init__()
        self.open = []
        self.found = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in self.VOID:
            self.open.append(tag in self.SILENT or given.get("lang") == "en-GB")
        for name in VISIBLE:
            self._look(given.get(name) or "")

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            self.open.pop()

    def handle_data(self, data):
        if not any(self.open):
            self._look(data)

    def _look(self, text):
        left = NAMES.sub("", text)
        if re.search(r"[A-Za-z]{2,}", left):
            self.found.append(" ".join(text.split()))


def untranslated(page):
    parser = Untranslated()
    parser.feed(page)
    return parser.found


@pytest.fixture
def in_pseudo(callers, monkeypatch):
    monkeypatch.setattr(languages, "languages", lambda: ("en-GB", "xx"))
    monkeypatch.setattr(languages, "translations", lambda _: Pseudo)
    reference = callers.in_research("police", "health")
    callers.post(
        "health-desk", f"/api/research-requests/{reference}.R2/reply", {"risks": "a bruise"}
    )
    go_to(callers.hub, london("2025-09-05", "16:00"))
    callers.journey()
    callers.client.cookies.set(LANGUAGE_COOKIE, "xx")
    return callers


WRITTEN_BY_PRACTICE_LEADS = re.compile(r"/administration$|profile|calendar|agenc")
"""Pages that show the policy's own words, which a hub writes in its own language."""

NAMED_ON_THE_RECORD = {
    "form of a contact's decision",
    "form of a decision",
    "form of holding responsibility",
}
"""Forms whose choices are called by what stands on the record: a concern, a person of the family."""

OF_A_NEW_HUB = [
    name
    for name, state in STATES.items()
    if not (state.press or state.session or state.at_stories or state.empty)
    and name not in NAMED_ON_THE_RECORD
    and not WRITTEN_BY_PRACTICE_LEADS.search(state.path)
]


@pytest.mark.parametrize("name", OF_A_NEW_HUB)
def test_every_text_of_a_page_goes_through_the_catalogue(in_pseudo, name):
    state = STATES[name]
    named = {"late": "TL25-000001", "fresh": "TL25-000002", "closed_off": "TL25-000002"}
    path = state.path.format(**named)
    answer = in_pseudo.get(state.user, path, headers={"Accept": "text/html"})
    if answer.is_redirect:
        return
    assert '<html lang="xx"' in answer.text
    assert untranslated(answer.text) == []


def test_what_is_wrong_with_a_form_is_said_in_the_language_too(in_pseudo):
    in_pseudo.sign_in("mona")
    answer = in_pseudo.send_form("/contacts/new", "/contacts/new", _act="give")
    assert answer.status_code == 422
    assert "Ḟịḷḷ ịṇ “" in answer.text
    assert untranslated(answer.text) == []


def test_a_text_that_is_not_translated_would_be_found():
    assert untranslated("<p>Sign out</p>") == ["Sign out"]
    assert untranslated('<p aria-label="Sign out">Ṣịġṇ</p>') == ["Sign out"]
    assert untranslated('<p>Ṣịġṇ <span lang="en-GB">said on the record</span></p>') == []


WELSH = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\\n"

msgid "Sign out"
msgstr "Allgofnodi"

#, fuzzy
msgid "Menu"
msgstr "a guess"

msgid "{count} hour"
msgid_plural "{count} hours"
msgstr[0] "{count} awr"
msgstr[1] "{count} awr ddwy"
msgstr[2] "{count} o oriau"

msgid ""
"in two "
"lines"
msgstr "mewn dwy linell"
"""


def test_a_catalogue_is_read_as_translators_write_it():
    entries = read_catalogue(WELSH)
    assert entries["in two lines"].translated == ("mewn dwy linell",)
    welsh = Catalogue(entries)
    assert welsh.gettext("Sign out") == "Allgofnodi"
    assert welsh.gettext("Menu") == "Menu"
    assert welsh.gettext("Not there") == "Not there"
    said = [welsh.ngettext("{count} hour", "{count} hours", n) for n in (1, 2, 5)]
    assert said == ["{count} awr", "{count} awr ddwy", "{count} o oriau"]
    assert welsh.ngettext("{count} day", "{count} days", 5) == "{count} days"


def test_the_language_of_a_request_is_spoken_until_it_is_answered(monkeypatch):
    monkeypatch.setattr(
        languages,
        "translations",
        lambda code: Pseudo if code == "xx" else languages.NullTranslations(),
    )
    with speaking("xx"):
        assert gettext("Menu") == "Ṃẹṇụ"
        assert ngettext("{count} day", "{count} days", 2) == "{count} ḍạỵṣ"
    assert gettext("Menu") == "Menu"


def test_a_reader_chooses_a_language_where_there_is_one(in_pseudo):
    in_pseudo.client.cookies.delete(LANGUAGE_COOKIE)
    answer = in_pseudo.send_form("/sign-in", "/language", language="xx", next="/partner")
    assert (answer.status_code, answer.headers["location"]) == (303, "/partner")
    assert in_pseudo.client.cookies[LANGUAGE_COOKIE] == "xx"
    in_pseudo.send_form("/sign-in", "/language", language="no-such", next="//elsewhere.example")
    assert in_pseudo.client.cookies[LANGUAGE_COOKIE] == "en-GB"


def test_the_list_of_texts_has_those_of_templates_code_and_tables():
    found = texts()
    for text in (
        "Sign out",
        "What happens next",
        "No reply yet",
        "Wednesday",
        "Strategy discussion",
        "What is the worry?",
        "Physical harm",
        "Fill in “{label}”",
        "it is not a real date",
    ):
        assert (text,) in found
    assert ("{count} hour", "{count} hours") in found
    assert set(read_catalogue(written(found))) == {"", *(text[0] for text in found)}
