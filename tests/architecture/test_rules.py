from functools import cache

import pytest

from tests.architecture.house import python_files, text_of
from tests.architecture.rules import RULES, Source


@cache
def sources():
    return [Source(name, text_of(name) or "") for name in python_files()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_house_keeps_the_rule(rule):
    found = [
        f"{source.path} {finding}"
        for source in sources()
        if rule.holds_for(source)
        for finding in rule.findings(source)
    ]
    assert found == [], "\n".join([rule.why, *found])


@pytest.mark.parametrize(
    ("rule", "source"),
    [(rule, source) for rule in RULES for source in rule.broken_by],
    ids=lambda value: value.name if hasattr(value, "name") else value.text or value.path,
)
def test_the_rule_can_break(rule, source):
    assert rule.holds_for(source)
    assert list(rule.findings(source)) != []


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        (
            "journey imports the pure part of the standard library alone",
            "from datetime import UTC\nimport journey.case",
        ),
        (
            "only casework/clock.py asks the time",
            '"""Never datetime.now()."""\nx = clock.now()\ny = timer.time()',
        ),
        (
            "only models and its migrations write SQL",
            "x = 'Select a child from the list'\ny = 'Update journey'",
        ),
        (
            "flow files define no types",
            "@flow\nasync def child_journey(reference: str) -> None: ...",
        ),
        (
            "every suppression states its code and its reason",
            "x = 1  # no" + "qa: S603 - the arguments are our own",
        ),
        (
            "every suppression states its code and its reason",
            "x = 1  # type: " + "ignore[misc]  # the library has no types",
        ),
    ],
)
def test_what_the_rule_does_not_mean_passes(name, harmless):
    [rule] = [rule for rule in RULES if rule.name == name]
    assert list(rule.findings(Source("journey/a.py", harmless))) == []
