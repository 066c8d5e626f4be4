import io
import json
import logging

import pytest
import structlog

from casework.errors import BadInputError, Fault
from casework.logs import ALLOWED, set_up_logs
from casework.settings import Settings
from journey.errors import JourneyMovedOn
from tests.support.logs import caught_logs

CHILD = "Perpetua Quillfeather"
CONCERN = "bruises on both arms"
log = structlog.get_logger("casework.sweeping")


@pytest.fixture(autouse=True)
def lines():
    """Everything written as JSON from here on; the process' logs are put back after the test."""
    with caught_logs() as stream:
        yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def fail_with(fault, *, because=None):
    raise fault from because


def test_a_line_carries_what_it_is_about_its_level_and_the_time_in_utc(lines):
    log.info("obligation_chased", journey="TL25-000001", rung=2)
    (line,) = lines()
    stamp = line.pop("timestamp")
    assert line == {
        "event": "obligation_chased",
        "level": "info",
        "logger": "casework.sweeping",
        "journey": "TL25-000001",
        "rung": 2,
    }
    assert stamp.endswith("+00:00")


def test_what_the_context_says_is_on_every_line(lines):
    with structlog.contextvars.bound_contextvars(journey="TL25-000001", holder="hub-1"):
        log.info("rung_climbed")
    (line,) = lines()
    assert (line["journey"], line["holder"]) == ("TL25-000001", "hub-1")


@pytest.mark.parametrize(
    "key", ["child", "reason", "narrative", "email", "wording", "concern", "payload"]
)
def test_a_key_that_is_not_allowed_is_withheld_and_seen_to_be(lines, key):
    log.warning("contact_received", journey="TL25-000001", **{key: CHILD})
    (line,) = lines()
    assert line[key] == "[withheld]"
    assert key not in ALLOWED


def test_a_key_in_the_context_that_is_not_allowed_is_withheld_too(lines):
    with structlog.contextvars.bound_contextvars(child=CHILD):
        log.info("rung_climbed")
    assert lines()[0]["child"] == "[withheld]"


def test_a_sentence_in_the_place_of_an_event_is_withheld(lines):
    sentence = CHILD + " was seen"
    log.info(sentence)
    assert lines()[0]["event"] == "[withheld]"


@pytest.mark.parametrize(
    "value",
    [{"name": CHILD}, object(), f"first line\n{CHILD}", "x" * 301],
    ids=["a mapping", "an object", "several lines", "a long text"],
)
def test_an_allowed_key_takes_one_short_line_only(lines, value):
    log.info("rung_climbed", journey=value)
    assert lines()[0]["journey"] == "[withheld]"


def test_a_list_of_references_stays_and_a_list_of_people_does_not(lines):
    log.info("rung_climbed", journey=["TL25-000001", "TL25-000002"], team=[{"name": CHILD}])
    (line,) = lines()
    assert line["journey"] == ["TL25-000001", "TL25-000002"]
    assert line["team"] == ["[withheld]"]


def test_an_exception_of_a_library_is_told_by_kind_and_place_alone(lines):
    try:
        fail_with(ValueError(f"{CHILD}: {CONCERN}"))
    except ValueError:
        log.exception("rung_failed", journey="TL25-000001")
    (line,) = lines()
    assert line["exception"].startswith("ValueError at test_logs.py:")
    assert CHILD not in json.dumps(line)


def test_an_exception_of_ours_keeps_its_words_and_its_cause_does_not(lines):
    try:
        fail_with(JourneyMovedOn("TL25-000001", 4, 5), because=ValueError(CHILD))
    except JourneyMovedOn:
        log.exception("rung_failed")
    (line,) = lines()
    assert line["exception"].startswith("JourneyMovedOn: journey TL25-000001 is at version 5")
    assert "because of ValueError at " in line["exception"]
    assert CHILD not in json.dumps(line)


def test_an_error_that_says_again_what_was_typed_is_told_by_kind(lines):
    try:
        fail_with(BadInputError(Fault("child.name", f"{CHILD} is too long", "200 characters")))
    except BadInputError:
        log.exception("command_failed")
    assert lines()[0]["exception"].startswith("BadInputError at ")


