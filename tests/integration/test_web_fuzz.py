"""The API against its own description: whatever is sent, the answer is one that it names."""

import re

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import data
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from models.store import Store
from tests.support.databases import SqliteDatabases
from tests.unit.web.callers import callers_on, served
from web.api import ROWS
from web.inputs import REFERENCE

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
EXAMPLES = 4
"""For each call, one good and one bad: some sixty calls, all of it within a minute."""

CALLS = [(row.method, row.path) for row in ROWS if row.path != "/api/events"]
"""All but the stream, which never ends; `test_web_live.py` listens to it."""


@pytest.fixture(scope="module")
def callers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fuzz")
    with SqliteDatabases(folder).fresh(folder) as url:
        store = Store.open(url)
        made = callers_on(store)
        # Something to find: TL25-000001 in research with two partners asked.
        made.in_research("police", "health")
        yield made
        store.close()


@pytest.fixture(scope="module")
def base_url(callers):
    with served(callers) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def description(callers):
    document = callers.get(None, "/api/openapi.json").json()
    # Every call here shows a key; `test_access.py` asks what happens without.
    del document["components"]["securitySchemes"]
    for operations in document["paths"].values():
        for operation in operations.values():
            operation.pop("security")
    described = schemathesis.openapi.from_dict(document)
    # A version that is none fails its precondition: 412, as RFC 9110 has it.
    described.config.checks.negative_data_rejection.expected_statuses = ["4xx"]
    return described


@pytest.fixture(scope="module")
def key(callers):
    return callers.key("senna")


@pytest.mark.slow
@pytest.mark.parametrize(("method", "path"), CALLS)
def test_every_answer_is_one_that_the_description_names(method, path, description, base_url, key):
    operation = description[path][method]
    takes = len(list(operation.iter_parameters())) + len(operation.body)
    modes = list(GenerationMode) if takes else [GenerationMode.POSITIVE]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data())
    def holds(drawn):
        for mode in modes:
            case = drawn.draw(operation.as_strategy(generation_mode=mode))
            # What could name a journey names the one that there is; what could not stays.
            if re.fullmatch(REFERENCE, str(case.path_parameters.get("ref"))):
                case.path_parameters["ref"] = "TL25-000001"
            if re.fullmatch(rf"{REFERENCE}\.R\d+", str(case.path_parameters.get("id"))):
                case.path_parameters["id"] = "TL25-000001.R1"
            case.call_and_validate(
                base_url=base_url,
                headers={"Authorization": f"Bearer {key}"},
                checks=CHECKS,
            )

    holds()