def test_a_librarys_line_goes_through_the_same_processors(lines):
    with structlog.contextvars.bound_contextvars(journey="TL25-000001"):
        logging.getLogger("apscheduler.scheduler").warning("Run time of job %s was missed", "sweep")
    (line,) = lines()
    assert line["event"] == "Run time of job sweep was missed"
    assert (line["level"], line["logger"]) == ("warning", "apscheduler.scheduler")
    assert line["journey"] == "TL25-000001"


def test_what_was_searched_for_is_not_in_the_line_of_a_request(lines):
    logging.getLogger("uvicorn.access").info(
        '%s - "%s %s HTTP/%s" %d', "127.0.0.1:9", "GET", "/journeys?child=Perpetua", "1.1", 200
    )
    assert lines()[0]["event"] == '127.0.0.1:9 - "GET /journeys HTTP/1.1" 200'


def test_a_password_in_an_address_is_left_out(lines):
    logging.getLogger("sqlalchemy.pool").warning("lost %s", "postgresql://hub:secret@db/hub")
    assert lines()[0]["event"] == "lost postgresql://db/hub"


def test_a_mail_address_in_a_librarys_line_is_withheld(lines):
    logging.getLogger("mail.log").info("RCPT TO:<%s> refused", "referrer@home.example")
    assert lines()[0]["event"] == "RCPT TO:<[withheld]> refused"


def test_an_exception_in_a_librarys_line_is_told_by_kind(lines):
    try:
        fail_with(ValueError(CHILD))
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n%s", CHILD)
    (line,) = lines()
    assert line["event"] == "Exception in ASGI application"
    assert line["exception"].startswith("ValueError at ")
    assert CHILD not in json.dumps(line)


def test_a_librarys_own_handlers_are_replaced_and_propagate():
    logger = logging.getLogger("uvicorn")
    logger.addHandler(logging.StreamHandler(io.StringIO()))
    logger.propagate = False
    set_up_logs(Settings(log_json=True), stream=io.StringIO())
    assert logger.handlers == []
    assert logger.propagate


def test_prefects_lines_come_out_once_through_ours():
    import prefect.main  # noqa: F401, PLC0415 - what sets up Prefect's loggers, slow to load
    from prefect.logging import get_logger  # noqa: PLC0415 - as above

    stream = io.StringIO()
    set_up_logs(Settings(log_json=True), stream=stream)
    get_logger("worker").warning("Could not reach %s", "http://hub:secret@127.0.0.1:4200/api?x=1")
    (line,) = [json.loads(each) for each in stream.getvalue().splitlines()]
    assert line["event"] == "Could not reach http://127.0.0.1:4200/api"
    assert line["logger"] == "prefect.worker"


def test_setting_up_twice_does_not_write_twice():
    stream = io.StringIO()
    set_up_logs(Settings(log_json=True), stream=stream)
    set_up_logs(Settings(log_json=True), stream=stream)
    log.info("rung_climbed")
    assert len(stream.getvalue().splitlines()) == 1


def test_a_quieter_level_leaves_lines_out():
    stream = io.StringIO()
    set_up_logs(Settings(log_json=True), stream=stream, level=logging.WARNING)
    log.info("rung_climbed")
    log.warning("rung_failed")
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["rung_failed"]


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "log_json", "json_expected"),
    [
        (io.StringIO, None, True),
        (Terminal, None, False),
        (Terminal, True, True),
        (io.StringIO, False, False),
    ],
)
def test_lines_are_json_unless_on_a_terminal_or_as_set(stream, log_json, json_expected):
    out = stream()
    set_up_logs(Settings(log_json=log_json), stream=out)
    structlog.get_logger("x").info("rung_climbed", journey="TL25-000001", child=CHILD)
    assert out.getvalue().startswith("{") is json_expected
    assert CHILD not in out.getvalue()
    assert "TL25-000001" in out.getvalue()


def test_without_a_stream_lines_go_to_standard_error(capsys):
    set_up_logs(Settings(log_json=True))
    structlog.get_logger("x").info("rung_climbed")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert '"rung_climbed"' in captured.err
